import { UNKNOWN, type Subject, type Value } from "../rule";
import { At } from "./at";

/** The levels of the Pod Security Standards, from none to strictest. */
export const LEVELS = ["privileged", "baseline", "restricted"] as const;
export type Level = (typeof LEVELS)[number];

/** The label by which a namespace says its level for one of the admission's modes. */
export function podSecurityLabel(mode: "enforce" | "audit" | "warn"): string {
  return `pod-security.kubernetes.io/${mode}`;
}
const ENFORCE = podSecurityLabel("enforce");

/** What makes a namespace, or changes one that is there. */
export const NAMESPACE_TYPES = ["kubernetes:core/v1:Namespace", "kubernetes:core/v1:NamespacePatch"] as const;

/** Namespaces that EKS makes and fills itself, with the level its own components need. */
const OUTSIDE: Readonly<Record<string, Level>> = { "kube-system": "privileged" };

/** What a namespace of the stack is held to; `undefined` while its label is not known. */
export type Levels = ReadonlyMap<string, Level | undefined>;

/** Whether a value names a level. */
export function isNamespaceLevel(value: Value): value is Level {
  return LEVELS.some((level) => level === value);
}

/**
 * Whether the resource says what level its namespace has: one that makes a namespace always does, if only by leaving
 * the label out; a patch does when it sets one of the labels.
 */
export function saysLevel(subject: Subject): boolean {
  if (subject.type === NAMESPACE_TYPES[0]) return true;
  if (subject.type !== NAMESPACE_TYPES[1]) return false;
  const labels = new At(subject.inputs.metadata, "metadata").get("labels");
  return labels.unknown || labels.fields().some(([key]) => key.startsWith("pod-security.kubernetes.io/"));
}

/** The level a label's value stands for, as the API server reads it: none is `privileged`, nonsense is `restricted`. */
export function levelOfLabel(label: Value): Level | undefined {
  if (label === UNKNOWN) return undefined;
  if (label === undefined || label === null || label === "") return "privileged";
  return isNamespaceLevel(label) ? label : "restricted";
}

/** The level of each namespace of the stack, by name, from its enforce label. */
export function namespaceLevels(subjects: readonly Subject[]): Levels {
  const levels = new Map<string, Level | undefined>();
  for (const subject of subjects) {
    if (!saysLevel(subject)) continue;
    const metadata = new At(subject.inputs.metadata, "metadata");
    const name = metadata.get("name").value;
    if (typeof name === "string") levels.set(name, levelOfLabel(metadata.in("labels", ENFORCE).value));
  }
  return levels;
}

/**
 * The level that a pod in the namespace is held to; `undefined` while that is not known. A namespace that the stack
 * does not make is held to `restricted`, but for those of EKS.
 */
export function levelOf(levels: Levels, namespace: Value): Level | undefined {
  if (typeof namespace !== "string") return undefined;
  if (levels.has(namespace)) return levels.get(namespace);
  return OUTSIDE[namespace] ?? "restricted";
}
