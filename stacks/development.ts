import { RANGES, subnetPlan } from "./addresses";
import * as common from "./common";
import type { Defaults } from "./schema";

/** Where people try things, as small as the platform goes (section 1, environments.development). */
export const development: Defaults = {
  environment: "development",
  region: "us-west-2",
  domain: "dev.intelliguard.com",
  nodeCount: 3,
  protect: false,
  network: {
    ...common.network,
    ...RANGES.development,
    // One zone as written; EKS, load balancers and databases ask for subnets in a second one.
    zones: ["us-west-2a", "us-west-2b"],
    nodeZones: ["us-west-2a"],
    subnets: subnetPlan(RANGES.development, 2),
    nat: "single",
    // Image layers and Session Manager; each endpoint costs as much as a small instance, the rest goes through NAT.
    interfaceEndpoints: ["ecr.api", "ecr.dkr", "sts", "ssm", "ssmmessages", "ec2messages"],
    flowLogRetentionDays: 30,
  },
  access: { ...common.access, runner: { ...common.access.runner, computeType: "BUILD_GENERAL1_SMALL" } },
  cluster: { ...common.cluster, logRetentionDays: 30, deletionProtection: false },
  // Section 1 says 3 nodes of m5.large; one belongs to the data zone, the others take every other workload.
  nodePools: {
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
      instanceType: "m5.large",
      min: 1,
      desired: 1,
      max: 2,
      ...common.gp3(100),
      ...common.roles.data,
      maxPods: 58,
    },
  },
  tenancy: common.tenancy,
  storage: { tier: "standard_ssd" },
  backup: { strategy: "local" },
  recovery: common.recovery,
};
