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

/** One block of an ipBlock peer. */
export interface Block {
  readonly cidr: string;
  readonly except?: readonly string[];
}

/** Every range by name; an empty one makes its flows disappear. */
export type Ranges = Readonly<Record<RangeName, readonly Block[]>>;

/** What `internet` leaves out: private, shared and link-local space, so that it never reaches VPC, pods or metadata. */
export const PRIVATE = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];

/** Address number `index` of a CIDR block. */
export function addressAt(cidr: string, index: number): string {
  const start = new Address4(cidr).startAddress().bigInt();
  return Address4.fromBigInt(start + BigInt(index)).correctForm();
}

const INTERNET: Block = { cidr: "0.0.0.0/0", except: PRIVATE };
const blocks = (cidrs: readonly string[]): Block[] => cidrs.map((cidr) => ({ cidr }));
const host = (address: string): Block => ({ cidr: `${address}/32` });

/**
 * The ranges that flows name, from the environment's addresses.
 *
 * @param objectStorage CIDR blocks of the region's S3, as the gateway endpoint reports them
 */
export function ranges(addresses: Addresses, objectStorage: readonly string[]): Ranges {
  return {
    nodes: blocks(addresses.nodes),
    "control-plane": blocks(addresses.controlPlane),
    "load-balancers": blocks(addresses.loadBalancers),
    "internal-load-balancers": blocks(addresses.internalLoadBalancers),
    database: blocks(addresses.database),
    endpoints: [...blocks(addresses.endpoints), ...(addresses.awsOverInternet === true ? [INTERNET] : [])],
    corporate: blocks(addresses.corporate ?? []),
    "kubernetes-api": [host(addressAt(addresses.services, 1))],
    "dns-service": [host(addressAt(addresses.services, 10))],
    "vpc-resolver": [host(addressAt(addresses.vpc, 2)), host("169.254.169.253")],
    "pod-identity": [host("169.254.170.23")],
    "object-storage": blocks(objectStorage),
    internet: [INTERNET],
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
