import { RANGES } from "../addresses";
import { aligned, contains, isAligned, overlap, prefixOf, PRIVATE, RESERVED, SHARED } from "../cidr";
import type { Problem } from "../problems";
import type { Config } from "../schema";
import { type Environment, ENVIRONMENTS } from "../schema/environment";
import { TIERS } from "../schema/network";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

/** A range and the key it was read from. */
interface Range {
  readonly key: string;
  readonly cidr: string;
}

/** A network range may be this large, and this small: limits of AWS. */
type Sizes = readonly [largest: number, smallest: number];
const VPC_SIZES: Sizes = [16, 28];
const SERVICE_SIZES: Sizes = [12, 24];

/** Every range is aligned, of a size and in a space that AWS accepts, inside what it is part of, and apart from all others. */
export function ranges({ config }: Subject<"environment" | "network">): Problem[] {
  const all = named(config);
  const crooked = [...all.whole, ...all.subnets, ...all.corporate].filter(({ cidr }) => !isAligned(cidr));
  return [
    ...crooked.map(({ key, cidr }) => ({
      key,
      value: cidr,
      problem: `a range that begins in the middle of a /${prefixOf(cidr)}`,
      remedy: `write ${aligned(cidr)}`,
    })),
    ...sizes(all),
    ...spaces(all),
    ...inside(
      all.subnets.filter(({ tier }) => !tier.startsWith("pods-")),
      all.vpc,
    ),
    ...inside(
      all.subnets.filter(({ tier }) => tier.startsWith("pods-")),
      all.pods,
    ),
    ...clashes([...all.whole, ...all.corporate]),
    ...clashes(all.subnets),
    ...foreign(all, config.environment),
  ];
}

function named({ network }: Pick<Config, "network">) {
  const range = (path: readonly PropertyKey[], cidr: string): Range => ({
    key: keyOf(["network", ...path]),
    cidr,
  });
  const vpc = range(["vpcCidr"], network.vpcCidr);
  const pods = range(["podCidr"], network.podCidr);
  const services = range(["serviceCidr"], network.serviceCidr);
  const subnets = TIERS.flatMap((tier) =>
    network.subnets[tier].map((cidr, index) => ({ ...range(["subnets", tier, index], cidr), tier })),
  );
  const corporate = (network.corporate?.cidrs ?? []).map((cidr, index) =>
    range(["corporate", "cidrs", index], cidr),
  );
  return { vpc, pods, services, whole: [vpc, pods, services], subnets, corporate };
}

type Named = ReturnType<typeof named>;

function sizes({ vpc, pods, services, subnets }: Named): Problem[] {
  return [
    ...[vpc, pods, ...subnets].flatMap((range) => size(range, VPC_SIZES)),
    ...size(services, SERVICE_SIZES),
  ];
}

function size({ key, cidr }: Range, [largest, smallest]: Sizes): Problem[] {
  const prefix = prefixOf(cidr);
  if (prefix >= largest && prefix <= smallest) return [];
  const problem = prefix < largest ? "a range larger than AWS accepts" : "a range smaller than AWS accepts";
  return [{ key, value: cidr, problem, remedy: `choose a prefix length of ${largest} to ${smallest}` }];
}

function spaces({ vpc, pods, services, whole }: Named): Problem[] {
  const outside = ({ key, cidr }: Range, spaces: readonly string[]): Problem[] =>
    spaces.some((space) => contains(space, cidr))
      ? []
      : [
          {
            key,
            value: cidr,
            problem: "not in the space meant for it",
            remedy: `choose a range inside ${spaces.join(" or ")}`,
          },
        ];
  const reserved = whole.flatMap(({ key, cidr }) =>
    Object.entries(RESERVED)
      .filter(([range]) => overlap(range, cidr))
      .map(([range, what]) => ({
        key,
        value: cidr,
        problem: `overlaps ${range}, ${what}`,
        remedy: "move it elsewhere",
      })),
  );
  return [...outside(vpc, PRIVATE), ...outside(pods, [SHARED]), ...outside(services, PRIVATE), ...reserved];
}

function inside(parts: readonly Range[], whole: Range): Problem[] {
  return parts
    .filter(({ cidr }) => !contains(whole.cidr, cidr))
    .map(({ key, cidr }) => ({
      key,
      value: cidr,
      problem: `outside ${whole.key} (${whole.cidr})`,
      remedy: `choose a range inside ${whole.cidr}`,
    }));
}

function clashes(ranges: readonly Range[]): Problem[] {
  return ranges.flatMap(({ key, cidr }, index) =>
    ranges
      .slice(0, index)
      .filter((earlier) => overlap(earlier.cidr, cidr))
      .map((earlier) => ({
        key,
        value: cidr,
        problem: `overlaps ${earlier.key} (${earlier.cidr})`,
        remedy: "move one of the two",
      })),
  );
}

function foreign({ whole, corporate }: Named, own: Environment): Problem[] {
  const others = ENVIRONMENTS.filter((environment) => environment !== own);
  return [...whole, ...corporate].flatMap(({ key, cidr }) =>
    others.flatMap((environment) =>
      [RANGES[environment].vpcCidr, RANGES[environment].podCidr]
        .filter((range) => overlap(range, cidr))
        .map((range) => ({
          key,
          value: cidr,
          problem: `overlaps ${range} of ${environment}, so the two could never be peered`,
          remedy: "choose a range that no environment uses (stacks/addresses.ts)",
        })),
    ),
  );
}
