import { eachGivesItsLines } from "./lines";

eachGivesItsLines("zones", [
  [
    "a zone of another region",
    { config: { network: { zones: ["us-west-2a", "us-west-2b", "us-east-1c"], nodeZones: ["us-west-2a"] } } },
    'intelliguard:network.zones[2] = "us-east-1c": not a zone of us-west-2; choose one of us-west-2a, us-west-2b, us-west-2c, us-west-2d',
  ],
  [
    "a zone that is none",
    { config: { network: { nodeZones: ["zone a"] } } },
    'intelliguard:network.nodeZones[0] = "zone a": not an availability zone; write the region and a letter, like us-west-2a',
  ],
  [
    "a zone twice",
    { config: { network: { nodeZones: ["us-west-2a", "us-west-2a"] } } },
    'intelliguard:network.nodeZones[1] = "us-west-2a": a zone named twice; remove it',
  ],
  [
    "a zone of nodes without subnets",
    { config: { network: { nodeZones: ["us-west-2d"] } } },
    'intelliguard:network.nodeZones[0] = "us-west-2d": a zone without subnets; choose among network.zones: us-west-2a, us-west-2b, us-west-2c',
  ],
  [
    "subnets in one zone only",
    { config: { network: { zones: ["us-west-2a"] } } },
    'intelliguard:network.zones = ["us-west-2a"]: too few entries; give at least 2',
  ],
  [
    "too few subnets",
    { config: { network: { subnets: { public: ["10.0.1.0/24"] } } } },
    'intelliguard:network.subnets.public = ["10.0.1.0/24"]: not one range for each of 3 zones; give one for each of us-west-2a, us-west-2b, us-west-2c, in that order',
  ],
]);

