import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import {
  endpointPolicy,
  GATEWAY_SERVICES,
  type GatewayService,
  type InterfaceService,
} from "./endpoint-policies";
import type { Groups } from "./groups";
import type { NetworkArgs } from "./network";
import type { Routes, Subnets } from "./routing";

/**
 * Places the gateway endpoints, on every route table, and the interface endpoints asked for, with private names, in the
 * private subnets of the zones that have nodes. Returns them by service.
 */
export function placeEndpoints(
  name: string,
  args: NetworkArgs,
  place: {
    readonly vpcId: pulumi.Output<string>;
    readonly subnets: Subnets;
    readonly routes: Routes;
    readonly groups: Groups;
  },
  child: { readonly parent: pulumi.Resource },
): Record<GatewayService, aws.ec2.VpcEndpoint> & Record<string, aws.ec2.VpcEndpoint> {
  const common = (service: InterfaceService | GatewayService) => {
    const policy = endpointPolicy(service, args.accountId);
    return {
      vpcId: place.vpcId,
      serviceName: `com.amazonaws.${args.region}.${service}`,
      ...(policy === undefined ? {} : { policy: JSON.stringify(policy) }),
      tags: { Name: `${args.clusterName}-${service}` },
    };
  };
  const subnetIds = place.subnets.private
    .filter(({ zone }) => args.nodeZones.includes(zone))
    .map(({ id }) => id);

  const gateways = GATEWAY_SERVICES.map((service) => {
    const routeTableIds = place.routes.tables.map(({ id }) => id);
    const inputs = { ...common(service), vpcEndpointType: "Gateway", routeTableIds };
    return [service, new aws.ec2.VpcEndpoint(`${name}-${service}`, inputs, child)] as const;
  });
  const interfaces = args.interfaceEndpoints.map((service) => {
    const inputs = {
      ...common(service),
      vpcEndpointType: "Interface",
      subnetIds,
      securityGroupIds: [place.groups.endpoints.id],
      privateDnsEnabled: true,
      ipAddressType: "ipv4",
    };
    return [service, new aws.ec2.VpcEndpoint(`${name}-${service}`, inputs, child)] as const;
  });
  return Object.fromEntries([...gateways, ...interfaces]) as ReturnType<typeof placeEndpoints>;
}
