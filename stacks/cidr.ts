import { Address4 } from "ip-address";

/** IPv4 space that no network of ours may use: docker's bridge, loopback, link-local, and what is not for hosts. */
export const RESERVED: Readonly<Record<string, string>> = {
  "127.0.0.0/8": "the loopback range",
  "169.254.0.0/16": "the link-local range, where nodes find their metadata",
  "172.17.0.0/16": "the range of docker's bridge",
  "224.0.0.0/3": "multicast and reserved space",
};

/** Private IPv4 space (RFC 1918). */
export const PRIVATE: readonly string[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Shared address space (RFC 6598), which AWS lets every VPC add. */
export const SHARED = "100.64.0.0/10";

/** Whether a range begins where one of its size can begin: 10.0.0.0/16 does, 10.0.1.0/16 does not. */
export function isAligned(cidr: string): boolean {
  return aligned(cidr) === cidr;
}

/** The range of the same size that holds the address, written as it should be. */
export function aligned(cidr: string): string {
  return new Address4(cidr).networkForm();
}

/** The prefix length: 16 for 10.0.0.0/16. */
export function prefixOf(cidr: string): number {
  return new Address4(cidr).subnetMask;
}

/** Addresses in the range, 65536 for a /16. */
export function sizeOf(cidr: string): number {
  return 2 ** (32 - prefixOf(cidr));
}

/** Whether `inner` lies within `outer`, or is the same. */
export function contains(outer: string, inner: string): boolean {
  return prefixOf(outer) <= prefixOf(inner) && new Address4(inner).isInSubnet(new Address4(outer));
}

/** Whether two ranges share an address. */
export function overlap(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one);
}
