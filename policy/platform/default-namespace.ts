import { namespaceOf } from "../exemptions";
import { podsOf } from "../pod-security/carried";
import { UNKNOWN, type Rule, type Subject } from "../rule";

/** What ends up in a namespace and matters there. */
const OTHERS =
  /^kubernetes:(core\/v1:(ConfigMap|PersistentVolumeClaim|Secret|Service)|helm\.sh\/v\d+:(Chart|Release))$/;

function path({ type }: Subject): string {
  return type.startsWith("kubernetes:helm.sh/") ? "namespace" : "metadata.namespace";
}

export const defaultNamespace: Rule = {
  id: "no-default-namespace",
  family: "platform",
  title: "Put nothing into the namespace default",
  severity: "medium",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "4.5.2" },
    { framework: "NIST SP 800-53", control: "AC-6" },
  ],
  why: "The namespace default has no quota, no network policy and no level of pod security, and everybody forgets what is in it.",
  remedy: "Name the namespace that the object belongs to.",
  exemptions: [],
  judge: (subject) => {
    if (!OTHERS.test(subject.type) && podsOf(subject).length === 0) return [];
    const namespace = namespaceOf(subject);
    if (namespace === UNKNOWN) return [{ kind: "unknown", path: path(subject) }];
    if (namespace !== "default") return [];
    return [
      {
        kind: "violation",
        path: path(subject),
        message: `Name a namespace for ${subject.name}; it would go to default.`,
      },
    ];
  },
};
