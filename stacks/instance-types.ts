/** What one EC2 instance type offers: the figures of the EC2 instance type pages and of the VPC CNI's limits. */
export interface InstanceType {
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
  /** Network interfaces that may be attached. */
  readonly interfaces: number;
  /** IPv4 addresses of each interface, its own primary address included. */
  readonly addressesPerInterface: number;
  readonly architecture: "x86_64" | "arm64";
}

type Row = readonly [vcpus: number, memoryGiB: number, interfaces: number, addresses: number, gpus?: number];
type Sizes = Readonly<Record<string, Row>>;

/** Sizes that the general purpose and memory families share; `ratio` is GiB of memory per vCPU. */
function sizes(ratio: number, largest: readonly (readonly [string, number])[] = []): Sizes {
  const common: readonly (readonly [string, number, number, number])[] = [
    ["large", 2, 3, 10],
    ["xlarge", 4, 4, 15],
    ["2xlarge", 8, 4, 15],
    ["4xlarge", 16, 8, 30],
    ["8xlarge", 32, 8, 30],
    ["12xlarge", 48, 8, 30],
    ["16xlarge", 64, 15, 50],
    ["24xlarge", 96, 15, 50],
    ...largest.map(([size, vcpus]) => [size, vcpus, 15, 50] as const),
  ];
  return Object.fromEntries(
    common.map(([size, vcpus, interfaces, addresses]) => [
      size,
      [vcpus, vcpus * ratio, interfaces, addresses],
    ]),
  );
}

const BURSTABLE: Sizes = {
  nano: [2, 0.5, 2, 2],
  micro: [2, 1, 2, 2],
  small: [2, 2, 3, 4],
  medium: [2, 4, 3, 6],
  large: [2, 8, 3, 12],
  xlarge: [4, 16, 4, 15],
  "2xlarge": [8, 32, 4, 15],
};

const FAMILIES: Readonly<Record<string, Sizes>> = {
  m5: sizes(4),
  m6i: sizes(4, [["32xlarge", 128]]),
  m7i: sizes(4, [["48xlarge", 192]]),
  r5: sizes(8),
  r6i: sizes(8, [["32xlarge", 128]]),
  r7i: sizes(8, [["48xlarge", 192]]),
  c5n: {
    large: [2, 5.25, 3, 10],
    xlarge: [4, 10.5, 4, 15],
    "2xlarge": [8, 21, 4, 15],
    "4xlarge": [16, 42, 8, 30],
    "9xlarge": [36, 96, 8, 30],
    "18xlarge": [72, 192, 15, 50],
  },
  g5: {
    xlarge: [4, 16, 4, 15, 1],
    "2xlarge": [8, 32, 4, 15, 1],
    "4xlarge": [16, 64, 8, 30, 1],
    "8xlarge": [32, 128, 8, 30, 1],
    "12xlarge": [48, 192, 15, 50, 4],
    "16xlarge": [64, 256, 8, 30, 1],
    "24xlarge": [96, 384, 15, 50, 4],
    "48xlarge": [192, 768, 7, 50, 8],
  },
  g6: {
    xlarge: [4, 16, 4, 15, 1],
    "2xlarge": [8, 32, 4, 15, 1],
    "4xlarge": [16, 64, 8, 30, 1],
    "8xlarge": [32, 128, 8, 30, 1],
    "12xlarge": [48, 192, 8, 30, 4],
    "16xlarge": [64, 256, 15, 50, 1],
    "24xlarge": [96, 384, 15, 50, 4],
    "48xlarge": [192, 768, 15, 50, 8],
  },
  t3: BURSTABLE,
  t4g: BURSTABLE,
};

/** Every instance type that a setting may name. A type that is missing here is added with figures from AWS's pages. */
export const INSTANCE_TYPES: Readonly<Record<string, InstanceType>> = Object.fromEntries(
  Object.entries(FAMILIES).flatMap(([family, table]) =>
    Object.entries(table).map(([size, [vcpus, memoryGiB, interfaces, addressesPerInterface, gpus = 0]]) => {
      const architecture = family === "t4g" ? ("arm64" as const) : ("x86_64" as const);
      return [
        `${family}.${size}`,
        { vcpus, memoryGiB, gpus, interfaces, addressesPerInterface, architecture },
      ];
    }),
  ),
);

/** How pods get their addresses on a node (Amazon VPC CNI). */
export interface PodAddressing {
  /** Pods take addresses from subnets of their own, so the node's first interface carries none. */
  readonly customNetworking: boolean;
  /** Interfaces hold blocks of 16 addresses instead of single ones. */
  readonly prefixDelegation: boolean;
}

const PREFIX = 16;

/** Pods that use the node's own address (kube-proxy and the CNI itself), which AWS's formula adds. */
const HOST_NETWORK_PODS = 2;

/**
 * The most pods a node of this type should run: AWS's formula, `interfaces x (addresses - 1) + 2`, within the 110 pods
 * that Kubernetes recommends for a node of up to 30 vCPUs, 250 beyond. Throws for a type that is not in the table.
 */
export function podsPerNode(type: string, { customNetworking, prefixDelegation }: PodAddressing): number {
  const { interfaces, addressesPerInterface, vcpus } = instanceType(type);
  const slots = (interfaces - (customNetworking ? 1 : 0)) * (addressesPerInterface - 1);
  const addressable = slots * (prefixDelegation ? PREFIX : 1) + HOST_NETWORK_PODS;
  return Math.min(addressable, vcpus <= 30 ? 110 : 250);
}

/**
 * The addresses that one full node takes from its pod subnet, warm spares included: with prefixes, the blocks that
 * `maxPods` needs, one warm block, and each interface's primary address; without, every interface that is attached
 * (one of them warm) with all its addresses. Custom networking is assumed.
 */
export function podAddressesPerNode(type: string, maxPods: number, prefixDelegation: boolean): number {
  const { interfaces, addressesPerInterface } = instanceType(type);
  const slots = addressesPerInterface - 1;
  if (prefixDelegation) {
    const blocks = Math.min(Math.ceil(maxPods / PREFIX) + 1, (interfaces - 1) * slots);
    return blocks * PREFIX + Math.ceil(blocks / slots);
  }
  return Math.min(Math.ceil(maxPods / slots) + 1, interfaces - 1) * addressesPerInterface;
}

/** The figures of a type; throws when the table lacks it. */
export function instanceType(type: string): InstanceType {
  const found = Object.hasOwn(INSTANCE_TYPES, type) ? INSTANCE_TYPES[type] : undefined;
  if (found === undefined) throw new Error(`instance type ${type} is not in the table of instance types`);
  return found;
}
