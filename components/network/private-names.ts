import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkArgs } from "./network";

/**
 * Places the private DNS zone and the DHCP options that make it the search domain of every instance.
 *
 * DHCP hands out one search domain: AWS passes several on, but only some systems understand them. It is enough for the
 * document's list (section 4, DNS configuration): a pod's kubelet puts `svc.cluster.local` and `cluster.local` before
 * whatever its node searches. Nodes keep the names EC2 gives them: today's images register under `PrivateDnsName`, which
 * no DHCP option changes.
 */
export function placePrivateNames(
  name: string,
  args: NetworkArgs,
  vpcId: pulumi.Output<string>,
  child: { readonly parent: pulumi.Resource },
): { readonly zoneId: pulumi.Output<string> } {
  const options = new aws.ec2.VpcDhcpOptions(
    `${name}-dhcp`,
    {
      domainName: args.privateZone,
      // EKS resolves its private endpoint only through AWS's own resolver.
      domainNameServers: ["AmazonProvidedDNS"],
      tags: { Name: `${args.clusterName}-dhcp` },
    },
    child,
  );
  new aws.ec2.VpcDhcpOptionsAssociation(`${name}-dhcp`, { vpcId, dhcpOptionsId: options.id }, child);
  const zone = new aws.route53.Zone(
    `${name}-private-zone`,
    {
      name: args.privateZone,
      comment: `Names inside the VPC of ${args.clusterName}`,
      vpcs: [{ vpcId, vpcRegion: args.region }],
      forceDestroy: false,
      tags: { Name: args.privateZone },
    },
    { ...child, protect: args.protect },
  );
  return { zoneId: zone.zoneId };
}
