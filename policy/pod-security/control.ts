import type { Admission, Control, Exemption, Finding, Rule, Severity, Subject, Value } from "../rule";
import type { At } from "./at";
import { podsOf, type Carried } from "./carried";
import { levelOf, namespaceLevels, type Level } from "./levels";
import type { Pod } from "./pod";

/** A control over pods, before it is a rule of the table. */
export interface PodControl {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly controls: readonly Control[];
  readonly why: string;
  readonly remedy: string;
  readonly exemptions?: readonly Exemption[];
  /** The levels of namespaces in which it judges; a control that a stricter one replaces leaves that level out. */
  readonly levels: readonly Level[];
  /** Whether it is one of the Pod Security Standards, which the API server enforces itself; else it is the document's. */
  readonly standard: boolean;
  /** Everything in the pod that breaks it, by path from the pod. */
  readonly check: (pod: Pod) => readonly Finding[];
  /**
   * Narrows the pods it judges, beyond their namespace's level; every pod when absent. A place in the pod when its value
   * decides and is not known yet.
   */
  readonly applies?: (carried: Carried, subject: Subject) => boolean | At;
  readonly admission?: Admission;
}

/** A rule of the table that judges pods. */
export type PodRule = Rule & Pick<PodControl, "levels" | "standard" | "check">;

type Placed = Finding & { readonly urn: string };

function findingsOf(
  control: PodControl,
  subject: Subject,
  carried: Carried,
  level: Level | undefined,
): Placed[] {
  if (level !== undefined && !control.levels.includes(level)) return [];
  const applies = control.applies?.(carried, subject) ?? true;
  if (applies === false) return [];
  const findings = control.check(carried.pod);
  if (findings.length === 0) return [];
  // The pod breaks the rule at some level, and its namespace's level is what nobody knows yet.
  if (level === undefined && control.levels.length < 3) {
    return [{ kind: "unknown", path: carried.namespacePath, urn: subject.urn }];
  }
  if (applies !== true) return [{ kind: "unknown", path: carried.locate(applies.path), urn: subject.urn }];
  return findings.map((finding) => ({ ...finding, path: carried.locate(finding.path), urn: subject.urn }));
}

/** The control as a rule: it judges every pod of the stack at the level of the namespace that the pod is in. */
export function podRule(control: PodControl): PodRule {
  const {
    id,
    title,
    severity,
    controls,
    why,
    remedy,
    exemptions = [],
    levels: judgedLevels,
    check,
  } = control;
  return {
    ...{ id, title, severity, controls, why, remedy, exemptions, levels: judgedLevels, check },
    standard: control.standard,
    family: "pod-security",
    enforcement: "mandatory",
    ...(control.admission && { admission: control.admission }),
    judgeStack: (subjects) => {
      const levels = namespaceLevels(subjects);
      const level = (namespace: Value) => levelOf(levels, namespace);
      return subjects.flatMap((subject) =>
        podsOf(subject).flatMap((carried) => findingsOf(control, subject, carried, level(carried.namespace))),
      );
    },
  };
}

/** The findings, unless the pod is of a kind that the control leaves alone; undecided while that is not known. */
export function unless(
  exception: { readonly unknown: boolean; readonly value: Value; readonly path: string },
  excepted: Value,
  findings: readonly Finding[],
): readonly Finding[] {
  if (findings.length === 0) return [];
  if (exception.unknown) return [{ kind: "unknown", path: exception.path }];
  return exception.value === excepted ? [] : findings;
}

export const standard = (control: string): Control => ({ framework: "Pod Security Standards", control });
export const cis = (control: string): Control => ({ framework: "CIS EKS Benchmark", control });
export const nist = (control: string): Control => ({ framework: "NIST SP 800-53", control });
