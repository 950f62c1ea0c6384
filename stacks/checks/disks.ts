import type { Problem } from "../problems";
import type { Config } from "../schema";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

type Disk = Pick<Config["nodePools"][string], "diskGiB" | "diskType" | "iops" | "throughput">;

/** What EBS accepts for a volume type. */
interface Limits {
  readonly maxGiB: number;
  /** Fewest and most IOPS, and how many for each GiB; undefined where they cannot be set. */
  readonly iops?: {
    readonly min: number;
    readonly max: number;
    readonly perGiB: number;
    readonly required: boolean;
  };
  /** Least and most MiB/s, and how many for each IOPS. */
  readonly throughput?: { readonly min: number; readonly max: number; readonly perIops: number };
}

/**
 * The limits that the EC2 API and the installed AWS provider document for launch templates. (EBS has since raised
 * gp3's; such volumes are better served by io2 here.)
 */
const LIMITS: Readonly<Record<Disk["diskType"], Limits>> = {
  gp2: { maxGiB: 16384 },
  gp3: {
    maxGiB: 16384,
    iops: { min: 3000, max: 16000, perGiB: 500, required: false },
    throughput: { min: 125, max: 1000, perIops: 0.25 },
  },
  io1: { maxGiB: 16384, iops: { min: 100, max: 64000, perGiB: 50, required: true } },
  io2: { maxGiB: 65536, iops: { min: 100, max: 256000, perGiB: 1000, required: true } },
};

/** gp3 volumes have these whatever their size. */
const GP3_IOPS = 3000;

/** Node volumes are what EBS can make: size, IOPS and throughput within the type's limits and ratios. */
export function disks({ config }: Subject<"nodePools">): Problem[] {
  return Object.entries(config.nodePools).flatMap(([name, disk]) => {
    const limits = LIMITS[disk.diskType];
    const key = (field: keyof Disk): string => keyOf(["nodePools", name, field]);
    return [
      ...size(key("diskGiB"), disk, limits),
      ...iops(key("iops"), disk, limits),
      ...throughput(key("throughput"), disk, limits),
    ];
  });
}

function size(key: string, { diskType: type, diskGiB }: Disk, { maxGiB }: Limits): Problem[] {
  if (diskGiB <= maxGiB) return [];
  return [
    {
      key,
      value: diskGiB,
      problem: `larger than ${type} volumes can be`,
      remedy: `set it to at most ${maxGiB}`,
    },
  ];
}

function iops(
  key: string,
  { diskType: type, diskGiB, iops: value }: Disk,
  { iops: limit }: Limits,
): Problem[] {
  if (limit === undefined) {
    return value === undefined
      ? []
      : [{ key, value, problem: `not a setting of ${type} volumes`, remedy: "remove it" }];
  }
  const most = Math.min(limit.max, Math.max(limit.perGiB * diskGiB, type === "gp3" ? GP3_IOPS : 0));
  const remedy = `set it to ${limit.min} to ${most}`;
  if (value === undefined) {
    return limit.required ? [{ key, problem: `missing, and ${type} volumes have no default`, remedy }] : [];
  }
  if (value >= limit.min && value <= most) return [];
  const problem = value < limit.min ? `too few for ${type}` : `too many for ${type} of ${diskGiB} GiB`;
  return [{ key, value, problem, remedy }];
}

function throughput(key: string, disk: Disk, { throughput: limit }: Limits): Problem[] {
  const { diskType: type, throughput: value } = disk;
  if (value === undefined) return [];
  if (limit === undefined)
    return [{ key, value, problem: `not a setting of ${type} volumes`, remedy: "remove it" }];
  const rate = Math.max(disk.iops ?? GP3_IOPS, GP3_IOPS);
  const most = Math.min(limit.max, Math.floor(limit.perIops * rate));
  if (value >= limit.min && value <= most) return [];
  const problem = value < limit.min ? `too little for ${type}` : `too much for ${type} of ${rate} IOPS`;
  return [{ key, value, problem, remedy: `set it to ${limit.min} to ${most}` }];
}
