import type { AmiFamily, NetworkZone, NodePool } from "./args";

/**
 * The node label that names the ENIConfig of a node and overrules every other way of choosing one. Managed node groups
 * can set labels but no annotations, so it is what takes the data zone's nodes off the default of their zone.
 */
export const ENI_CONFIG_LABEL = "vpc.amazonaws.com/externalEniConfig";

/** Name of the ENIConfig of a network zone in an availability zone; the application zone's is the CNI's default. */
export function eniConfigName(network: NetworkZone, availabilityZone: string): string {
  return network === "application" ? availabilityZone : `${network}-${availabilityZone}`;
}

/** One managed node group. */
export interface NodeGroupPlan {
  /** Short name, unique in the cluster: the pool's, with the zone's letter where a pool has a group in each zone. */
  readonly name: string;
  readonly pool: NodePool;
  /** Availability zones that it spans. */
  readonly zones: readonly string[];
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  /** The pool's labels, and the ENIConfig's where the zone's default does not do. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the group that is rolled out before this one. */
  readonly after?: string | undefined;
}

/** Divides a count over parts as evenly as whole numbers allow; the first parts get the rest. */
export function split(total: number, parts: number): number[] {
  const floor = Math.floor(total / parts);
  return Array.from({ length: parts }, (_, index) => floor + (index < total % parts ? 1 : 0));
}

const letter = (availabilityZone: string) => availabilityZone.slice(-1);

/**
 * The node groups of a pool.
 *
 * A pool of the application zone is one group over all availability zones, with the document's numbers as they stand. A
 * pool of the data zone is one group in each, because its nodes carry the name of their own zone's ENIConfig, and
 * because its volumes cannot leave their zone; the numbers add up to the pool's. Such groups are rolled out one after
 * the other, so that an update takes members of a data store away in one zone at a time. A zone that gets no node even
 * at full size has no group.
 */
export function nodeGroups(pool: NodePool, zones: readonly string[]): NodeGroupPlan[] {
  const { name, min, desired, max, labels, zone } = pool;
  if (zone === "application") return [{ name, pool, zones, min, desired, max, labels }];
  const [mins, desireds, maxs] = [min, desired, max].map((total) => split(total, zones.length)) as [
    number[],
    number[],
    number[],
  ];
  const groups = zones.flatMap((each, index) => {
    const size = { min: mins[index] ?? 0, desired: desireds[index] ?? 0, max: maxs[index] ?? 0 };
    const own = { ...labels, [ENI_CONFIG_LABEL]: eniConfigName(zone, each) };
    return size.max === 0
      ? []
      : [{ name: `${name}-${letter(each)}`, pool, zones: [each], ...size, labels: own }];
  });
  return groups.map((group, index) => ({ ...group, after: groups[index - 1]?.name }));
}

/** Whether any pod may run on a pool's nodes: where CoreDNS and the other add-ons find a place. */
export function isOpen({ zone, taints }: NodePool): boolean {
  return zone === "application" && taints.length === 0;
}

/** The EKS image of a pool's nodes, x86-64. */
export function amiType(family: AmiFamily, gpu: boolean): string {
  if (family === "AL2023") return gpu ? "AL2023_x86_64_NVIDIA" : "AL2023_x86_64_STANDARD";
  return gpu ? "BOTTLEROCKET_x86_64_NVIDIA" : "BOTTLEROCKET_x86_64";
}

/** A volume of a node; every one is encrypted and goes with its instance. */
export interface NodeVolume {
  readonly deviceName: string;
  readonly sizeGiB: number;
  readonly type: NodePool["diskType"];
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
}

/** The size of Bottlerocket's system volume, which holds two immutable images and nothing else. */
const BOTTLEROCKET_SYSTEM_GIB = 4;

/** The volumes of a pool's nodes: one for all on AL2023; system and data apart on Bottlerocket, the pool's disk being the data. */
export function nodeVolumes(family: AmiFamily, pool: NodePool): NodeVolume[] {
  const { diskGiB: sizeGiB, diskType: type, iops, throughput } = pool;
  const disk = { sizeGiB, type, iops, throughput };
  if (family === "AL2023") return [{ deviceName: "/dev/xvda", ...disk }];
  return [
    { deviceName: "/dev/xvda", sizeGiB: BOTTLEROCKET_SYSTEM_GIB, type: "gp3" },
    { deviceName: "/dev/xvdb", ...disk },
  ];
}
