import { namespaceOf } from "../exemptions";
import { UNKNOWN, type Subject, type Value, type Values } from "../rule";
import { At } from "./at";
import type { Carried } from "./carried";
import { completed } from "./completed";

/** `kubernetes:helm.sh/v3:Release`, `v3:Chart`, `v4:Chart`. */
export function isChart(type: string): boolean {
  return /^kubernetes:helm\.sh\/v\d+:(Release|Chart)$/.test(type);
}

/** Keys that only a container's security context has; with none of them a context may be the pod's. */
const CONTAINER_ONLY = [
  "privileged",
  "capabilities",
  "allowPrivilegeEscalation",
  "readOnlyRootFilesystem",
  "procMount",
];

/** A part of a pod's spec found in values: where the part stands there, and where it would stand in the pod. */
interface Fragment {
  /** Where a part of the chart is put, when its values say so (`namespaceOverride`). */
  readonly namespace?: Value;
  readonly spec: Values;
  readonly inPod: string;
  readonly inValues: string;
}

/** The only container of a pod made up around a fragment; its name says where the fragment is. */
function container(fields: Values, at: At): Values {
  return { containers: [{ name: at.path, ...fields }] };
}

function contextFragment(key: string, at: At): Fragment {
  const ofContainer = /container/i.test(key) || at.fields().some(([field]) => CONTAINER_ONLY.includes(field));
  return ofContainer
    ? {
        spec: container({ securityContext: at.value }, at),
        inPod: "spec.containers[0].securityContext",
        inValues: at.path,
      }
    : { spec: { securityContext: at.value }, inPod: "spec.securityContext", inValues: at.path };
}

function isObject(value: Value): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a list holds objects that all have one of the keys; charts use `volumes` for other things too. */
function isListOf(at: At, ...keys: readonly string[]): boolean {
  const items = at.items();
  return items.length > 0 && items.every(({ value }) => isObject(value) && keys.some((key) => key in value));
}

/** What one key of the values says about a pod, if anything. */
function fragmentsAt(key: string, at: At): Fragment[] {
  if (/securityContext$/i.test(key) && (at.unknown || isObject(at.value))) {
    return at.get("enabled").value === false ? [] : [contextFragment(key, at)];
  }
  if (/^host(Network|PID|IPC)$/.test(key)) {
    return [{ spec: { [key]: at.value }, inPod: `spec.${key}`, inValues: at.path }];
  }
  if (key === "privileged" && typeof at.value !== "object") {
    const spec = container({ securityContext: { privileged: at.value } }, at);
    return [{ spec, inPod: "spec.containers[0].securityContext.privileged", inValues: at.path }];
  }
  if (key === "hostPort" && (at.unknown || typeof at.value === "number")) {
    const spec = container({ ports: [{ hostPort: at.value }] }, at);
    return [{ spec, inPod: "spec.containers[0].ports[0].hostPort", inValues: at.path }];
  }
  if (key === "seccompProfile" && (at.unknown || isObject(at.value))) {
    const spec: Values = { securityContext: { seccompProfile: at.value } };
    return [{ spec, inPod: "spec.securityContext.seccompProfile", inValues: at.path }];
  }
  if (/volumes$/i.test(key) && isListOf(at, "name")) {
    return [{ spec: { volumes: at.value }, inPod: "spec.volumes", inValues: at.path }];
  }
  if (/containers$/i.test(key) && isListOf(at, "image", "securityContext")) {
    return [{ spec: { containers: at.value }, inPod: "spec.containers", inValues: at.path }];
  }
  return [];
}

/** Every part of a pod in the values; what a chart has switched off (`enabled: false`) is no part of anything. */
function fragmentsOf(at: At): Fragment[] {
  if (at.get("enabled").value === false) return [];
  const inItems = at.items().flatMap((item) => (item.unknown ? [] : fragmentsOf(item)));
  const inFields = at.fields().flatMap(([key]) => {
    const field = at.get(key);
    const found = fragmentsAt(key, field);
    return found.length > 0 || field.unknown ? found : fragmentsOf(field);
  });
  const namespace = at.get("namespaceOverride");
  const found = [...inItems, ...inFields];
  return namespace.absent || namespace.value === ""
    ? found
    : found.map((fragment) => ({ namespace: namespace.value, ...fragment }));
}

/** The pod of a chart of whose values nothing is known yet. */
function unknownPod(subject: Subject): Carried {
  const pod = { metadata: {}, spec: UNKNOWN } as const;
  const namespace = namespaceOf(subject);
  return { pod, namespace, hidden: true, namespacePath: "namespace", locate: () => "values" };
}

/** The pods of a chart, as far as its values say something about them: one per fragment. */
export function hiddenPods(subject: Subject): Carried[] {
  const values = new At(subject.inputs.values, "values");
  if (values.unknown) return [unknownPod(subject)];
  return fragmentsOf(values).map(({ spec, inPod, inValues, namespace }) => ({
    pod: { metadata: {}, spec: completed(spec) },
    namespace: namespace ?? namespaceOf(subject),
    hidden: true,
    namespacePath: "namespace",
    locate: (path) => (path.startsWith(inPod) ? `${inValues}${path.slice(inPod.length)}` : inValues),
  }));
}
