import { configured, type StackConfig } from "../config";
import { LEVELS, podSecurityLabel } from "../pod-security/levels";
import type { Admission, Rule } from "../rule";
import type { Action, AdmissionPlan, Variable } from "./plan";
import { NAMESPACE_RESOURCES, POD_RESOURCES, POD_VARIABLES } from "./variables";

export type { AdmissionPlan } from "./plan";

/** Kubernetes makes these itself, before anybody can label them. */
const OWN_NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** The namespaces of some levels; one without a label is privileged. */
function levelSelector(levels: Admission["levels"]) {
  if (levels === undefined || levels.length === LEVELS.length) return undefined;
  const key = podSecurityLabel("enforce");
  const others = LEVELS.filter((level) => !levels.includes(level));
  return {
    matchExpressions: [
      levels.includes("privileged")
        ? { key, operator: "NotIn" as const, values: others }
        : { key, operator: "In" as const, values: [...levels] },
    ],
  };
}

function podPolicy(admission: Admission, offenders: Variable): AdmissionPlan["policy"] {
  const namespaceSelector = levelSelector(admission.levels);
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      matchPolicy: "Equivalent",
      resourceRules: [...POD_RESOURCES],
      ...(namespaceSelector && { namespaceSelector }),
    },
    variables: [...POD_VARIABLES, offenders],
    validations: [validation(admission, "!variables.changed || variables.offenders.size() == 0")],
  };
}

function namespacePolicy(admission: Admission, offenders: Variable): AdmissionPlan["policy"] {
  const own = OWN_NAMESPACES.map((name) => `'${name}'`).join(", ");
  return {
    failurePolicy: "Fail",
    matchConstraints: { matchPolicy: "Equivalent", resourceRules: [...NAMESPACE_RESOURCES] },
    matchConditions: [{ name: "made-by-us", expression: `!(object.metadata.name in [${own}])` }],
    variables: [offenders],
    validations: [validation(admission, "variables.offenders.size() == 0")],
  };
}

function validation(admission: Admission, expression: string) {
  // A JSON text is a CEL text.
  const message = JSON.stringify(`${admission.message}: `);
  return {
    expression,
    messageExpression: `${message} + variables.offenders.join(', ')`,
    reason: "Forbidden" as const,
  };
}

function actionsOf(level: string): Action[] {
  return level === "advisory" ? ["Warn", "Audit"] : ["Deny", "Audit"];
}

/** Whatever the day, nothing has expired. */
const BEFORE_ANY_EXPIRY = new Date(0);

function planOf(rule: Rule, admission: Admission, config: StackConfig): AdmissionPlan[] {
  const { level, exemptions, options } = configured(rule, config, BEFORE_ANY_EXPIRY);
  if (level === "disabled") return [];
  const expression =
    typeof admission.offenders === "string" ? admission.offenders : admission.offenders(options);
  const offenders = { name: "offenders", expression };
  const exempt = exemptions.flatMap(({ namespace }) => namespace ?? []);
  const namespaceSelector = {
    matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn" as const, values: exempt }],
  };
  return [
    {
      name: rule.id,
      annotations: {
        "intelliguard.com/title": rule.title,
        "intelliguard.com/why": rule.why,
        "intelliguard.com/remedy": rule.remedy,
      },
      policy:
        admission.resource === "namespaces"
          ? namespacePolicy(admission, offenders)
          : podPolicy(admission, offenders),
      binding: {
        policyName: rule.id,
        validationActions: actionsOf(level),
        ...(exempt.length > 0 && { matchResources: { namespaceSelector } }),
      },
    },
  ];
}

/**
 * The admission policies of every rule that has one, as a stack has it: mandatory rules deny, advisory ones warn, disabled
 * ones are left out. Exempt namespaces are left out of the binding; an exemption of a single resource holds in CrossGuard
 * alone, since the API server does not know the program's names.
 *
 * An exemption that has expired still holds here. The pack refuses it; an update in an emergency does not wait for its review.
 *
 * @param config the stack's policy configuration (`config/<stack>.json`)
 * @throws when a configured exemption is no good
 */
export function admissionPolicies(rules: readonly Rule[], config: StackConfig = {}): AdmissionPlan[] {
  return rules.flatMap((rule) => (rule.admission === undefined ? [] : planOf(rule, rule.admission, config)));
}
