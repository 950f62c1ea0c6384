import * as aws from "@pulumi/aws";
import type { EksClusterArgs, NodePool, ZoneNetwork } from "./args";

const ZONES = ["us-west-2a", "us-west-2b", "us-west-2c"] as const;

const zoned = (prefix: string) =>
  Object.fromEntries(ZONES.map((zone) => [zone, `${prefix}-${zone.slice(-1)}`]));

function zone(nodes: string, pods: string, groups: readonly [string, string]): ZoneNetwork {
  return {
    nodeSubnetIds: zoned(nodes),
    podSubnetIds: zoned(pods),
    nodeSecurityGroupIds: [groups[0]],
    podSecurityGroupIds: [groups[1]],
  };
}

/** A pool that no check objects to, for tests. */
export function pool(change: Partial<NodePool> = {}): NodePool {
  return {
    name: "general",
    instanceType: "m5.xlarge",
    min: 2,
    desired: 3,
    max: 6,
    diskGiB: 100,
    diskType: "gp3",
    labels: { workload: "general" },
    taints: [],
    zone: "application",
    gpu: false,
    maxPods: 110,
    ...change,
  };
}

/** The document's pools, as production has them (section 2, node_groups). */
export const PRODUCTION_POOLS: readonly NodePool[] = [
  pool({
    name: "security-core",
    instanceType: "m5.2xlarge",
    min: 6,
    desired: 8,
    max: 12,
    diskGiB: 200,
    labels: { workload: "security-core", zone: "multi-az" },
    taints: [{ key: "workload", value: "security-core", effect: "NO_SCHEDULE" }],
  }),
  pool({
    name: "analytics-processing",
    instanceType: "r5.4xlarge",
    min: 4,
    desired: 6,
    max: 16,
    diskGiB: 500,
    labels: { workload: "analytics", memory: "high" },
    taints: [{ key: "workload", value: "analytics", effect: "NO_SCHEDULE" }],
  }),
  pool({
    name: "ml-inference",
    instanceType: "g6.2xlarge",
    min: 2,
    desired: 4,
    max: 8,
    diskGiB: 1024,
    diskType: "io2",
    iops: 10000,
    labels: { workload: "ml-inference", accelerator: "gpu" },
    taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NO_SCHEDULE" }],
    gpu: true,
  }),
  pool({ name: "general", instanceType: "c5n.4xlarge", min: 3, desired: 3, max: 6, diskGiB: 200 }),
  pool({
    name: "data",
    instanceType: "c5n.4xlarge",
    min: 3,
    desired: 3,
    max: 7,
    diskGiB: 200,
    labels: { workload: "data" },
    taints: [{ key: "workload", value: "data", effect: "NO_SCHEDULE" }],
    zone: "data",
  }),
];

/**
 * Args that no check objects to, for tests; call it inside the mocked program, because it makes a security group.
 *
 * @param change args that differ
 */
export function example(change: Partial<EksClusterArgs> = {}): EksClusterArgs {
  return {
    ...plainExample(),
    clusterSecurityGroup: new aws.ec2.SecurityGroup("cluster-group", {}),
    ...change,
  };
}

/** The same without the security group, for checks that make no resource. */
export function plainExample(change: Partial<EksClusterArgs> = {}): EksClusterArgs {
  return {
    clusterName: "intelliguard-production",
    version: "1.35",
    accountId: "123456789012",
    region: "us-west-2",
    vpcId: "vpc-1",
    controlPlaneSubnetIds: ["private-a", "private-b", "private-c"],
    clusterSecurityGroup: undefined as never,
    zones: ZONES,
    networks: {
      application: zone("private", "pods-application", ["sg-node", "sg-pods-application"]),
      data: zone("database", "pods-data", ["sg-data-node", "sg-pods-data"]),
    },
    serviceCidr: "172.20.0.0/16",
    publicAccessCidrs: [],
    logTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    logRetentionDays: 365,
    logsKeyArn: "arn:aws:kms:us-west-2:123456789012:key/logs",
    secretsKeyArn: "arn:aws:kms:us-west-2:123456789012:key/kubernetes",
    volumesKeyArn: "arn:aws:kms:us-west-2:123456789012:key/volumes",
    access: {
      admin: { principalArn: "arn:aws:iam::123456789012:role/cluster-admin", level: "admin" },
      runner: { principalArn: "arn:aws:iam::123456789012:role/runner", level: "deployer" },
      auditor: { principalArn: "arn:aws:iam::123456789012:role/auditor", level: "viewer" },
    },
    deletionProtection: true,
    protect: true,
    amiFamily: "AL2023",
    prefixDelegation: true,
    pools: PRODUCTION_POOLS,
    nodesAfter: [],
    dns: {
      aliases: { "vault.intelliguard.local": "vault-active.vault.svc.cluster.local" },
      forwarders: {},
    },
    storageTier: "premium_ssd",
    tags: { Environment: "production", Project: "intelliguard", Owner: "platform", CostCentre: "security" },
    ...change,
  };
}
