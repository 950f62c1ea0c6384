import { RANGES, subnetPlan } from "./addresses";
import * as common from "./common";
import type { Defaults } from "./schema";

const zones = ["us-west-2a", "us-west-2b"];

/** Where releases are tried before production: production's shape at a third of its size (section 1, environments.staging). */
export const staging: Defaults = {
  environment: "staging",
  region: "us-west-2",
  domain: "staging.intelliguard.com",
  nodeCount: 8,
  protect: false,
  network: {
    ...common.network,
    ...RANGES.staging,
    zones,
    nodeZones: zones,
    subnets: subnetPlan(RANGES.staging, 2),
    nat: "per-zone",
    flowLogRetentionDays: 90,
  },
  access: common.access,
  cluster: { ...common.cluster, logRetentionDays: 90, deletionProtection: false },
  // Section 1 says 8 nodes of m5.large and r5.xlarge; production's pools without GPUs share them.
  nodePools: {
    "security-core": {
      instanceType: "m5.large",
      min: 2,
      desired: 2,
      max: 3,
      ...common.gp3(100),
      ...common.roles["security-core"],
      maxPods: 58,
    },
    "analytics-processing": {
      instanceType: "r5.xlarge",
      min: 2,
      desired: 2,
      max: 3,
      ...common.gp3(100),
      ...common.roles["analytics-processing"],
    },
    general: {
      instanceType: "m5.large",
      min: 2,
      desired: 2,
      max: 4,
      ...common.gp3(100),
      ...common.roles.general,
      maxPods: 58,
    },
    data: {
      instanceType: "r5.xlarge",
      min: 2,
      desired: 2,
      max: 3,
      ...common.gp3(100),
      ...common.roles.data,
    },
  },
  tenancy: common.tenancy,
  storage: { tier: "standard_ssd" },
  backup: { strategy: "single_region" },
  recovery: common.recovery,
};
