import { Address4 } from "ip-address";

/** The addresses that differ between environments, all IPv4 CIDR blocks such as `10.0.10.0/24`. */
export interface Addresses {
  /** The VPC's primary range (section 3, VPC Network Design). Private. */
  readonly vpc: string;
  /** The secondary range that pods get their addresses from. Private. */
  readonly pods: string;
  /** The cluster's Service range; its first address is the API server's, its tenth the cluster DNS's. Private. */
  readonly services: string;
  /** Subnets of the nodes, of every pool. */
  readonly nodes: readonly string[];
  /** Subnets that the control plane's network interfaces are in. */
  readonly controlPlane: readonly string[];
  /** Subnets of the internet-facing load balancer: the public ones. */
  readonly loadBalancers: readonly string[];
  /** Subnets of the internal network load balancer. */
  readonly internalLoadBalancers: readonly string[];
  /** Subnets of the relational database. */
  readonly database: readonly string[];
  /** Subnets of the interface endpoints of AWS services. */
  readonly endpoints: readonly string[];
  /**
   * Set where some AWS services have no endpoint in the VPC (development): pods with an AWS identity then reach public
   * addresses as well. Default: false.
   */
  readonly awsOverInternet?: boolean;
  /** The company network behind `corp.local` (SMTP relay, MISP). Default: none, and no flow to it. */
  readonly corporate?: readonly string[];
}

/** Addresses that flows name. */
export type RangeName =
  | "nodes"
  | "control-plane"
  | "load-balancers"
  | "internal-load-balancers"
  | "database"
  | "endpoints"
  | "corporate"
  /** The Service address of the API server, which egress is judged by. */
  | "kubernetes-api"
  /** The Service address of the cluster DNS. */
  | "dns-service"
  /** The resolver of the VPC, by both of its addresses: the range plus two, and link-local. */
  | "vpc-resolver"
  /** The EKS Pod Identity agent on every node. */
  | "pod-identity"
  /** S3 in the environment's own region. */
  | "object-storage"
  /** Everything that is not private. */
  | "internet";

/** CIDR blocks of every range by name; an empty one makes its flows disappear. */
export type Ranges = Readonly<Record<RangeName, readonly string[]>>;

/** What pods reach only by other ranges: private, shared, link-local and reserved space. */
export const PRIVATE = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"];
const RESERVED = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"];

/** The blocks that make up `cidr` without `holes`, largest possible, in order. */
export function subtract(cidr: string, holes: readonly string[]): string[] {
  if (holes.some((hole) => within(cidr, hole))) return [];
  if (!holes.some((hole) => within(hole, cidr))) return [cidr];
  const { subnetMask } = new Address4(cidr);
  const half = 2 ** (31 - subnetMask);
  return [0, half].flatMap((start) => subtract(`${addressAt(cidr, start)}/${subnetMask + 1}`, holes));
}

/**
 * Public addresses, written out. `0.0.0.0/0` with exceptions would be shorter, but AWS's agent lets the exceptions of one
 * rule override other rules, and has ignored some of them.
 */
const INTERNET = subtract("0.0.0.0/0", [...PRIVATE, ...RESERVED]);

/** Address number `index` of a CIDR block. */
export function addressAt(cidr: string, index: number): string {
  const start = new Address4(cidr).startAddress().bigInt();
  return Address4.fromBigInt(start + BigInt(index)).correctForm();
}

/**
 * The ranges that flows name, from the environment's addresses.
 *
 * @param objectStorage CIDR blocks of the region's S3, as the gateway endpoint reports them
 */
export function ranges(addresses: Addresses, objectStorage: readonly string[]): Ranges {
  return {
    nodes: addresses.nodes,
    "control-plane": addresses.controlPlane,
    "load-balancers": addresses.loadBalancers,
    "internal-load-balancers": addresses.internalLoadBalancers,
    database: addresses.database,
    endpoints: [...addresses.endpoints, ...(addresses.awsOverInternet === true ? INTERNET : [])],
    corporate: addresses.corporate ?? [],
    "kubernetes-api": [`${addressAt(addresses.services, 1)}/32`],
    "dns-service": [`${addressAt(addresses.services, 10)}/32`],
    "vpc-resolver": [`${addressAt(addresses.vpc, 2)}/32`, "169.254.169.253/32"],
    "pod-identity": ["169.254.170.23/32"],
    "object-storage": objectStorage,
    internet: INTERNET,
  };
}

/** Whether a CIDR block lies wholly within another. */
export function within(inner: string, outer: string): boolean {
  return new Address4(inner).isInSubnet(new Address4(outer));
}

/** Whether a text is a CIDR block whose host bits are zero. */
export function isBlock(text: string): boolean {
  if (!text.includes("/") || !Address4.isValid(text)) return false;
  const address = new Address4(text);
  return address.startAddress().correctForm() === address.correctForm();
}
