import { Address4 } from "ip-address";
import { INTERFACE_SERVICES } from "./endpoint-policies";
import type { NetworkArgs } from "./network";
import { placeRules, RULES_PER_DIRECTION, SECURITY_RULES } from "./security-rules";
import { POD_TIERS, type Tier, TIERS } from "./subnet-plan";

/** A range and the key it came from. */
interface Named {
  readonly key: string;
  readonly cidr: string;
}

/** Whether the text is an IPv4 range whose address is the first of the range. */
function isRange(cidr: string): boolean {
  if (!/^\d+(\.\d+){3}\/\d+$/.test(cidr) || !Address4.isValid(cidr)) return false;
  const range = new Address4(cidr);
  return range.correctForm() === range.startAddress().correctForm();
}

/** Whether two ranges share an address. */
function overlaps(one: string, other: string): boolean {
  const [a, b] = [new Address4(one), new Address4(other)];
  return a.isInSubnet(b) || b.isInSubnet(a);
}

function rangeProblems({ key, cidr }: Named, largest: number): string[] {
  if (!isRange(cidr))
    return [`${key} = ${cidr}: write an IPv4 range that starts where its size says, like 10.0.0.0/16`];
  const size = new Address4(cidr).subnetMask;
  return size < largest || size > 28
    ? [`${key} = ${cidr}: choose a size from /${largest} to /28, as AWS requires`]
    : [];
}

function subnetsOf(args: NetworkArgs, tiers: readonly Tier[]): Named[] {
  return tiers.flatMap((tier) =>
    args.subnets[tier].map((cidr, index) => ({ key: `subnets.${tier}[${index}]`, cidr })),
  );
}

function overlapProblems(named: readonly Named[]): string[] {
  return named.flatMap((one, index) =>
    named
      .slice(index + 1)
      .filter((other) => overlaps(one.cidr, other.cidr))
      .map((other) => `${other.key} = ${other.cidr}: move it away from ${one.key} (${one.cidr})`),
  );
}

function subnetProblems(args: NetworkArgs): string[] {
  const counts = TIERS.filter((tier) => args.subnets[tier].length !== args.zones.length).map(
    (tier) =>
      `subnets.${tier}: give one range for each of the ${args.zones.length} zones, not ${args.subnets[tier].length}`,
  );
  const all = subnetsOf(args, TIERS);
  const malformed = all.flatMap((subnet) => rangeProblems(subnet, 16));
  const sound = all.filter(({ cidr }) => isRange(cidr));
  const home = (key: string) =>
    POD_TIERS.some((tier) => key.startsWith(`subnets.${tier}[`))
      ? { key: "podCidr", cidr: args.podCidr }
      : { key: "vpcCidr", cidr: args.vpcCidr };
  const outside = sound.flatMap(({ key, cidr }) => {
    const range = home(key);
    if (!isRange(range.cidr) || new Address4(cidr).isInSubnet(new Address4(range.cidr))) return [];
    return [`${key} = ${cidr}: choose a range inside ${range.key} (${range.cidr})`];
  });
  return [...counts, ...malformed, ...outside, ...overlapProblems(sound)];
}

function zoneProblems({ region, zones, nodeZones }: NetworkArgs): string[] {
  const found = zones
    .filter((zone) => zone.slice(0, -1) !== region || !/^[a-z]$/.test(zone.slice(-1)))
    .map((zone) => `zones = ${zone}: name a zone of ${region}, like ${region}a`);
  if (zones.length < 2) found.push(`zones: name at least two; EKS and load balancers refuse one`);
  if (new Set(zones).size < zones.length) found.push(`zones: name each zone once, not ${zones.join(", ")}`);
  if (nodeZones.length === 0) found.push("nodeZones: name at least one zone for nodes and NAT");
  if (new Set(nodeZones).size < nodeZones.length) {
    found.push(`nodeZones: name each zone once, not ${nodeZones.join(", ")}`);
  }
  return [
    ...found,
    ...nodeZones
      .filter((zone) => !zones.includes(zone))
      .map((zone) => `nodeZones = ${zone}: choose from zones (${zones.join(", ")})`),
  ];
}

