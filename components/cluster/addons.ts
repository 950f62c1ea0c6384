import type { ClusterDns } from "./args";
import { corefile } from "./corefile";

/** The EKS add-ons of every cluster. */
export const ADDON_NAMES = [
  "eks-pod-identity-agent",
  "kube-proxy",
  "vpc-cni",
  "eks-node-monitoring-agent",
  "coredns",
  "metrics-server",
  "snapshot-controller",
  "aws-ebs-csi-driver",
] as const;
export type AddonName = (typeof ADDON_NAMES)[number];

/** When an add-on is installed. */
export interface AddonPlan {
  readonly name: AddonName;
  /** Whether it waits for the nodes: a Deployment without nodes never becomes active, a DaemonSet is at once. */
  readonly phase: "before-nodes" | "after-nodes";
  /** Add-ons of its own phase that come first. */
  readonly after: readonly AddonName[];
}

/**
 * The add-ons in the order of their installation.
 *
 * - A node that starts before `vpc-cni` and its ENIConfigs would take pod addresses from its own subnet, so what
 *   networks pods comes before the first node, with the agent that hands `vpc-cni` its credentials.
 * - The EBS driver brings its snapshot sidecar only where the snapshot CRDs exist when it is installed.
 */
export const ADDONS: readonly AddonPlan[] = [
  { name: "eks-pod-identity-agent", phase: "before-nodes", after: [] },
  { name: "kube-proxy", phase: "before-nodes", after: [] },
  { name: "vpc-cni", phase: "before-nodes", after: ["eks-pod-identity-agent"] },
  { name: "eks-node-monitoring-agent", phase: "before-nodes", after: [] },
  { name: "coredns", phase: "after-nodes", after: [] },
  { name: "metrics-server", phase: "after-nodes", after: [] },
  { name: "snapshot-controller", phase: "after-nodes", after: [] },
  { name: "aws-ebs-csi-driver", phase: "after-nodes", after: ["snapshot-controller"] },
];

/** What the add-ons' settings depend on. */
export interface AddonSettings {
  readonly region: string;
  readonly zones: readonly string[];
  readonly prefixDelegation: boolean;
  readonly dns: ClusterDns;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Pods take addresses from the subnet and security groups of their node's ENIConfig: the one named like the node's
 * availability zone, unless a node label names another. Addresses are not translated by the node: the pods' subnets
 * have NAT of their own, and the firewall and flow logs see the pod that talked. The schema wants strings, not booleans.
 */
function vpcCni({ prefixDelegation, tags }: AddonSettings) {
  const blocks = prefixDelegation ? { WARM_PREFIX_TARGET: "1" } : {};
  return {
    enableNetworkPolicy: "true",
    env: {
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
      ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
      AWS_VPC_K8S_CNI_EXTERNALSNAT: "true",
      ENABLE_PREFIX_DELEGATION: String(prefixDelegation),
      ...blocks,
      ADDITIONAL_ENI_TAGS: JSON.stringify(tags),
    },
  };
}

const spread = (topologyKey: string) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: { "k8s-app": "kube-dns" } },
});

/** One replica a zone at least, two anyway; EKS adds more as nodes and cores grow. */
function coredns({ dns, zones }: AddonSettings) {
  return {
    corefile: corefile(dns),
    autoScaling: { enabled: true, minReplicas: Math.max(2, zones.length), maxReplicas: 10 },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: [spread("topology.kubernetes.io/zone"), spread("kubernetes.io/hostname")],
    tolerations: [
      { key: "CriticalAddonsOnly", operator: "Exists" },
      { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" },
    ],
    resources: { requests: { cpu: "100m", memory: "70Mi" }, limits: { memory: "170Mi" } },
  };
}

/** The region is stated because the controller cannot ask the instance for it: the hop limit keeps pods from IMDS. */
function ebsCsi({ region, tags }: AddonSettings) {
  return {
    controller: { region, extraVolumeTags: tags, loggingFormat: "json" },
    node: { loggingFormat: "json" },
  };
}

/** The settings that an add-on gets, after its published JSON schema; `undefined` where its defaults are right. */
export function configuration(name: AddonName, settings: AddonSettings): Record<string, unknown> | undefined {
  switch (name) {
    case "vpc-cni":
      return vpcCni(settings);
    case "coredns":
      return coredns(settings);
    case "kube-proxy":
      // The network policy agent of vpc-cni works with iptables; it is no choice of taste.
      return { mode: "iptables" };
    case "aws-ebs-csi-driver":
      return ebsCsi(settings);
    case "metrics-server":
      return { replicas: 2 };
    case "snapshot-controller":
    case "eks-pod-identity-agent":
    case "eks-node-monitoring-agent":
      return undefined;
  }
}
