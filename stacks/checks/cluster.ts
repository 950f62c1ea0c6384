import { isAligned, aligned, overlap, prefixOf, PRIVATE, RESERVED, SHARED } from "../cidr";
import type { Problem } from "../problems";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

/** The largest range that may reach a public API endpoint: a /8 is the largest one organisation holds. */
const LARGEST = 8;

/** The API server is never open to the whole internet, and each identity has one way in. */
export function cluster({ config }: Subject<"cluster">): Problem[] {
  const { publicAccess, admins, viewers } = config.cluster;
  return [
    ...(publicAccess.enabled && publicAccess.cidrs.length === 0
      ? [
          {
            key: keyOf(["cluster", "publicAccess", "cidrs"]),
            value: publicAccess.cidrs,
            problem: "empty, which would open the API server to the whole internet",
            remedy: "list the ranges you connect from, or set publicAccess.enabled to false",
          },
        ]
      : []),
    ...publicAccess.cidrs.flatMap((cidr, index) =>
      caller(cidr, keyOf(["cluster", "publicAccess", "cidrs", index])),
    ),
    ...oneEntryEach([
      ...admins.map((arn, index) => ({ arn, key: keyOf(["cluster", "admins", index]) })),
      ...viewers.map((arn, index) => ({ arn, key: keyOf(["cluster", "viewers", index]) })),
    ]),
  ];
}

function caller(cidr: string, key: string): Problem[] {
  const found = (problem: string, remedy: string): Problem[] => [{ key, value: cidr, problem, remedy }];
  if (prefixOf(cidr) < LARGEST) {
    return found(
      "most of the internet or all of it",
      "list the ranges you connect from, like 198.51.100.7/32",
    );
  }
  if (!isAligned(cidr))
    return found(`a range that begins in the middle of a /${prefixOf(cidr)}`, `write ${aligned(cidr)}`);
  const unreachable = [...PRIVATE, ...Object.keys(RESERVED), SHARED].filter((range) => overlap(range, cidr));
  if (unreachable.length === 0) return [];
  return found(
    "not a public range, so EKS refuses it",
    "list public addresses; from inside, use the private endpoint",
  );
}

/** EKS takes one access entry for each identity, and the entry is called after the last part of the identity's name. */
function oneEntryEach(identities: readonly { readonly arn: string; readonly key: string }[]): Problem[] {
  const nameOf = (arn: string) => arn.split("/").at(-1);
  return identities.flatMap(({ arn, key }, index) => {
    const earlier = identities.slice(0, index);
    const same = earlier.find((other) => other.arn === arn);
    if (same !== undefined) {
      const problem = `named already in ${same.key}, and EKS takes one access entry for each`;
      return [{ key, value: arn, problem, remedy: "remove one of the two" }];
    }
    const alike = earlier.find((other) => nameOf(other.arn) === nameOf(arn));
    if (alike === undefined) return [];
    const problem = `ends like ${alike.key}, so their access entries would share a name`;
    return [{ key, value: arn, problem, remedy: "name one of the two only" }];
  });
}
