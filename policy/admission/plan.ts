/** One expression of a policy that others may refer to as `variables.<name>`. */
export interface Variable {
  name: string;
  expression: string;
}

interface Requirement {
  key: string;
  operator: "In" | "NotIn";
  values: string[];
}

interface NamespaceSelector {
  matchExpressions: Requirement[];
}

/** Groups, versions and resources that a policy looks at. */
export interface ResourceRule {
  apiGroups: string[];
  apiVersions: string[];
  operations: string[];
  resources: string[];
}

/** What the API server does with what breaks a policy. */
export type Action = "Deny" | "Warn" | "Audit";

/** One ValidatingAdmissionPolicy and its binding, as plain data in the shape of `admissionregistration.k8s.io/v1`. */
export interface AdmissionPlan {
  /** Of policy and binding alike: the rule's id, so that one name stands for it on every plane. */
  name: string;
  annotations: Record<string, string>;
  policy: {
    failurePolicy: "Fail";
    matchConstraints: {
      matchPolicy: "Equivalent";
      resourceRules: ResourceRule[];
      namespaceSelector?: NamespaceSelector;
    };
    matchConditions?: { name: string; expression: string }[];
    variables: Variable[];
    validations: { expression: string; messageExpression: string; reason: "Forbidden" }[];
  };
  binding: {
    policyName: string;
    validationActions: Action[];
    matchResources?: { namespaceSelector: NamespaceSelector };
  };
}
