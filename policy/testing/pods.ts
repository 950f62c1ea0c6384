import { expect } from "chai";
import type { PodRule } from "../pod-security/control";
import type { Level } from "../pod-security/levels";
import type { Pod } from "../pod-security/pod";
import { UNKNOWN, type Finding, type Subject, type Value, type Values } from "../rule";

export const CONTAINER: Values = {
  name: "main",
  image: "registry.example.com/main:1.0.0",
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  },
};

/** A pod that meets every rule; `change` replaces fields of its spec. */
export function goodPod(change: Values = {}, metadata: Values = {}): Pod {
  return {
    metadata: { namespace: "tenant", ...metadata },
    spec: {
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65534,
        runAsGroup: 65534,
        fsGroup: 65534,
        seccompProfile: { type: "RuntimeDefault" },
      },
      containers: [CONTAINER],
      ...change,
    },
  };
}

/** The pod with fields in its one container. */
export function withContainer(change: Values): Pod {
  return goodPod({ containers: [{ ...CONTAINER, ...change }] });
}

/** The pod with fields in its container's security context. */
export function withContext(change: Values): Pod {
  return withContainer({ securityContext: { ...(CONTAINER.securityContext as Values), ...change } });
}

/** The pod with fields in its own security context. */
export function withPodContext(change: Values): Pod {
  const spec = goodPod().spec as Values;
  return goodPod({ securityContext: { ...(spec.securityContext as Values), ...change } });
}

/** A resource as the engine shows it. */
export function subject(type: string, name: string, inputs: Values, parents = ""): Subject {
  return {
    type,
    name,
    urn: `urn:pulumi:test::intelliguard::${parents}${type}::${name}`,
    inputs,
    protect: false,
  };
}

export function namespaceSubject(name: string, level: Value): Subject {
  const labels: Values = Object.fromEntries(
    ["enforce", "audit", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]),
  );
  return subject("kubernetes:core/v1:Namespace", name, { metadata: { name, labels } });
}

export function podSubject(pod: Pod, name = "pod"): Subject {
  return subject("kubernetes:core/v1:Pod", name, { metadata: pod.metadata, spec: pod.spec });
}

export const violations = (findings: readonly Finding[]): string[] =>
  findings.filter(({ kind }) => kind === "violation").map(({ path }) => path);

export const unknowns = (findings: readonly Finding[]): string[] =>
  findings.filter(({ kind }) => kind === "unknown").map(({ path }) => path);

interface Cases {
  /** The levels at which the rule speaks. */
  readonly levels: readonly Level[];
  readonly passes: Readonly<Record<string, Pod>>;
  /** Each with the paths that the rule must name. */
  readonly fails: Readonly<Record<string, readonly [Pod, ...string[]]>>;
  /** Each with the paths that are not known yet and decide. */
  readonly unknown: Readonly<Record<string, readonly [Pod, ...string[]]>>;
}

/** Specifies a rule over pods: what it lets pass, what it refuses and where, what it cannot say yet, and at which levels. */
export function specifyPodRule(rule: PodRule, cases: Cases): void {
  const judged = (level: Level, pod: Pod) =>
    rule.judgeStack?.([namespaceSubject("tenant", level), podSubject(pod)]) ?? [];

  describe(rule.id, () => {
    it("passes a pod that meets every rule, on Linux and with nothing but a name", () => {
      expect(rule.check(goodPod())).to.deep.equal([]);
    });
    for (const [name, pod] of Object.entries(cases.passes)) {
      it(`passes ${name}`, () => expect(rule.check(pod)).to.deep.equal([]));
    }
    for (const [name, [pod, ...paths]] of Object.entries(cases.fails)) {
      it(`refuses ${name}`, () => {
        expect(violations(rule.check(pod))).to.deep.equal(paths);
        for (const level of ["privileged", "baseline", "restricted"] as const) {
          const found = violations(judged(level, pod));
          expect(found, level).to.deep.equal(cases.levels.includes(level) ? paths : []);
        }
      });
    }
    for (const [name, [pod, ...paths]] of Object.entries(cases.unknown)) {
      it(`does not know yet about ${name}`, () => {
        expect(unknowns(rule.check(pod))).to.deep.equal(paths);
        expect(violations(rule.check(pod))).to.deep.equal([]);
      });
    }
    it("does not know yet about a spec that is not known", () => {
      const found = rule.check({ metadata: {}, spec: UNKNOWN });
      expect(new Set(unknowns(found))).to.deep.equal(new Set(["spec"]));
    });
  });
}
