import { RANGES, subnetPlan } from "./addresses";
import * as common from "./common";
import type { Defaults } from "./schema";

const zones = ["us-west-2a", "us-west-2b", "us-west-2c"];

/** The environment that customers use (section 1, environments.production). */
export const production: Defaults = {
  environment: "production",
  region: "us-west-2",
  domain: "intelliguard.com",
  nodeCount: 24,
  protect: true,
  network: {
    ...common.network,
    ...RANGES.production,
    zones,
    nodeZones: zones,
    subnets: subnetPlan(RANGES.production, 3),
    nat: "per-zone",
    flowLogRetentionDays: 365,
  },
  access: common.access,
  cluster: common.cluster,
  nodePools: {
    // Section 2, kubernetes_clusters.production_primary.node_groups: the first three.
    "security-core": {
      instanceType: "m5.2xlarge",
      min: 6,
      desired: 8,
      max: 12,
      ...common.gp3(200),
      ...common.roles["security-core"],
    },
    "analytics-processing": {
      instanceType: "r5.4xlarge",
      min: 4,
      desired: 6,
      max: 16,
      ...common.gp3(500),
      ...common.roles["analytics-processing"],
    },
    "ml-inference": {
      // The document's p3.2xlarge is retired; its "1TB" is taken as 1 TiB, and io2 without IOPS as the io2 class's
      // 10000 (section 5, storage_classes.high_performance).
      instanceType: "g6.2xlarge",
      min: 2,
      desired: 4,
      max: 8,
      diskGiB: 1024,
      diskType: "io2",
      iops: 10000,
      labels: { workload: "ml-inference", accelerator: "gpu" },
      taints: [common.dedicated("nvidia.com/gpu", "true")],
      zone: "application",
      gpu: true,
    },
    // Section 1 counts 24 nodes and names c5n.4xlarge: six nodes that section 2 does not place.
    general: {
      instanceType: "c5n.4xlarge",
      min: 3,
      desired: 3,
      max: 6,
      ...common.gp3(200),
      ...common.roles.general,
    },
    data: {
      instanceType: "c5n.4xlarge",
      min: 3,
      desired: 3,
      max: 6,
      ...common.gp3(200),
      ...common.roles.data,
    },
  },
  tenancy: common.tenancy,
  storage: { tier: "premium_ssd" },
  backup: { strategy: "multi_region" },
  recovery: common.recovery,
};
