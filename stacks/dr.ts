import { RANGES, subnetPlan } from "./addresses";
import * as common from "./common";
import type { Defaults } from "./schema";

const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];

/** The environment that takes over when production's region is gone (section 1, environments.disaster_recovery). */
export const dr: Defaults = {
  environment: "dr",
  region: "us-east-1",
  domain: "dr.intelliguard.com",
  nodeCount: 12,
  protect: true,
  network: {
    ...common.network,
    ...RANGES.dr,
    zones,
    nodeZones: zones,
    subnets: subnetPlan(RANGES.dr, 3),
    nat: "per-zone",
    flowLogRetentionDays: 365,
  },
  access: common.access,
  cluster: common.cluster,
  nodePools: {
    // Section 2, kubernetes_clusters.production_dr.node_groups; disk, labels and taints are production's.
    "security-core": {
      instanceType: "m5.xlarge",
      min: 3,
      desired: 4,
      max: 8,
      ...common.gp3(200),
      ...common.roles["security-core"],
    },
    // Section 1 counts 12 nodes of m5.xlarge and r5.2xlarge: eight that section 2 does not place.
    "analytics-processing": {
      instanceType: "r5.2xlarge",
      min: 3,
      desired: 4,
      max: 8,
      ...common.gp3(500),
      ...common.roles["analytics-processing"],
    },
    general: {
      instanceType: "m5.xlarge",
      min: 2,
      desired: 2,
      max: 4,
      ...common.gp3(200),
      ...common.roles.general,
    },
    data: {
      instanceType: "m5.xlarge",
      min: 2,
      desired: 2,
      max: 4,
      ...common.gp3(200),
      ...common.roles.data,
    },
  },
  tenancy: common.tenancy,
  storage: { tier: "premium_ssd" },
  backup: { strategy: "cross_region" },
  recovery: common.recovery,
};
