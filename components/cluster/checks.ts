import { Address4 } from "ip-address";
import { ADDON_NAMES } from "./addons";
import { AMI_FAMILIES, type EksClusterArgs, LOG_TYPES, NETWORK_ZONES, type NodePool } from "./args";
import { isOpen, nodeGroups } from "./nodegroups";
import { STORAGE_TIERS } from "./storage-classes";

/** The retention periods that CloudWatch offers, in days. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The most pods that managed node groups let any node run. */
const MOST_PODS = 250;

const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

type Check<T> = (subject: T) => string[];

const when = (wrong: boolean, text: string): string[] => (wrong ? [text] : []);

const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

/** A private range that EKS takes for services: between /12 and /24. */
function isServiceRange(cidr: string): boolean {
  if (!Address4.isValid(cidr) || !cidr.includes("/")) return false;
  const range = new Address4(cidr);
  const within = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((block) =>
    range.isInSubnet(new Address4(block)),
  );
  const aligned = range.startAddress().correctForm() === range.correctForm();
  return within && aligned && range.subnetMask >= 12 && range.subnetMask <= 24;
}

const isRange = (cidr: string) => cidr.includes("/") && Address4.isValid(cidr);

const isAddress = (address: string) => !address.includes("/") && Address4.isValid(address);

const identity: Check<EksClusterArgs> = ({ clusterName, version, accountId, region, addonVersions = {} }) => [
  ...when(
    !/^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$/.test(clusterName),
    `clusterName: use up to 100 letters, digits and hyphens, not "${clusterName}"`,
  ),
  ...when(!/^1\.\d{2}$/.test(version), `version: write a minor version such as "1.35", not "${version}"`),
  ...when(!/^\d{12}$/.test(accountId), `accountId: write the account's twelve digits, not "${accountId}"`),
  ...when(
    !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region),
    `region: write a region such as us-west-2, not "${region}"`,
  ),
  ...Object.entries(addonVersions).flatMap(([name, exact]) => [
    ...when(
      !ADDON_NAMES.some((known) => known === name),
      `addonVersions.${name}: choose from ${ADDON_NAMES.join(", ")}`,
    ),
    ...when(
      exact !== undefined && !/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(exact),
      `addonVersions.${name}: write a version such as v1.21.2-eksbuild.1, not "${exact ?? ""}"`,
    ),
  ]),
];

const logs: Check<EksClusterArgs> = ({ logTypes, logRetentionDays }) => [
  ...when(logTypes.length === 0, `logTypes: name at least one of ${LOG_TYPES.join(", ")}`),
  ...logTypes.flatMap((type) =>
    when(!LOG_TYPES.includes(type), `logTypes: choose from ${LOG_TYPES.join(", ")}, not "${type as string}"`),
  ),
  ...repeated(logTypes).map((type) => `logTypes: name each type once, not "${type}" again`),
  ...when(
    !RETENTION_DAYS.includes(logRetentionDays),
    `logRetentionDays: choose from ${RETENTION_DAYS.join(", ")}, not ${logRetentionDays}`,
  ),
];

const network: Check<EksClusterArgs> = (args) => [
  ...when(
    args.controlPlaneSubnetIds.length < 2,
    `controlPlaneSubnetIds: name subnets in at least two zones, not ${args.controlPlaneSubnetIds.length}`,
  ),
  ...when(
    !isServiceRange(args.serviceCidr),
    `serviceCidr: write a private range between /12 and /24, not "${args.serviceCidr}"`,
  ),
  ...args.publicAccessCidrs.flatMap((cidr) => [
    ...when(!isRange(cidr), `publicAccessCidrs: write a range such as 203.0.113.0/24, not "${cidr}"`),
    ...when(
      cidr.endsWith("/0"),
      `publicAccessCidrs: name your own addresses, not all of the internet (${cidr})`,
    ),
  ]),
  ...when(args.zones.length === 0, "zones: name at least one availability zone for the nodes"),
  ...args.zones.flatMap((zone) =>
    when(
      !zone.startsWith(args.region) || !/^[a-z]$/.test(zone.slice(args.region.length)),
      `zones: name a zone of ${args.region} such as ${args.region}a, not "${zone}"`,
    ),
  ),
  ...repeated(args.zones).map((zone) => `zones: name each zone once, not "${zone}" again`),
  ...NETWORK_ZONES.flatMap((zone) => zoneNetwork(args, zone)),
];

function zoneNetwork({ networks, zones }: EksClusterArgs, zone: (typeof NETWORK_ZONES)[number]): string[] {
  const found = networks[zone];
  if (found === undefined) return [];
  const at = `networks.${zone}`;
  return [
    ...zones.flatMap((each) => [
      ...when(!Object.hasOwn(found.nodeSubnetIds, each), `${at}.nodeSubnetIds: add a subnet in ${each}`),
      ...when(!Object.hasOwn(found.podSubnetIds, each), `${at}.podSubnetIds: add a subnet in ${each}`),
    ]),
    ...when(found.nodeSecurityGroupIds.length === 0, `${at}.nodeSecurityGroupIds: name at least one group`),
    ...when(
      found.podSecurityGroupIds.length < 1 || found.podSecurityGroupIds.length > 5,
      `${at}.podSecurityGroupIds: name one to five groups, not ${found.podSecurityGroupIds.length}`,
    ),
  ];
}

const access: Check<EksClusterArgs> = ({ access: entries }) =>
  Object.entries(entries).flatMap(([name, { principalArn, level }]) => [
    ...when(!/^[\w+=,.@-]+$/.test(name), `access.${name}: use letters, digits and _+=,.@- as IAM names do`),
    ...when(
      !["admin", "deployer", "viewer"].includes(level),
      `access.${name}.level: choose from admin, deployer, viewer, not "${level}"`,
    ),
    ...when(
      typeof principalArn === "string" && !/^arn:aws:iam::\d{12}:(role|user)\/.+$/.test(principalArn),
      `access.${name}.principalArn: write the ARN of a role or user, not "${principalArn as string}"`,
    ),
  ]);

