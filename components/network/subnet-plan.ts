/**
 * Tiers of subnets, each with one subnet in every zone.
 *
 * `public`, `private`, `database` and `management` are the document's (section 3, VPC configuration; section 4, network
 * zones). `firewall` holds the endpoints of the inspection between zones. `pods-application` and `pods-data` are parts
 * of the VPC's secondary range and hold the pods of the nodes in `private` and in `database`.
 */
export const TIERS = [
  "public",
  "private",
  "database",
  "management",
  "firewall",
  "pods-application",
  "pods-data",
] as const;

/** A tier of subnets. */
export type Tier = (typeof TIERS)[number];

/** Something for each tier. */
export function byTier<T>(make: (tier: Tier) => T): Readonly<Record<Tier, T>> {
  return Object.fromEntries(TIERS.map((tier) => [tier, make(tier)])) as Record<Tier, T>;
}

/** Tiers whose subnets are parts of the secondary range. */
export const POD_TIERS: readonly Tier[] = ["pods-application", "pods-data"];

/** Tiers whose subnets reach the internet through a NAT gateway; the firewall's endpoints only pass on what they get. */
export const NAT_TIERS: readonly Tier[] = [
  "private",
  "database",
  "management",
  "pods-application",
  "pods-data",
];

/** A subnet's `Name`, without its number: the document's, and more of the kind. */
const NAMES: Readonly<Record<Tier, string>> = {
  public: "public-subnet",
  private: "private-subnet",
  database: "db-subnet",
  management: "management-subnet",
  firewall: "firewall-subnet",
  "pods-application": "pods-application-subnet",
  "pods-data": "pods-data-subnet",
};

/** One subnet before it exists. */
export interface PlannedSubnet {
  readonly tier: Tier;
  /** For example `us-west-2a`. */
  readonly zone: string;
  /** The zone's last letter: how logical names tell zones apart. */
  readonly letter: string;
  readonly cidr: string;
  /** The document's name, for example `db-subnet-1`. */
  readonly name: string;
  /** `Name`, and what load balancers and Karpenter look for. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a subnet plan is made of. */
export interface SubnetPlanArgs {
  readonly clusterName: string;
  readonly zones: readonly string[];
  readonly subnets: Readonly<Record<Tier, readonly string[]>>;
}

/**
 * Tags by which the AWS Load Balancer Controller finds subnets of internet-facing and internal load balancers, and
 * Karpenter those of its nodes. Karpenter's nodes join the application zone only: data nodes are a fixed group.
 */
function discoveryTags(tier: Tier, clusterName: string): Record<string, string> {
  const shared = { [`kubernetes.io/cluster/${clusterName}`]: "shared" };
  if (tier === "public") return { "kubernetes.io/role/elb": "1", ...shared };
  if (tier !== "private") return {};
  return { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": clusterName, ...shared };
}

/** A zone's letter: `a` of `us-west-2a`. */
export function letterOf(zone: string): string {
  return zone.slice(-1);
}

/** Every subnet of the plan, tier by tier, in the order of the zones. */
export function planSubnets({ clusterName, zones, subnets }: SubnetPlanArgs): PlannedSubnet[] {
  return TIERS.flatMap((tier) =>
    zones.map((zone, index) => {
      const cidr = subnets[tier][index];
      if (cidr === undefined) throw new RangeError(`subnets.${tier} has no range for ${zone}`);
      const name = `${NAMES[tier]}-${index + 1}`;
      const tags = { Name: name, ...discoveryTags(tier, clusterName) };
      return { tier, zone, letter: letterOf(zone), cidr, name, tags };
    }),
  );
}

/** What decides where NAT gateways stand. */
export interface NatPlanArgs {
  readonly nat: "per-zone" | "single";
  /** Zones that have nodes, in order. */
  readonly nodeZones: readonly string[];
}

/** Zones that get a NAT gateway: every zone of nodes, or the first. */
export function natZones({ nat, nodeZones }: NatPlanArgs): readonly string[] {
  return nat === "single" ? nodeZones.slice(0, 1) : nodeZones;
}

/** The zone whose NAT gateway a zone uses: its own where there is one, so that no zone's loss cuts off another. */
export function natZoneOf(zone: string, args: NatPlanArgs): string {
  const zones = natZones(args);
  const own = zones.includes(zone) ? zone : zones[0];
  if (own === undefined) throw new RangeError("nodeZones names no zone for a NAT gateway");
  return own;
}
