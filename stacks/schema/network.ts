import { z } from "zod";
import { address, cidr, domain, retentionDays, zone } from "./names";

/** Tiers of subnets, one subnet per zone each (section 3, VPC configuration; section 4, network zones). */
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

/** AWS services that the VPC can reach through interface endpoints of its own. */
export const INTERFACE_ENDPOINTS = [
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "kms",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

/** A tier's subnets, in the order of `zones`. */
const tier = (what: string) =>
  z.array(cidr).describe(`Ranges of the ${what} subnets, one per zone, in order.`);

const subnets = z.strictObject({
  public: tier("public"),
  private: tier("private"),
  database: tier("database"),
  management: tier("management"),
  firewall: tier("firewall endpoint"),
  "pods-application": tier("application zone's pod"),
  "pods-data": tier("data zone's pod"),
});

const corporate = z.strictObject({
  domain: domain.describe(
    "The corporate domain whose names are asked of those resolvers: corp.local (section 4).",
  ),
  resolvers: z.array(address).min(1).describe("Addresses of the corporate DNS resolvers, asked on port 53."),
  cidrs: z.array(cidr).min(1).describe("Corporate ranges that private subnets route to the gateway."),
  transitGatewayId: z
    .string()
    .regex(/^tgw-([0-9a-f]{8}|[0-9a-f]{17})$/, {
      error: "not a transit gateway; write its id, tgw- and 17 hexadecimal digits",
    })
    .describe("The transit gateway through which the corporate network is reached."),
});

export const network = z.strictObject({
  vpcCidr: cidr.describe("The VPC's range, /16 to /28 (section 3, VPC configuration)."),
  podCidr: cidr.describe("The VPC's secondary range, which only pods use, inside 100.64.0.0/10."),
  serviceCidr: cidr.describe(
    "The range of Kubernetes service addresses, /12 to /24; fixed once the cluster exists.",
  ),
  zones: z
    .array(zone)
    .min(2)
    .describe("Availability zones that have subnets; EKS, load balancers and databases need two."),
  nodeZones: z
    .array(zone)
    .min(1)
    .describe("Zones of nodes and NAT gateways (section 1, availability_zones)."),
  subnets: subnets.describe(
    "Subnets by tier, one range per zone in the order of zones (section 3, VPC configuration).",
  ),
  nat: z.enum(["per-zone", "single"]).describe("One NAT gateway for each zone of nodes, or a single one."),
  interfaceEndpoints: z
    .array(z.enum(INTERFACE_ENDPOINTS))
    .describe(
      "AWS services reached through endpoints in the VPC; S3 and DynamoDB always have gateway endpoints.",
    ),
  flowLogRetentionDays: retentionDays.describe("Days that CloudWatch keeps VPC flow logs (section 6)."),
  privateZone: domain.describe(
    "The private DNS zone and first search domain (section 4, service discovery).",
  ),
  corporate: corporate
    .optional()
    .describe("The corporate network; without it corp.local (SMTP, MISP) is not reached."),
});
