import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CorporateNetwork } from "./network";
import type { Routes, Subnets } from "./routing";
import type { Tier } from "./subnet-plan";

/** Tiers with a way to the corporate network. Pods need their own: they keep their addresses until they leave the VPC. */
const TIERS_WITH_A_WAY: readonly Tier[] = ["private", "management", "pods-application"];

/** Places the way to the corporate network and the forwarding of its names to its own resolvers. */
export function placeCorporateNetwork(
  name: string,
  corporate: CorporateNetwork,
  place: { readonly vpcId: pulumi.Output<string>; readonly subnets: Subnets; readonly routes: Routes },
  child: { readonly parent: pulumi.Resource },
): void {
  placeRoutesToCorporate(name, corporate, place, child);
  placeForwarding(name, corporate, place, child);
}

function placeRoutesToCorporate(
  name: string,
  { cidrs, transitGatewayId }: CorporateNetwork,
  { vpcId, subnets, routes }: Parameters<typeof placeCorporateNetwork>[2],
  child: { readonly parent: pulumi.Resource },
): void {
  const label = `${name}-corporate`;
  const attachment = new aws.ec2transitgateway.VpcAttachment(
    label,
    { vpcId, transitGatewayId, subnetIds: subnets.private.map(({ id }) => id), tags: { Name: label } },
    child,
  );
  for (const table of routes.tables.filter(({ tier }) => TIERS_WITH_A_WAY.includes(tier))) {
    for (const cidr of cidrs) {
      new aws.ec2.Route(
        `${name}-${table.label}-to-${cidr}`,
        { routeTableId: table.id, destinationCidrBlock: cidr, transitGatewayId },
        // EC2 refuses a route to a transit gateway that the VPC is not attached to.
        { ...child, dependsOn: [attachment] },
      );
    }
  }
}

function placeForwarding(
  name: string,
  { domain, resolvers }: CorporateNetwork,
  { vpcId, subnets }: Parameters<typeof placeCorporateNetwork>[2],
  child: { readonly parent: pulumi.Resource },
): void {
  const label = `${name}-resolver`;
  const group = new aws.ec2.SecurityGroup(
    label,
    { vpcId, description: "Resolver endpoint that asks corporate DNS", tags: { Name: "resolver_sg" } },
    child,
  );
  for (const address of resolvers) {
    for (const ipProtocol of ["udp", "tcp"]) {
      new aws.vpc.SecurityGroupEgressRule(
        `${label}-${ipProtocol}-53-to-${address}`,
        {
          securityGroupId: group.id,
          description: `Names of ${domain}`,
          ipProtocol,
          fromPort: 53,
          toPort: 53,
          cidrIpv4: `${address}/32`,
        },
        child,
      );
    }
  }
  const endpoint = new aws.route53.ResolverEndpoint(
    label,
    {
      direction: "OUTBOUND",
      resolverEndpointType: "IPV4",
      protocols: ["Do53"],
      securityGroupIds: [group.id],
      // Management subnets route to the corporate network, and pods do not use up their addresses.
      ipAddresses: subnets.management.map(({ id }) => ({ subnetId: id })),
      tags: { Name: label },
    },
    child,
  );
  const rule = new aws.route53.ResolverRule(
    label,
    {
      domainName: domain,
      ruleType: "FORWARD",
      resolverEndpointId: endpoint.id,
      targetIps: resolvers.map((ip) => ({ ip, port: 53 })),
      tags: { Name: domain },
    },
    child,
  );
  new aws.route53.ResolverRuleAssociation(label, { vpcId, resolverRuleId: rule.id }, child);
}
