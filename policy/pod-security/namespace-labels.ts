import type { Finding, Rule, Subject } from "../rule";
import { At, judged, violation } from "./at";
import { nist, standard } from "./control";
import { isNamespaceLevel, LEVELS, NAMESPACE_TYPES, podSecurityLabel, saysLevel } from "./levels";

const MODES = ["enforce", "audit", "warn"] as const;

/** The oldest version of the standards that knows every control that the rules know. */
const SINCE = 35;

function isVersion(value: unknown): boolean {
  if (value === undefined || value === null || value === "latest") return true;
  const minor = typeof value === "string" ? /^v1\.(\d+)$/.exec(value)?.[1] : undefined;
  return minor !== undefined && Number(minor) >= SINCE;
}

function judge(subject: Subject): Finding[] {
  if (!saysLevel(subject)) return [];
  const labels = new At(subject.inputs.metadata, "metadata").get("labels");
  if (labels.unknown) return [{ kind: "unknown", path: labels.path }];
  if (labels.absent) return [violation(labels, `must carry ${podSecurityLabel("enforce")}, audit and warn`)];
  const expected = labels.get(podSecurityLabel("enforce"));
  return MODES.flatMap((mode) => [
    ...judged(
      labels.get(podSecurityLabel(mode)),
      (value) => !isNamespaceLevel(value) || (!expected.unknown && value !== expected.value),
      `must be ${mode === "enforce" ? `one of ${LEVELS.join(", ")}` : "the level that is enforced"}`,
    ),
    ...judged(
      labels.get(`${podSecurityLabel(mode)}-version`),
      (value) => !isVersion(value),
      `must be latest, or v1.${SINCE} or newer`,
    ),
  ]);
}

/** Every namespace says what its pods may do; EKS holds one that says nothing to nothing. */
export const namespaceLabels: Rule = {
  id: "namespace-pod-security-labels",
  family: "pod-security",
  title: "Label every namespace with its Pod Security level",
  severity: "critical",
  enforcement: "mandatory",
  controls: [standard("namespace labels: enforce, audit, warn"), nist("CM-6")],
  why: "EKS holds a namespace without the label to no standard at all, and pods that people or operators start later pass unseen.",
  remedy: "Set the labels pod-security.kubernetes.io/enforce, audit and warn to one level.",
  exemptions: [],
  types: NAMESPACE_TYPES,
  judge,
  admission: {
    resource: "namespaces",
    offenders: [
      `has(object.metadata.labels) && '${podSecurityLabel("enforce")}' in object.metadata.labels &&`,
      `object.metadata.labels['${podSecurityLabel("enforce")}'] in ['${LEVELS.join("', '")}'] ? [] : [object.metadata.name]`,
    ].join(" "),
    message: `namespaces must carry the label ${podSecurityLabel("enforce")}`,
  },
};
