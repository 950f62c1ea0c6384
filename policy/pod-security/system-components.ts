import { At } from "./at";
import type { Carried } from "./carried";

/** A part of the platform whose work is on the nodes themselves. */
export interface SystemComponent {
  readonly namespace: string;
  /** `app.kubernetes.io/name` of its pods; every pod of the namespace when absent. */
  readonly app?: string;
  /** Whether it may mount more of the node than /var/log. */
  readonly hostPaths: boolean;
  readonly reason: string;
}

/** The label by which a component is known; the charts set it. */
export const APP_LABEL = "app.kubernetes.io/name";

/** The only pods that may be privileged ("only for system components", section 2, Pod Security Standards). */
export const SYSTEM_COMPONENTS: readonly SystemComponent[] = [
  {
    namespace: "kube-system",
    hostPaths: true,
    reason: "EKS runs its own agents here and changes them with each add-on version",
  },
  {
    namespace: "istio-cni",
    app: "istio-cni",
    hostPaths: true,
    reason: "it installs a CNI plugin and changes the network of pods from the node",
  },
  {
    namespace: "nvidia-device-plugin",
    app: "nvidia-device-plugin",
    hostPaths: true,
    reason: "it registers the node's GPUs with the kubelet through its socket",
  },
  {
    namespace: "nvidia-device-plugin",
    app: "node-feature-discovery",
    hostPaths: true,
    reason: "it reads the node's devices to label the node",
  },
  {
    namespace: "node-exporter",
    app: "prometheus-node-exporter",
    hostPaths: true,
    reason: "it reads the node's /proc and /sys",
  },
  {
    namespace: "fluentd",
    app: "fluentd",
    hostPaths: false,
    reason: "it reads the logs of every container of the node",
  },
  {
    namespace: "velero",
    app: "velero",
    hostPaths: true,
    reason: "its node agent reads pod volumes through the kubelet's directory",
  },
];

/**
 * Whether a pod is none of the components; the label's place while that is not known and decides. The values of a chart
 * tell no labels, so that its namespace alone says whose chart it is.
 */
export function isNoComponent(
  { pod, namespace, hidden }: Pick<Carried, "pod" | "namespace" | "hidden">,
  components: readonly SystemComponent[],
): boolean | At {
  const there = components.filter((component) => component.namespace === namespace);
  if (there.length === 0) return true;
  if (hidden === true || there.some(({ app }) => app === undefined)) return false;
  const label = new At(pod.metadata, "metadata").in("labels", APP_LABEL);
  return label.unknown ? label : there.every(({ app }) => app !== label.value);
}

/** The same in CEL, over `request.namespace` and the variable `app`. */
export function componentExpression(components: readonly SystemComponent[]): string {
  return components
    .map(({ namespace, app }) =>
      app === undefined
        ? `request.namespace == '${namespace}'`
        : `(request.namespace == '${namespace}' && variables.app == '${app}')`,
    )
    .join(" || ");
}
