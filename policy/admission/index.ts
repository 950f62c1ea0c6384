export { podSecurityLabels } from "./labels";
export { admissionPolicies, type AdmissionPlan } from "./policies";
