/** Values that a preview does not know yet, replaced by what they will look like. Pure. */
import type { KubernetesObject } from "./api";

/** How `pulumi preview --json` prints a value that is not known before the update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** How it prints a secret. */
export const SECRET = "[secret]";

/** A place whose value the preview did not know. */
export interface Gap {
  readonly path: string;
  /** What stands there now; absent when the place was left out, because no rule knows what it will look like. */
  readonly filled?: string;
}

/** What a value at some place will look like. */
interface Rule {
  /** The kind it holds for; every kind when absent. */
  readonly kind?: string;
  readonly path: RegExp;
  readonly value: string;
}

const RULES: readonly Rule[] = [
  {
    kind: "StorageClass",
    path: /^parameters\.kmsKeyId$/,
    value: "arn:aws:kms:us-west-2:123456789012:key/11111111-2222-3333-4444-555555555555",
  },
  { kind: "ENIConfig", path: /^spec\.subnet$/, value: "subnet-0123456789abcdef0" },
  { kind: "ENIConfig", path: /^spec\.securityGroups\.\d+$/, value: "sg-0123456789abcdef0" },
  { kind: "NetworkPolicy", path: /\.ipBlock\.(cidr|except\.\d+)$/, value: "192.0.2.0/24" },
  {
    kind: "ServiceAccount",
    path: /^metadata\.annotations\.eks\.amazonaws\.com\/role-arn$/,
    value: "arn:aws:iam::123456789012:role/example",
  },
];

/** Objects that name another one: by the place of the name, the kind that is named. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^metadata\.namespace$/, "Namespace"],
  [/^subjects\.\d+\.namespace$/, "Namespace"],
  [/(^|\.)serviceAccountName$/, "ServiceAccount"],
  [/(^|\.)priorityClassName$/, "PriorityClass"],
  [/(^|\.)storageClassName$/, "StorageClass"],
];

/**
 * Fills the gaps of an object.
 *
 * @param makers by top-level property, the objects whose outputs its value is made of
 */
export function fillIn(
  object: KubernetesObject,
  makers: (property: string) => readonly KubernetesObject[],
): { readonly object: KubernetesObject; readonly gaps: readonly Gap[] } {
  const gaps: Gap[] = [];
  const fill = (value: unknown, path: readonly string[]): unknown => {
    const at = path.join(".");
    if (value === UNKNOWN || (value === SECRET && !isText(object, at))) {
      const filled = named(at, makers(path[0] ?? "")) ?? looksLike(object.kind, at);
      gaps.push(filled === undefined ? { path: at } : { path: at, filled });
      return filled;
    }
    if (Array.isArray(value)) {
      return value
        .map((each, index) => fill(each, [...path, String(index)]))
        .filter((each) => each !== undefined);
    }
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value).map(([key, each]) => [key, fill(each, [...path, key])] as const);
    return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
  };
  return { object: fill(object, []) as KubernetesObject, gaps };
}

/** Whether the place holds free text, so that the printed secret can stand there as it is. */
function isText(object: KubernetesObject, path: string): boolean {
  return !(object.kind === "Secret" && /^(data|stringData)$|^data\./.test(path));
}

function named(path: string, makers: readonly KubernetesObject[]): string | undefined {
  const kind = NAMES.find(([at]) => at.test(path))?.[1];
  const candidates = makers.filter((maker) => maker.kind === kind);
  return candidates.length === 1 ? candidates[0]?.metadata.name : undefined;
}

function looksLike(kind: string, path: string): string | undefined {
  return RULES.find((rule) => (rule.kind === undefined || rule.kind === kind) && rule.path.test(path))?.value;
}
