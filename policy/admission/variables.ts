import { DEFAULT_CAPABILITIES } from "../pod-security/capabilities-baseline";
import { APP_LABEL } from "../pod-security/system-components";
import type { ResourceRule, Variable } from "./plan";

const WRITES = ["CREATE", "UPDATE"];

/** Every kind that carries a pod, and the one way to change a running pod's containers. */
export const POD_RESOURCES: readonly ResourceRule[] = [
  {
    apiGroups: [""],
    apiVersions: ["v1"],
    operations: WRITES,
    resources: ["pods", "pods/ephemeralcontainers", "podtemplates", "replicationcontrollers"],
  },
  {
    apiGroups: ["apps"],
    apiVersions: ["v1"],
    operations: WRITES,
    resources: ["deployments", "replicasets", "statefulsets", "daemonsets"],
  },
  { apiGroups: ["batch"], apiVersions: ["v1"], operations: WRITES, resources: ["jobs", "cronjobs"] },
];

export const NAMESPACE_RESOURCES: readonly ResourceRule[] = [
  { apiGroups: [""], apiVersions: ["v1"], operations: WRITES, resources: ["namespaces"] },
];

/**
 * Where an object of any kind keeps its pod. Through `dyn`, because the server checks the expression against each kind's
 * own type, and no two keep it in the same place.
 */
function templateOf(object: string): string {
  return [
    `${object}.kind == 'Pod' ? dyn(${object}) :`,
    `${object}.kind == 'PodTemplate' ? dyn(${object}).template :`,
    `${object}.kind == 'CronJob' ? dyn(${object}).spec.jobTemplate.spec.template :`,
    `dyn(${object}).spec.template`,
  ].join(" ");
}

function listOf(field: string): string {
  return `(has(variables.pod.${field}) ? variables.pod.${field} : [])`;
}

/** What the expressions of pod rules build on. The server evaluates a variable when it is first used, and once. */
export const POD_VARIABLES: readonly Variable[] = [
  { name: "template", expression: templateOf("object") },
  { name: "pod", expression: "variables.template.spec" },
  {
    name: "podMetadata",
    expression: "has(variables.template.metadata) ? variables.template.metadata : dyn({})",
  },
  // Whoever edits labels, or takes a finalizer off, is not asked to mend the pod that is there.
  {
    name: "changed",
    expression: `request.operation != 'UPDATE' || (${templateOf("oldObject")}).spec != variables.pod`,
  },
  {
    name: "containers",
    expression: ["containers", "initContainers", "ephemeralContainers"].map(listOf).join(" + "),
  },
  { name: "windows", expression: "has(variables.pod.os) && variables.pod.os.name == 'windows'" },
  {
    name: "app",
    expression: `has(variables.podMetadata.labels) && '${APP_LABEL}' in variables.podMetadata.labels ? variables.podMetadata.labels['${APP_LABEL}'] : ''`,
  },
  { name: "defaultCapabilities", expression: `['${DEFAULT_CAPABILITIES.join("', '")}']` },
];
