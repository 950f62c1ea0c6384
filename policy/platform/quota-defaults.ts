import { namespaceOf } from "../exemptions";
import { UNKNOWN, type Finding, type Rule, type Subject } from "../rule";
import { at, entriesOf, objectName } from "../values";
import { isBlank } from "./selectors";

const QUOTA = "kubernetes:core/v1:ResourceQuota";
const RANGE = "kubernetes:core/v1:LimitRange";

/** Whether a quota counts what pods ask for; while it is not known, it may. */
function countsResources(quota: Subject): boolean {
  const hard = at(quota.inputs, "spec.hard");
  return (
    hard === UNKNOWN || isBlank(quota) || entriesOf(hard).some(([key]) => /(^|\.)(cpu|memory)$/.test(key))
  );
}

type Placed = Finding & { readonly urn: string };

function judgeQuota(quota: Subject, ranges: readonly Subject[]): Placed[] {
  const path = "metadata.namespace";
  const namespace = isBlank(quota) ? UNKNOWN : namespaceOf(quota);
  if (namespace === UNKNOWN) return [{ kind: "unknown", path, urn: quota.urn }];
  if (ranges.some((range) => namespaceOf(range) === namespace)) return [];
  const unsure = ranges.filter((range) => isBlank(range) || namespaceOf(range) === UNKNOWN);
  if (unsure.length > 0) return unsure.map(({ urn }) => ({ kind: "unknown", path, urn }));
  const message = `Add a LimitRange beside quota ${objectName(quota)}; its namespace has none.`;
  return [{ kind: "violation", path: "spec.hard", message, urn: quota.urn }];
}

export const quotaDefaults: Rule = {
  id: "quota-has-defaults",
  family: "platform",
  title: "Give every namespace with a quota defaults for its containers",
  severity: "medium",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-6" }],
  why: "A quota of cpu or memory refuses every pod that does not state both; without defaults, sidecars and jobs of others stop being admitted.",
  remedy: "Add a LimitRange with default and defaultRequest to the namespace.",
  exemptions: [],
  judgeStack: (subjects) => {
    const ranges = subjects.filter(({ type }) => type === RANGE);
    return subjects
      .filter((subject) => subject.type === QUOTA && countsResources(subject))
      .flatMap((quota) => judgeQuota(quota, ranges));
  },
};
