import type { Tenant } from "./namespaces";

/** What a namespace may reserve, in Kubernetes quantities. */
export interface Quota {
  /** Cores, for example `32` or `500m`. */
  readonly cpu: string;
  /** Bytes, for example `128Gi`. */
  readonly memory: string;
  /** Bytes of all persistent volume claims together, for example `2Ti`. */
  readonly storage: string;
}

/** The quotas as written (section 2, Namespace Organization). */
export const QUOTAS: Readonly<Record<Tenant, Quota>> = {
  "security-core": { cpu: "32", memory: "128Gi", storage: "2Ti" },
  "soar-platform": { cpu: "16", memory: "64Gi", storage: "500Gi" },
  analytics: { cpu: "24", memory: "96Gi", storage: "1Ti" },
  "data-processing": { cpu: "20", memory: "80Gi", storage: "3Ti" },
};

/** What a container gets when it names nothing itself, in Kubernetes quantities. */
export interface ContainerDefaults {
  /** CPU request. */
  readonly cpuRequest: string;
  /** CPU limit. */
  readonly cpuLimit: string;
  /** Memory request. */
  readonly memoryRequest: string;
  /** Memory limit; at most `MEMORY_OVERCOMMIT` times the request. */
  readonly memoryLimit: string;
}

/** Small enough that a forgotten container costs little, large enough that most start. */
export const CONTAINER_DEFAULTS: ContainerDefaults = {
  cpuRequest: "100m",
  cpuLimit: "500m",
  memoryRequest: "128Mi",
  memoryLimit: "256Mi",
};

/**
 * How far a memory limit may exceed its request. Quotas count requests, and memory cannot be throttled; the ratio keeps
 * what pods may really use within a known multiple of what they reserved. 2 is the ratio of the documented sidecar
 * (128Mi to 256Mi, section 2, Service Mesh Configuration).
 */
export const MEMORY_OVERCOMMIT = 2;

/**
 * The `hard` map of a ResourceQuota.
 *
 * Requests, not limits: the scheduler places pods by requests, so they are what a namespace takes away from the others,
 * and what the workload shares of section 1 can be compared with. CPU above the request is lent, not owned.
 */
export function quotaHard(quota: Quota): Record<string, string> {
  return {
    "requests.cpu": quota.cpu,
    "requests.memory": quota.memory,
    "requests.storage": quota.storage,
  };
}

/** The one item of a LimitRange: without defaults, a quota refuses every pod that names no requests. */
export function containerLimits(defaults: ContainerDefaults) {
  return {
    type: "Container",
    defaultRequest: { cpu: defaults.cpuRequest, memory: defaults.memoryRequest },
    default: { cpu: defaults.cpuLimit, memory: defaults.memoryLimit },
    maxLimitRequestRatio: { memory: String(MEMORY_OVERCOMMIT) },
  };
}