function endpointProblems({ interfaceEndpoints }: NetworkArgs): string[] {
  const unknown = interfaceEndpoints
    .filter((service) => !INTERFACE_SERVICES.includes(service))
    .map(
      (service) => `interfaceEndpoints = ${service as string}: choose from ${INTERFACE_SERVICES.join(", ")}`,
    );
  const twice = new Set(interfaceEndpoints).size < interfaceEndpoints.length;
  return twice ? [...unknown, "interfaceEndpoints: name each service once"] : unknown;
}

function corporateProblems({ corporate, vpcCidr, podCidr }: NetworkArgs): string[] {
  if (corporate === undefined) return [];
  const found = corporate.resolvers
    .filter((address) => !Address4.isValid(address) || address.includes("/"))
    .map((address) => `corporate.resolvers = ${address}: write one IPv4 address, like 10.8.0.2`);
  if (corporate.resolvers.length === 0) found.push("corporate.resolvers: name at least one DNS resolver");
  if (corporate.resolvers.length > 6)
    found.push("corporate.resolvers: name at most six, as Route 53 takes no more");
  if (corporate.cidrs.length === 0) found.push("corporate.cidrs: name the ranges of the corporate network");
  const ranges = corporate.cidrs.map((cidr, index) => ({ key: `corporate.cidrs[${index}]`, cidr }));
  const own = [
    { key: "vpcCidr", cidr: vpcCidr },
    { key: "podCidr", cidr: podCidr },
  ].filter(({ cidr }) => isRange(cidr));
  const sound = ranges.filter(({ cidr }) => isRange(cidr));
  const malformed = ranges
    .filter(({ cidr }) => !isRange(cidr))
    .map(({ key, cidr }) => `${key} = ${cidr}: write an IPv4 range that starts where its size says`);
  return [...found, ...malformed, ...overlapProblems([...own, ...sound])];
}

/** The numbers of days for which CloudWatch keeps a log group. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

function valueProblems({ accountId, flowLogs: { retentionDays }, privateZone }: NetworkArgs): string[] {
  const found: string[] = [];
  if (!/^\d{12}$/.test(accountId)) found.push(`accountId = ${accountId}: write the account's twelve digits`);
  if (!RETENTION_DAYS.includes(retentionDays)) {
    found.push(`flowLogs.retentionDays = ${retentionDays}: choose from ${RETENTION_DAYS.join(", ")}`);
  }
  if (!/^([a-z0-9-]+\.)+[a-z0-9-]+$/.test(privateZone)) {
    found.push(`privateZone = ${privateZone}: write a domain of two labels or more, like intelliguard.local`);
  }
  return found;
}

/** Rules in one direction of one group, beyond what EC2 allows: many zones make many rules. */
function quotaProblems(args: NetworkArgs): string[] {
  const counts = new Map<string, number>();
  for (const { group, direction } of placeRules(SECURITY_RULES, args)) {
    counts.set(`${direction} of ${group}`, (counts.get(`${direction} of ${group}`) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > RULES_PER_DIRECTION)
    .map(
      ([side, count]) =>
        `zones: use fewer; ${args.zones.length} make ${count} rules for ${side}, EC2 allows ${RULES_PER_DIRECTION}`,
    );
}

/** Every problem of the args, one line each, naming key, value and remedy; empty when there is none. */
export function networkProblems(args: NetworkArgs): string[] {
  const ranges = [
    { key: "vpcCidr", cidr: args.vpcCidr },
    { key: "podCidr", cidr: args.podCidr },
  ];
  return [
    ...valueProblems(args),
    ...ranges.flatMap((range) => rangeProblems(range, 16)),
    ...overlapProblems(ranges.filter(({ cidr }) => isRange(cidr))),
    ...zoneProblems(args),
    ...subnetProblems(args),
    ...endpointProblems(args),
    ...corporateProblems(args),
    ...quotaProblems(args),
  ];
}
