import { podsPerNode } from "./instance-types";
import type { DeepReadonly } from "./merge";
import type { Config } from "./schema";
import type { AwsConfig } from "./schema/aws";

type NodePoolConfig = Config["nodePools"][string];

/** A node pool, with the pods per node that its instance type allows. */
export interface NodePool extends DeepReadonly<Omit<NodePoolConfig, "maxPods">> {
  readonly name: string;
  /** Pods that kubelet accepts on each node. */
  readonly maxPods: number;
}

type Cluster = DeepReadonly<Omit<Config["cluster"], "publicAccess">> & {
  /** Ranges that reach the API server from outside the VPC; empty closes the public endpoint. */
  readonly publicAccessCidrs: readonly string[];
};

type Storage = DeepReadonly<Config["storage"]> & {
  /** The cluster's default storage class, after the tier (section 1, storage_tier). */
  readonly defaultClass: "premium-ssd" | "standard";
};

/** Everything an environment is made of, checked as a whole and deeply read-only: the only input of the program. */
export interface Settings extends DeepReadonly<Omit<Config, "cluster" | "nodePools" | "storage">> {
  /** The Pulumi stack's name. */
  readonly stack: string;
  /** The AWS account, from aws:allowedAccountIds. */
  readonly accountId: string;
  /** Tags of every resource, from aws:defaultTags; for what the provider's default tags do not reach. */
  readonly tags: Readonly<Record<string, string>>;
  readonly cluster: Cluster;
  /** Node pools, in the order of their definition. */
  readonly nodePools: readonly NodePool[];
  readonly storage: Storage;
}

/** Settings from a configuration that has passed all checks. */
export function resolve(stack: string, config: Config, aws: AwsConfig): Settings {
  const { cluster, nodePools, storage, ...rest } = config;
  const { publicAccess, ...closed } = cluster;
  return {
    ...rest,
    stack,
    accountId: aws.allowedAccountIds.join(),
    tags: aws.defaultTags.tags,
    cluster: { ...closed, publicAccessCidrs: publicAccess.enabled ? publicAccess.cidrs : [] },
    nodePools: Object.entries(nodePools).map(([name, pool]) => ({
      ...pool,
      name,
      maxPods: pool.maxPods ?? most(pool, cluster.prefixDelegation),
    })),
    storage: { ...storage, defaultClass: storage.tier === "premium_ssd" ? "premium-ssd" : "standard" },
  };
}

function most({ instanceType }: NodePoolConfig, prefixDelegation: boolean): number {
  return podsPerNode(instanceType, { customNetworking: true, prefixDelegation });
}
