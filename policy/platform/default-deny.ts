import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, isValues, listOf } from "../values";
import { isBlank, isIn } from "./selectors";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const DIRECTIONS = ["Ingress", "Egress"];

/** Whether a policy selects every pod, in both directions, and allows nothing. */
function deniesAll({ inputs }: Subject): boolean | typeof UNKNOWN {
  const spec = inputs.spec;
  const selector = at(spec, "podSelector");
  const types = at(spec, "policyTypes");
  const rules: readonly Value[] = [at(spec, "ingress"), at(spec, "egress")];
  const emptied = isValues(selector) && Object.keys(selector).length === 0;
  if (selector !== UNKNOWN && !emptied) return false;
  if (rules.some((rule) => rule !== UNKNOWN && listOf(rule).length > 0)) return false;
  if ([selector, types, ...rules].includes(UNKNOWN)) return UNKNOWN;
  return DIRECTIONS.every((direction) => listOf(types).includes(direction));
}

type Placed = Finding & { readonly urn: string };

/** A policy that denies everything, or may. */
interface Denial {
  readonly policy: Subject;
  readonly sure: boolean;
}

function denialsAmong(policies: readonly Subject[]): Denial[] {
  return policies.flatMap((policy) => {
    const denies = isBlank(policy) ? UNKNOWN : deniesAll(policy);
    return denies === false ? [] : [{ policy, sure: denies === true }];
  });
}

function judgeNamespace(namespace: Subject, denials: readonly Denial[]): Placed[] {
  if (isBlank(namespace)) return [{ kind: "unknown", path: "metadata", urn: namespace.urn }];
  const here = denials.map((denial) => ({
    ...denial,
    inside: isBlank(denial.policy) ? UNKNOWN : isIn(denial.policy, namespace),
  }));
  const candidates = here.filter(({ inside }) => inside !== false);
  if (candidates.some(({ inside, sure }) => inside === true && sure)) return [];
  if (candidates.length > 0)
    return candidates.map(({ policy, inside }) => ({
      kind: "unknown",
      path: inside === UNKNOWN ? "metadata.namespace" : "spec",
      urn: policy.urn,
    }));
  const name = at(namespace.inputs, "metadata.name");
  const message = `Add a NetworkPolicy to namespace ${typeof name === "string" ? name : namespace.name} that selects every pod and allows nothing in either direction.`;
  return [{ kind: "violation", path: "networkPolicy", message, urn: namespace.urn }];
}

export const defaultDeny: Rule = {
  id: "namespace-default-deny",
  family: "platform",
  title: "Deny all traffic of every namespace by default",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "4.3.2" },
    { framework: "NIST SP 800-53", control: "SC-7(5)" },
  ],
  why: "Pods that no policy selects talk to everything; only a policy that selects them all makes the written flows the only ones.",
  remedy:
    "Add default_deny_all (section 2, Pod Security Standards): podSelector {}, policyTypes Ingress and Egress, no rules.",
  exemptions: [],
  judgeStack: (subjects) => {
    const denials = denialsAmong(subjects.filter(({ type }) => type === POLICY));
    return subjects
      .filter(({ type }) => type === NAMESPACE)
      .flatMap((namespace) => judgeNamespace(namespace, denials));
  },
};
