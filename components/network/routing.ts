import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkArgs } from "./network";
import {
  byTier,
  letterOf,
  NAT_TIERS,
  natZoneOf,
  natZones,
  planSubnets,
  POD_TIERS,
  type PlannedSubnet,
  type Tier,
  TIERS,
} from "./subnet-plan";

/** One subnet of the VPC. */
export interface Subnet {
  /** For example `us-west-2a`. */
  readonly zone: string;
  readonly cidr: string;
  readonly id: pulumi.Output<string>;
}

/** The subnets of each tier, in the order of the zones. */
export type Subnets = Readonly<Record<Tier, readonly Subnet[]>>;

/** How packets leave the subnets. */
export interface Routes {
  /** Ids of each tier's route tables by zone. */
  readonly tableIds: Readonly<Record<Tier, Readonly<Record<string, pulumi.Output<string>>>>>;
  /** Every route table once, the firewall's excepted, which carry nothing of their own. */
  readonly tables: readonly {
    readonly tier: Tier;
    readonly label: string;
    readonly id: pulumi.Output<string>;
  }[];
  readonly natAddresses: readonly pulumi.Output<string>[];
}

interface Child {
  readonly parent: pulumi.Resource;
}

/** Places the secondary range and every subnet of the plan. Nothing gets a public address by default, not even in `public`. */
export function placeSubnets(
  name: string,
  args: NetworkArgs,
  vpcId: pulumi.Output<string>,
  child: Child,
): Subnets {
  const pods = new aws.ec2.VpcIpv4CidrBlockAssociation(
    `${name}-pods`,
    { vpcId, cidrBlock: args.podCidr },
    child,
  );
  const place = ({ tier, zone, letter, cidr, tags }: PlannedSubnet): Subnet => {
    const subnet = new aws.ec2.Subnet(
      `${name}-${tier}-${letter}`,
      {
        // The association's VPC id, so that a pod subnet waits until the VPC has the range it is cut from.
        vpcId: POD_TIERS.includes(tier) ? pods.vpcId : vpcId,
        availabilityZone: zone,
        cidrBlock: cidr,
        mapPublicIpOnLaunch: false,
        tags,
      },
      child,
    );
    return { zone, cidr, id: subnet.id };
  };
  const planned = planSubnets(args);
  return byTier((tier) => planned.filter((subnet) => subnet.tier === tier).map(place));
}

/** NAT gateways by zone, each with an address of its own. */
function placeNat(
  name: string,
  args: NetworkArgs,
  subnets: Subnets,
  gateway: aws.ec2.InternetGateway,
  child: Child,
): ReadonlyMap<string, { readonly id: pulumi.Output<string>; readonly address: pulumi.Output<string> }> {
  const publicIn = new Map(subnets.public.map(({ zone, id }) => [zone, id]));
  return new Map(
    natZones(args).map((zone) => {
      const subnetId = publicIn.get(zone);
      if (subnetId === undefined)
        throw new RangeError(`${name}: no public subnet in ${zone} for its NAT gateway`);
      const label = `${name}-nat-${letterOf(zone)}`;
      const tags = { Name: `${args.clusterName}-nat-${letterOf(zone)}` };
      // AWS refuses a public NAT gateway, and an address on one, in a VPC whose internet gateway is not attached yet.
      const after = { ...child, dependsOn: [gateway] };
      const address = new aws.ec2.Eip(label, { domain: "vpc", tags }, after);
      const nat = new aws.ec2.NatGateway(
        label,
        { subnetId, allocationId: address.allocationId, connectivityType: "public", tags },
        after,
      );
      return [zone, { id: nat.id, address: address.publicIp }];
    }),
  );
}

/**
 * Places the internet gateway, NAT gateways and route tables. Public zones share a table; every other tier has one in
 * each zone, so that the tier's traffic can be led through that zone's firewall endpoint without touching another's.
 */
export function placeRoutes(
  name: string,
  args: NetworkArgs,
  vpcId: pulumi.Output<string>,
  subnets: Subnets,
  child: Child,
): Routes {
  const gateway = new aws.ec2.InternetGateway(
    `${name}-internet`,
    { vpcId, tags: { Name: `${args.clusterName}-internet` } },
    child,
  );
  const nat = placeNat(name, args, subnets, gateway, child);

  const table = (
    tier: Tier,
    label: string,
    way: { gatewayId?: pulumi.Input<string>; natGatewayId?: pulumi.Input<string> },
  ) => {
    const tags = { Name: `${args.clusterName}-${label}` };
    const placed = new aws.ec2.RouteTable(`${name}-${label}`, { vpcId, tags }, child);
    if (Object.keys(way).length > 0) {
      const route = { routeTableId: placed.id, destinationCidrBlock: "0.0.0.0/0", ...way };
      new aws.ec2.Route(`${name}-${label}-internet`, route, child);
    }
    return { tier, label, id: placed.id };
  };
  const join = (tier: Tier, subnet: Subnet, routeTableId: pulumi.Output<string>) => {
    const label = `${name}-${tier}-${letterOf(subnet.zone)}`;
    new aws.ec2.RouteTableAssociation(label, { subnetId: subnet.id, routeTableId }, child);
  };

  const shared = table("public", "public", { gatewayId: gateway.id });
  const placed = TIERS.flatMap((tier) =>
    subnets[tier].map((subnet) => {
      const way = NAT_TIERS.includes(tier) ? { natGatewayId: natIn(subnet.zone).id } : {};
      const own = tier === "public" ? shared : table(tier, `${tier}-${letterOf(subnet.zone)}`, way);
      join(tier, subnet, own.id);
      return { ...own, zone: subnet.zone };
    }),
  );
  function natIn(zone: string) {
    const found = nat.get(natZoneOf(zone, args));
    if (found === undefined) throw new RangeError(`${name}: no NAT gateway for ${zone}`);
    return found;
  }
  return {
    tableIds: byTier((tier) =>
      Object.fromEntries(placed.filter((one) => one.tier === tier).map(({ zone, id }) => [zone, id])),
    ),
    tables: [shared, ...placed.filter(({ tier }) => tier !== "public" && tier !== "firewall")],
    natAddresses: [...nat.values()].map(({ address }) => address),
  };
}
