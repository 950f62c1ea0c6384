import { ALLOCATIONS, type Share } from "./allocation";
import { quantity } from "./quantity";
import type { Quota } from "./quotas";

/** What one node pool brings at its desired size. */
export interface PoolCapacity {
  /** Name of the pool, for example `security-core`. */
  readonly name: string;
  /** Desired number of nodes; 0 for a pool that the environment does without. */
  readonly nodes: number;
  /** Virtual CPUs of one node, from its instance type. */
  readonly vcpu: number;
  /** Memory of one node in GiB, from its instance type. */
  readonly memoryGiB: number;
}

/** One workload: the share the document wants, the share its pools and quotas give. Per cent, one decimal. */
export interface CapacityLine {
  readonly workload: string;
  readonly pools: readonly string[];
  readonly wanted: Share;
  /** CPU and memory of its pools, and storage of its tenants' quotas, each of the cluster's total. */
  readonly given: Share;
}

/** Wanted and given shares, and whether the quotas promise more than the nodes have. */
export interface CapacityReport {
  readonly workloads: readonly CapacityLine[];
  /** The nodes of all pools together: cores and GiB. */
  readonly total: { readonly cpu: number; readonly memoryGiB: number };
  /** All quotas together: cores, GiB of memory, GiB of storage. */
  readonly promised: { readonly cpu: number; readonly memoryGiB: number; readonly storageGiB: number };
  /** Pools that no workload of the allocation runs on. */
  readonly unallocated: readonly string[];
}

const GIB = 2 ** 30;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const percent = (part: number, total: number) => (total === 0 ? 0 : Math.round((1000 * part) / total) / 10);

/**
 * Compares the documented allocation (section 1, Resource Allocation Strategy) with the node pools and quotas of an
 * environment. The two differ by design: the node groups of section 2 do not add up to the shares of section 1.
 */
export function capacityReport(
  pools: readonly PoolCapacity[],
  quotas: Readonly<Record<string, Quota>>,
): CapacityReport {
  const cpuOf = (names: readonly string[]) =>
    sum(pools.filter(({ name }) => names.includes(name)).map(({ nodes, vcpu }) => nodes * vcpu));
  const memoryOf = (names: readonly string[]) =>
    sum(pools.filter(({ name }) => names.includes(name)).map(({ nodes, memoryGiB }) => nodes * memoryGiB));
  const promisedOf = (key: keyof Quota, tenants: readonly string[]) =>
    sum(tenants.map((tenant) => quantity(quotas[tenant]?.[key] ?? "0") ?? 0));

  const everyPool = pools.map(({ name }) => name);
  const everyTenant = Object.keys(quotas);
  const total = { cpu: cpuOf(everyPool), memoryGiB: memoryOf(everyPool) };
  const storage = promisedOf("storage", everyTenant);
  return {
    workloads: ALLOCATIONS.map((allocation) => ({
      workload: allocation.name,
      pools: allocation.pools.filter((pool) => everyPool.includes(pool)),
      wanted: allocation.share,
      given: {
        cpu: percent(cpuOf(allocation.pools), total.cpu),
        memory: percent(memoryOf(allocation.pools), total.memoryGiB),
        storage: percent(promisedOf("storage", allocation.tenants), storage),
      },
    })),
    total,
    promised: {
      cpu: promisedOf("cpu", everyTenant),
      memoryGiB: promisedOf("memory", everyTenant) / GIB,
      storageGiB: storage / GIB,
    },
    unallocated: everyPool.filter(
      (pool) => !ALLOCATIONS.some((allocation) => allocation.pools.includes(pool)),
    ),
  };
}

/**
 * The report for people, a line for each subject: what each workload wants and is given of the cluster, in per cent of cpu,
 * memory and storage, and what the nodes have beside what the quotas promise.
 */
export function capacityLines(report: CapacityReport): Readonly<Record<string, string>> {
  const share = ({ cpu, memory, storage }: Share): string => `${cpu}/${memory}/${storage}`;
  const { total, promised, unallocated } = report;
  return {
    shares: "% of cpu/memory/storage",
    ...Object.fromEntries(
      report.workloads.map(({ workload, wanted, given }) => [
        workload,
        `wants ${share(wanted)}, has ${share(given)}`,
      ]),
    ),
    nodes: `${total.cpu} vCPU, ${total.memoryGiB} GiB of memory`,
    quotas: `${promised.cpu} cpu, ${promised.memoryGiB} GiB of memory, ${promised.storageGiB} GiB of storage`,
    ...(unallocated.length > 0 && { unallocated: unallocated.join(", ") }),
  };
}
