import { INTERFACE_ENDPOINTS } from "./schema/network";
import { LOG_TYPES } from "./schema/cluster";
import type { Config, Defaults } from "./schema";

type Pool = Config["nodePools"][string];
type Disk = Pick<Pool, "diskGiB" | "diskType" | "iops" | "throughput">;

/** A gp3 volume at gp3's own baseline, which is also the document's premium tier (section 5, storage classes). */
export function gp3(diskGiB: number): Disk {
  return { diskGiB, diskType: "gp3", iops: 3000, throughput: 125 };
}

/** A taint that keeps everything off a pool but the workload the pool is for. */
export function dedicated(key: string, value: string): Pool["taints"][number] {
  return { key, value, effect: "NO_SCHEDULE" };
}

/** What a pool is for: its nodes' labels as the document writes them (section 2, node_groups), taints and network zone. */
type Role = Pick<Pool, "labels" | "taints" | "zone" | "gpu">;

/** What the pools that several environments have are for; only types, sizes and disks differ between them. */
export const roles = {
  "security-core": {
    labels: { workload: "security-core", zone: "multi-az" },
    taints: [dedicated("workload", "security-core")],
    zone: "application",
    gpu: false,
  },
  "analytics-processing": {
    labels: { workload: "analytics", memory: "high" },
    taints: [dedicated("workload", "analytics")],
    zone: "application",
    gpu: false,
  },
  general: { labels: { workload: "general" }, taints: [], zone: "application", gpu: false },
  data: { labels: { workload: "data" }, taints: [dedicated("workload", "data")], zone: "data", gpu: false },
} satisfies Record<string, Role>;

/** Quotas as written, the same in every environment (section 2, namespace organization). */
export const tenancy: Defaults["tenancy"] = {
  quotas: {
    "security-core": { cpu: "32", memory: "128Gi", storage: "2Ti" },
    "soar-platform": { cpu: "16", memory: "64Gi", storage: "500Gi" },
    analytics: { cpu: "24", memory: "96Gi", storage: "1Ti" },
    "data-processing": { cpu: "20", memory: "80Gi", storage: "3Ti" },
  },
};

/** Recovery objectives (section 8, disaster recovery plan). */
export const recovery: Defaults["recovery"] = { rtoHours: 4, rpoHours: 1 };

/** What every environment's network has in common (section 4, service discovery). */
export const network = {
  serviceCidr: "172.20.0.0/16",
  privateZone: "intelliguard.local",
  interfaceEndpoints: [...INTERFACE_ENDPOINTS],
};

/** What every environment's cluster has in common: closed, logged, on a version that EKS supports (section 2). */
export const cluster: Defaults["cluster"] = {
  version: "1.35",
  publicAccess: { enabled: false, cidrs: [] },
  logTypes: [...LOG_TYPES],
  logRetentionDays: 365,
  deletionProtection: true,
  amiFamily: "AL2023",
  prefixDelegation: true,
  admins: [],
  viewers: [],
  addonVersions: {},
};

/** A bastion and a runner in the management subnets; people sign in through IAM Identity Center. */
export const access: Defaults["access"] = {
  bastion: { enabled: true, instanceType: "t3.micro" },
  runner: { enabled: true, computeType: "BUILD_GENERAL1_MEDIUM", connected: false },
  identityCenter: true,
};
