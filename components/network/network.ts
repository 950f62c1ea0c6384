import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { networkProblems } from "./checks";
import { placeCorporateNetwork } from "./corporate";
import type { InterfaceService } from "./endpoint-policies";
import { placeEndpoints } from "./endpoints";
import { placeFlowLogs } from "./flow-logs";
import { type Groups, placeGroups } from "./groups";
import { placePrivateNames } from "./private-names";
import { placeRoutes, placeSubnets, type Subnet } from "./routing";
import type { Tier } from "./subnet-plan";

/** The corporate network, whose names and addresses the platform may use (section 4, service entries: `corp.local`). */
export interface CorporateNetwork {
  /** The domain whose names its resolvers answer, for example `corp.local`. */
  readonly domain: string;
  /** IPv4 addresses of its DNS resolvers, one to six, asked on port 53. */
  readonly resolvers: readonly string[];
  /** Its IPv4 ranges; routed to the transit gateway. Overlapping neither the VPC nor the pods. */
  readonly cidrs: readonly string[];
  /** The transit gateway that leads there; in another account it must be shared with this one first. */
  readonly transitGatewayId: pulumi.Input<string>;
}

/** What {@link Network} needs. Sections are the document's. */
export interface NetworkArgs {
  /** The account of everything here: twelve digits. */
  readonly accountId: string;
  /** The region of everything here, for example `us-west-2`. */
  readonly region: string;
  /** The EKS cluster that will use the subnets: their tags name it. */
  readonly clusterName: string;
  /** The VPC's range, /16 to /28 (section 3, VPC configuration: 10.0.0.0/16). */
  readonly vpcCidr: string;
  /** The VPC's secondary range, which only pods use, /16 to /28. */
  readonly podCidr: string;
  /** Zones that have subnets, in order; at least two. */
  readonly zones: readonly string[];
  /** Zones of nodes, and so of NAT gateways and interface endpoints: some or all of `zones`. */
  readonly nodeZones: readonly string[];
  /** Ranges of the subnets by tier, one for each zone in the order of `zones` (section 3, VPC configuration). */
  readonly subnets: Readonly<Record<Tier, readonly string[]>>;
  /** A NAT gateway in each zone of nodes, or one in the first for all. */
  readonly nat: "per-zone" | "single";
  /** AWS services that get an endpoint in the VPC. S3 and DynamoDB always have gateway endpoints. */
  readonly interfaceEndpoints: readonly InterfaceService[];
  /** Where flow logs go (section 6, VPC flow logs). */
  readonly flowLogs: {
    /** The key that encrypts the log group; its policy must admit CloudWatch Logs. */
    readonly keyArn: pulumi.Input<string>;
    /** Days CloudWatch keeps them; one of the numbers CloudWatch takes. */
    readonly retentionDays: number;
  };
  /** The private DNS zone and the search domain of everything in the VPC (section 4: `intelliguard.local`). */
  readonly privateZone: string;
  /** The corporate network. Default: none, and nothing of it is created. */
  readonly corporate?: CorporateNetwork | undefined;
  /** Refuses the deletion of the flow logs and the private zone. True in production and dr. */
  readonly protect: boolean;
}

/**
 * The VPC with its subnets, routes, endpoints, security groups, names and flow logs (section 3, VPC configuration;
 * section 4, network segmentation).
 *
 * What must not start before the network works (nodes, the bastion) depends on the whole component.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** The subnets of each tier, in the order of the zones. */
  readonly subnets: Readonly<Record<Tier, readonly Subnet[]>>;
  /** The security groups by key. */
  readonly securityGroups: Groups;
  /** Ids of each tier's route tables by zone; the public tier's zones share one. */
  readonly routeTableIds: Readonly<Record<Tier, Readonly<Record<string, pulumi.Output<string>>>>>;
  /** Public addresses from which everything in the VPC reaches the internet. */
  readonly natAddresses: readonly pulumi.Output<string>[];
  /** Ids of the VPC endpoints by service. */
  readonly endpointIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** S3's ranges in this region, for network policies, which cannot name a prefix list. */
  readonly objectStorageCidrs: pulumi.Output<string[]>;
  /** Id of the private DNS zone. */
  readonly privateZoneId: pulumi.Output<string>;
  /** Name of the log group that holds the flow logs. */
  readonly flowLogGroup: pulumi.Output<string>;

  /** @throws when an arg is wrong: one line for every problem */
  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("intelliguard:network:Network", name, {}, opts);
    const problems = networkProblems(args);
    if (problems.length > 0) throw new Error(problems.map((problem) => `${name}: ${problem}`).join("\n"));

    const child = { parent: this };
    const vpc = new aws.ec2.Vpc(
      `${name}-vpc`,
      {
        cidrBlock: args.vpcCidr,
        enableDnsHostnames: true,
        enableDnsSupport: true,
        tags: { Name: `${args.clusterName}-vpc` },
      },
      child,
    );
    // Rules of the default group apply to whatever forgets to name a group: it has none, so such a thing is cut off.
    new aws.ec2.DefaultSecurityGroup(`${name}-default`, { vpcId: vpc.id, ingress: [], egress: [] }, child);

    this.vpcId = vpc.id;
    const subnets = placeSubnets(name, args, vpc.id, child);
    const routes = placeRoutes(name, args, vpc.id, subnets, child);
    const groups = placeGroups(name, args, vpc.id, child);
    const logs = placeFlowLogs(name, args, vpc.id, child);
    const names = placePrivateNames(name, args, vpc.id, child);
    const endpoints = placeEndpoints(name, args, { vpcId: vpc.id, subnets, routes, groups }, child);
    if (args.corporate !== undefined) {
      placeCorporateNetwork(name, args.corporate, { vpcId: vpc.id, subnets, routes }, child);
    }

    this.subnets = subnets;
    this.securityGroups = groups;
    this.routeTableIds = routes.tableIds;
    this.natAddresses = routes.natAddresses;
    this.endpointIds = Object.fromEntries(
      Object.entries(endpoints).map(([service, endpoint]) => [service, endpoint.id]),
    );
    this.objectStorageCidrs = endpoints.s3.cidrBlocks;
    this.privateZoneId = names.zoneId;
    this.flowLogGroup = logs.groupName;
    this.registerOutputs({
      vpcId: this.vpcId,
      subnets: this.subnets,
      securityGroupIds: Object.fromEntries(Object.entries(groups).map(([key, group]) => [key, group.id])),
      routeTableIds: this.routeTableIds,
      natAddresses: this.natAddresses,
      endpointIds: this.endpointIds,
      privateZoneId: this.privateZoneId,
      flowLogGroup: this.flowLogGroup,
    });
  }
}
