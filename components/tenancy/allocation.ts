import type { Tenant } from "./namespaces";

/** Per cent of the cluster that a workload is meant to have. */
export interface Share {
  readonly cpu: number;
  readonly memory: number;
  readonly storage: number;
}

/** A workload of the allocation: its share, the node pools it runs on, the tenants it consists of. */
export interface Allocation {
  /** Also the name of its priority class. */
  readonly name: string;
  readonly share: Share;
  /** Names of node pools. */
  readonly pools: readonly string[];
  /** Tenants whose quotas count for it; ML inference runs in `analytics` and has none of its own. */
  readonly tenants: readonly Tenant[];
}

/**
 * Who gets how much (section 1, Resource Allocation Strategy), most important first.
 *
 * `data-processing` and its data pool are not in the document's list; they count as analytics, whose pipelines they feed.
 */
export const ALLOCATIONS: readonly Allocation[] = [
  {
    name: "security-core",
    share: { cpu: 40, memory: 45, storage: 60 },
    pools: ["security-core"],
    tenants: ["security-core"],
  },
  {
    name: "analytics-processing",
    share: { cpu: 30, memory: 35, storage: 25 },
    pools: ["analytics-processing", "data"],
    tenants: ["analytics", "data-processing"],
  },
  {
    name: "soar-automation",
    share: { cpu: 20, memory: 15, storage: 10 },
    pools: ["general"],
    tenants: ["soar-platform"],
  },
  {
    name: "ml-inference",
    share: { cpu: 10, memory: 5, storage: 5 },
    pools: ["ml-inference"],
    tenants: [],
  },
];

/** A priority class: a higher value is scheduled first and may evict lower ones. */
export interface Priority {
  readonly name: string;
  /** At most 1,000,000,000; Kubernetes keeps what is above for itself. */
  readonly value: number;
  readonly description: string;
}

/** The class of what every tenant depends on: mesh, secrets, DNS records, scaling, metrics. Above every tenant. */
export const PLATFORM_CRITICAL = "platform-critical";

/** The priority classes: one per workload, valued by its CPU share, and one above them. */
export const PRIORITIES: readonly Priority[] = [
  {
    name: PLATFORM_CRITICAL,
    value: 1_000_000,
    description: "Platform services that every tenant depends on.",
  },
  ...ALLOCATIONS.map(({ name, share }) => ({
    name,
    value: share.cpu * 10_000,
    description: `Workload ${name}: ${share.cpu} % of CPU, ${share.memory} % of memory, ${share.storage} % of storage.`,
  })),
];

/** Classes of Kubernetes itself, above everything of ours. */
const KUBERNETES_CLASSES = ["system-cluster-critical", "system-node-critical"];

/** The classes a tenant's pods may not name, because they stand above its own: otherwise each tenant would take the highest. */
export function foreignPriorities(tenant: Tenant): string[] {
  const own = ALLOCATIONS.filter(({ tenants }) => tenants.includes(tenant)).map(
    ({ share }) => share.cpu * 10_000,
  );
  const highest = Math.max(...own);
  return [
    ...PRIORITIES.filter(({ value }) => value > highest).map(({ name }) => name),
    ...KUBERNETES_CLASSES,
  ];
}