const choices: Check<EksClusterArgs> = ({ amiFamily, storageTier }) => [
  ...when(
    !AMI_FAMILIES.includes(amiFamily),
    `amiFamily: choose from ${AMI_FAMILIES.join(", ")}, not "${amiFamily as string}"`,
  ),
  ...when(
    !STORAGE_TIERS.includes(storageTier),
    `storageTier: choose from ${STORAGE_TIERS.join(", ")}, not "${storageTier as string}"`,
  ),
];

const dns: Check<EksClusterArgs> = ({ dns: { aliases, forwarders } }) => [
  ...Object.entries(aliases).flatMap(([name, service]) => [
    ...when(!DNS_NAME.test(name), `dns.aliases: write a lower-case domain name, not "${name}"`),
    ...when(
      !DNS_NAME.test(service) || !service.endsWith(".svc.cluster.local"),
      `dns.aliases["${name}"]: name a service such as vault-active.vault.svc.cluster.local, not "${service}"`,
    ),
    ...Object.keys(forwarders)
      .filter((domain) => name === domain || name.endsWith(`.${domain}`))
      .map(
        (domain) => `dns.aliases["${name}"]: drop it, or the forwarder of ${domain} that would answer for it`,
      ),
  ]),
  ...Object.entries(forwarders).flatMap(([domain, servers]) => [
    ...when(!DNS_NAME.test(domain), `dns.forwarders: write a lower-case domain name, not "${domain}"`),
    ...when(
      servers.length === 0 || !servers.every(isAddress),
      `dns.forwarders["${domain}"]: write the name servers' IPv4 addresses, not "${servers.join(", ")}"`,
    ),
  ]),
];

function disk({ diskGiB, diskType, iops, throughput }: NodePool, at: string): string[] {
  const provisioned = diskType === "io1" || diskType === "io2";
  return [
    ...when(
      !Number.isInteger(diskGiB) || diskGiB < 20 || diskGiB > 65536,
      `${at}.diskGiB: write 20 to 65536, not ${diskGiB}`,
    ),
    ...when(provisioned && iops === undefined, `${at}.iops: state it, ${diskType} has none of its own`),
    ...when(diskType === "gp2" && iops !== undefined, `${at}.iops: leave it out, gp2 takes none`),
    ...when(
      diskType !== "gp3" && throughput !== undefined,
      `${at}.throughput: leave it out, only gp3 takes one`,
    ),
    ...when(
      throughput !== undefined && (throughput < 125 || throughput > 1000),
      `${at}.throughput: write 125 to 1000 MiB per second, not ${throughput ?? ""}`,
    ),
  ];
}

function sizes({ min, desired, max }: NodePool, at: string): string[] {
  const whole = [min, desired, max].every((size) => Number.isInteger(size) && size >= 0);
  if (!whole) return [`${at}: write whole numbers from 0 for min, desired and max`];
  return [
    ...when(max < 1, `${at}.max: write 1 or more, or remove the pool`),
    ...when(min > desired, `${at}.desired: write at least min (${min}), not ${desired}`),
    ...when(desired > max, `${at}.desired: write at most max (${max}), not ${desired}`),
  ];
}

function pool(each: NodePool, args: EksClusterArgs): string[] {
  const at = `pools.${each.name}`;
  const tainted = (key?: string) => each.taints.some((taint) => key === undefined || taint.key === key);
  return [
    ...when(
      !/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/.test(each.name),
      `${at}: name it with 2 to 32 lower-case letters, digits and inner hyphens`,
    ),
    ...when(
      !/^[a-z]+\d[a-z0-9-]*\.[a-z0-9-]+$/.test(each.instanceType),
      `${at}.instanceType: write a type such as m5.2xlarge, not "${each.instanceType}"`,
    ),
    ...when(
      /^[a-z]+\d+g[a-z]*\./.test(each.instanceType),
      `${at}.instanceType: choose an x86-64 type, the images are; ${each.instanceType} is arm64`,
    ),
    ...sizes(each, at),
    ...disk(each, at),
    ...when(
      !Number.isInteger(each.maxPods) || each.maxPods < 10 || each.maxPods > MOST_PODS,
      `${at}.maxPods: write 10 to ${MOST_PODS}, not ${each.maxPods}`,
    ),
    ...when(
      args.networks[each.zone] === undefined,
      `${at}.zone: add networks.${each.zone}, or choose another zone for the pool`,
    ),
    ...when(
      each.zone === "data" && !tainted(),
      `${at}.taints: add one, or pods of other zones would run in the data zone`,
    ),
    ...when(
      each.gpu && !tainted("nvidia.com/gpu"),
      `${at}.taints: add nvidia.com/gpu, or pods without need of a GPU would take its place`,
    ),
  ];
}

const pools: Check<EksClusterArgs> = (args) => {
  const groups = args.pools.flatMap((each) => nodeGroups(each, args.zones).map((group) => group.name));
  return [
    ...args.pools.flatMap((each) => pool(each, args)),
    ...repeated(groups).map((name) => `pools: two node groups would be named "${name}"; rename a pool`),
    ...when(
      !args.pools.some((each) => isOpen(each) && each.desired > 0),
      "pools: keep one pool of the application zone without taints and with a node; CoreDNS and the other add-ons run there",
    ),
  ];
};

/** Every problem of the args, one line each: empty when there is none. */
export function problems(args: EksClusterArgs): string[] {
  return [identity, logs, network, access, choices, dns, pools].flatMap((check) => check(args));
}
