/** The nodes that a preview's node groups would start, for kwok to play. Pure. */
import { instanceType, podsPerNode } from "../../stacks/instance-types";
import type { KubernetesObject } from "./api";
import type { Preview } from "./objects";

interface NodeGroup {
  readonly instanceTypes: readonly string[];
  readonly scalingConfig: { readonly desiredSize: number };
  readonly subnetIds: readonly unknown[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
}

const EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

/** The nodes of every node group, at its desired size, spread over its zones. */
export function nodesOf(preview: Preview): readonly KubernetesObject[] {
  return preview.steps
    .filter(({ newState }) => newState?.type === "aws:eks/nodeGroup:NodeGroup")
    .flatMap(({ urn, newState }) => {
      const group = newState?.inputs as unknown as NodeGroup;
      const name = urn.slice(urn.lastIndexOf("::") + 2);
      return Array.from({ length: group.scalingConfig.desiredSize }, (_, index) => node(name, group, index));
    });
}

function node(pool: string, group: NodeGroup, index: number): KubernetesObject {
  const type = group.instanceTypes[0] ?? "";
  const zone = `zone-${(index % Math.max(1, group.subnetIds.length)) + 1}`;
  const name = `${pool}-${index}`;
  const resources = offered(type);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": instanceType(type).architecture === "arm64" ? "arm64" : "amd64",
        "node.kubernetes.io/instance-type": type,
        "topology.kubernetes.io/zone": zone,
        "eks.amazonaws.com/nodegroup": pool,
        ...group.labels,
      },
    },
    spec: {
      taints: (group.taints ?? []).map(({ key, value, effect }) => ({ key, value, effect: EFFECTS[effect] })),
    },
    status: { capacity: resources, allocatable: resources },
  };
}

/** What a node offers to pods; what the kubelet keeps for itself is left out, a few per cent. */
function offered(type: string): Readonly<Record<string, string>> {
  const { vcpus, memoryGiB, gpus } = instanceType(type);
  const pods = podsPerNode(type, { customNetworking: true, prefixDelegation: true });
  return {
    cpu: String(vcpus),
    memory: `${Math.round(memoryGiB * 1024)}Mi`,
    pods: String(pods),
    ...(gpus > 0 ? { "nvidia.com/gpu": String(gpus) } : {}),
  };
}
