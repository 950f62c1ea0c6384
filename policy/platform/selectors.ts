import { UNKNOWN, type Subject, type Value } from "../rule";
import { at, entriesOf, isValues, listOf, places } from "../values";

/** Whether a label selector of Kubernetes selects labels; an absent selector selects nothing, an empty one everything. */
export function selects(selector: Value, labels: Value): boolean | typeof UNKNOWN {
  if (selector === UNKNOWN) return UNKNOWN;
  if (!isValues(selector)) return false;
  const known = labels === UNKNOWN ? UNKNOWN : isValues(labels) ? labels : {};
  const verdicts = [
    ...entriesOf(selector.matchLabels).map(([key, wanted]) => matches(known, key, "In", [wanted])),
    ...listOf(selector.matchExpressions).map((one) =>
      one === UNKNOWN
        ? UNKNOWN
        : matches(known, at(one, "key"), at(one, "operator"), listOf(at(one, "values"))),
    ),
    ...(selector.matchLabels === UNKNOWN || selector.matchExpressions === UNKNOWN ? [UNKNOWN] : []),
  ];
  if (verdicts.includes(false)) return false;
  return verdicts.includes(UNKNOWN) ? UNKNOWN : true;
}

function matches(
  labels: Value,
  key: Value,
  operator: Value,
  values: readonly Value[],
): boolean | typeof UNKNOWN {
  const label = isValues(labels) && typeof key === "string" ? labels[key] : UNKNOWN;
  if (label === UNKNOWN || values.includes(UNKNOWN)) return UNKNOWN;
  switch (operator) {
    case "In":
      return label !== undefined && values.includes(label);
    case "NotIn":
      return label === undefined || !values.includes(label);
    case "Exists":
      return label !== undefined;
    case "DoesNotExist":
      return label === undefined;
    default:
      return false;
  }
}

/** Whether a namespaced object is in a namespace of the stack, by name, or by where its namespace comes from. */
export function isIn(object: Subject, namespace: Subject): boolean | typeof UNKNOWN {
  const from = object.dependencies?.metadata ?? [];
  const own = at(object.inputs, "metadata.namespace");
  const name = at(namespace.inputs, "metadata.name");
  if (own === UNKNOWN || name === UNKNOWN) return from.includes(namespace.urn) ? true : UNKNOWN;
  return own !== undefined && own === name;
}

/**
 * Whether nothing at all is known of an object. A stack is judged by outputs, and while the cluster does not exist yet
 * its objects have none.
 */
export function isBlank({ inputs }: Subject): boolean {
  return Object.keys(inputs).length === 0;
}

/** The path of what is not known yet above or at `path`. */
export function unknownAt(subject: Subject, path: string): string {
  return places(subject.inputs, path).find(({ value }) => value === UNKNOWN)?.path ?? path;
}