eachGivesItsLines("addresses", [
  [
    "the document's octet 300",
    { config: { network: { subnets: { database: ["10.0.100.0/24", "10.0.200.0/24", "10.0.300.0/24"] } } } },
    'intelliguard:network.subnets.database[2] = "10.0.300.0/24": not an IPv4 range; write four octets of 0 to 255 and a prefix length, like 10.0.0.0/16',
  ],
  [
    "a range that begins in the middle",
    { config: { network: { subnets: { public: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.8/24"] } } } },
    'intelliguard:network.subnets.public[2] = "10.0.3.8/24": a range that begins in the middle of a /24; write 10.0.3.0/24',
  ],
  [
    "a subnet outside the VPC",
    { config: { network: { subnets: { public: ["10.0.1.0/24", "10.0.2.0/24", "10.9.3.0/24"] } } } },
    'intelliguard:network.subnets.public[2] = "10.9.3.0/24": outside intelliguard:network.vpcCidr (10.0.0.0/16); choose a range inside 10.0.0.0/16',
  ],
  [
    "a pod subnet outside the pod range",
    {
      config: {
        network: { subnets: { "pods-data": ["100.64.192.0/20", "100.64.208.0/20", "100.90.0.0/20"] } },
      },
    },
    'intelliguard:network.subnets.pods-data[2] = "100.90.0.0/20": outside intelliguard:network.podCidr (100.64.0.0/16); choose a range inside 100.64.0.0/16',
  ],
  [
    "subnets that overlap",
    { config: { network: { subnets: { public: ["10.0.1.0/24", "10.0.2.0/24", "10.0.10.128/25"] } } } },
    'intelliguard:network.subnets.private[0] = "10.0.10.0/24": overlaps intelliguard:network.subnets.public[2] (10.0.10.128/25); move one of the two',
  ],
  [
    "a subnet that is too small",
    { config: { network: { subnets: { firewall: ["10.0.250.0/28", "10.0.250.16/28", "10.0.250.32/29"] } } } },
    'intelliguard:network.subnets.firewall[2] = "10.0.250.32/29": a range smaller than AWS accepts; choose a prefix length of 16 to 28',
  ],
  [
    "a VPC that is too large",
    { config: { network: { vpcCidr: "10.0.0.0/15" } } },
    'intelliguard:network.vpcCidr = "10.0.0.0/15": a range larger than AWS accepts; choose a prefix length of 16 to 28',
    'intelliguard:network.vpcCidr = "10.0.0.0/15": overlaps 10.1.0.0/16 of staging, so the two could never be peered; choose a range that no environment uses (stacks/addresses.ts)',
  ],
  [
    "services inside the VPC",
    { config: { network: { serviceCidr: "10.0.128.0/20" } } },
    'intelliguard:network.serviceCidr = "10.0.128.0/20": overlaps intelliguard:network.vpcCidr (10.0.0.0/16); move one of the two',
  ],
  [
    "services inside staging",
    { config: { network: { serviceCidr: "10.1.0.0/20" } } },
    'intelliguard:network.serviceCidr = "10.1.0.0/20": overlaps 10.1.0.0/16 of staging, so the two could never be peered; choose a range that no environment uses (stacks/addresses.ts)',
  ],
  [
    "services in docker's range",
    { config: { network: { serviceCidr: "172.17.0.0/16" } } },
    'intelliguard:network.serviceCidr = "172.17.0.0/16": overlaps 172.17.0.0/16, the range of docker\'s bridge; move it elsewhere',
  ],
  [
    "services in public space",
    { config: { network: { serviceCidr: "8.8.0.0/16" } } },
    'intelliguard:network.serviceCidr = "8.8.0.0/16": not in the space meant for it; choose a range inside 10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16',
  ],
  [
    "too few services",
    { config: { network: { serviceCidr: "172.20.0.0/25" } } },
    'intelliguard:network.serviceCidr = "172.20.0.0/25": a range smaller than AWS accepts; choose a prefix length of 12 to 24',
  ],
  [
    "a corporate network inside the pod range",
    {
      config: {
        network: {
          corporate: {
            domain: "corp.local",
            resolvers: ["192.168.0.2"],
            cidrs: ["100.64.3.0/24"],
            transitGatewayId: "tgw-0123456789abcdef0",
          },
        },
      },
    },
    'intelliguard:network.corporate.cidrs[0] = "100.64.3.0/24": overlaps intelliguard:network.podCidr (100.64.0.0/16); move one of the two',
  ],
  [
    "a resolver that is no address",
    {
      config: {
        network: {
          corporate: {
            domain: "corp.local",
            resolvers: ["192.168.0"],
            cidrs: ["192.168.0.0/16"],
            transitGatewayId: "tgw-0123456789abcdef0",
          },
        },
      },
    },
    'intelliguard:network.corporate.resolvers[0] = "192.168.0": not an IPv4 address; write four octets of 0 to 255, like 10.8.0.2',
  ],
  [
    "a transit gateway that is none",
    {
      config: {
        network: {
          corporate: {
            domain: "corp.local",
            resolvers: ["192.168.0.2"],
            cidrs: ["192.168.0.0/16"],
            transitGatewayId: "vgw-1",
          },
        },
      },
    },
    'intelliguard:network.corporate.transitGatewayId = "vgw-1": not a transit gateway; write its id, tgw- and 17 hexadecimal digits',
  ],
  [
    "half a corporate network",
    {
      config: {
        network: {
          corporate: {
            domain: "corp.local",
            resolvers: ["192.168.0.2"],
            cidrs: undefined,
            transitGatewayId: "tgw-0123456789abcdef0",
          },
        },
      },
    },
    "intelliguard:network.corporate.cidrs: missing; set it: corporate ranges that private subnets route to the gateway",
  ],
  [
    "an unknown endpoint",
    { config: { network: { interfaceEndpoints: ["ecr.apis"] } } },
    'intelliguard:network.interfaceEndpoints[0] = "ecr.apis": not one of the choices; did you mean ecr.api? choose one of autoscaling, ec2, ec2messages, ecr.api, ecr.dkr, eks, eks-auth, elasticloadbalancing, kms, logs, secretsmanager, ssm, ssmmessages, sts',
  ],
]);
