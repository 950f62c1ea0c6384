import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { mocked, type Registered, valueOf, type World } from "../../testing/mocks";
import { documented, endpointsOf, twoZones } from "./examples";
import { GROUPS, Network, type NetworkArgs, TIERS } from "./index";

const build = (changes: Partial<NetworkArgs> = {}) =>
  mocked(() => new Network("network", { ...documented, ...changes }));

const SUBNET = "aws:ec2/subnet:Subnet";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const ROUTE = "aws:ec2/route:Route";
const NAT = "aws:ec2/natGateway:NatGateway";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const tagsOf = ({ inputs }: Registered) => inputs.tags as Record<string, string>;
const policyOf = (resource: Registered, key = "policy") =>
  JSON.parse(resource.inputs[key] as string) as { Statement: Record<string, unknown>[] };

describe("Network", () => {
  let world: World;
  let network: Network;

  before(async () => ({ world, result: network } = await build()));

  describe("VPC and subnets", () => {
    it("is the document's VPC, with DNS hostnames and DNS support", () => {
      expect(world.one("aws:ec2/vpc:Vpc", "network-vpc").inputs).to.deep.include({
        cidrBlock: "10.0.0.0/16",
        enableDnsHostnames: true,
        enableDnsSupport: true,
      });
    });

    const DOCUMENT = [
      ["public-subnet-1", "10.0.1.0/24", "us-west-2a"],
      ["public-subnet-2", "10.0.2.0/24", "us-west-2b"],
      ["public-subnet-3", "10.0.3.0/24", "us-west-2c"],
      ["private-subnet-1", "10.0.10.0/24", "us-west-2a"],
      ["private-subnet-2", "10.0.20.0/24", "us-west-2b"],
      ["private-subnet-3", "10.0.30.0/24", "us-west-2c"],
      ["db-subnet-1", "10.0.100.0/24", "us-west-2a"],
      ["db-subnet-2", "10.0.200.0/24", "us-west-2b"],
      ["db-subnet-3", "10.0.201.0/24", "us-west-2c"],
    ];
    for (const [name, cidrBlock, availabilityZone] of DOCUMENT) {
      it(`has ${name}, ${cidrBlock} in ${availabilityZone}`, () => {
        const found = world.all(SUBNET).filter((subnet) => tagsOf(subnet).Name === name);
        expect(found.map(({ inputs }) => [inputs.cidrBlock, inputs.availabilityZone])).to.deep.equal([
          [cidrBlock, availabilityZone],
        ]);
      });
    }

    it("gives no instance a public address by itself", () => {
      for (const { inputs } of world.all(SUBNET)) expect(inputs.mapPublicIpOnLaunch).to.equal(false);
    });

    it("cuts pod subnets from the secondary range, once the VPC has it", () => {
      const range = world.one(
        "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
        "network-pods",
      );
      expect(range.inputs.cidrBlock).to.equal("100.64.0.0/16");
      const order = world.resources.map(({ name }) => name);
      const pods = world.all(SUBNET).filter(({ name }) => name.startsWith("network-pods-"));
      expect(pods).to.have.length(6);
      for (const { name } of pods) {
        expect(order.indexOf(name)).to.be.greaterThan(order.indexOf("network-pods"));
      }
    });

    it("tags subnets so that load balancers and Karpenter find theirs, and only theirs", () => {
      const shared = { "kubernetes.io/cluster/intelliguard-production": "shared" };
      expect(tagsOf(world.one(SUBNET, "network-public-a"))).to.deep.equal({
        Name: "public-subnet-1",
        "kubernetes.io/role/elb": "1",
        ...shared,
      });
      expect(tagsOf(world.one(SUBNET, "network-private-b"))).to.deep.equal({
        Name: "private-subnet-2",
        "kubernetes.io/role/internal-elb": "1",
        "karpenter.sh/discovery": "intelliguard-production",
        ...shared,
      });
      for (const tier of ["database", "management", "firewall", "pods-application", "pods-data"]) {
        expect(Object.keys(tagsOf(world.one(SUBNET, `network-${tier}-a`)))).to.deep.equal(["Name"]);
      }
    });

    it("hands out subnets by tier in the order of the zones", async () => {
      expect(Object.keys(network.subnets)).to.deep.equal([...TIERS]);
      for (const tier of TIERS) {
        expect(network.subnets[tier].map(({ zone }) => zone)).to.deep.equal(documented.zones);
      }
      expect(await valueOf(network.subnets.management[2]!.id)).to.equal("network-management-c-id");
    });
  });

  describe("routes", () => {
    it("leads every tier but public and firewall through the NAT gateway of its own zone", () => {
      for (const tier of ["private", "database", "management", "pods-application", "pods-data"]) {
        for (const letter of ["a", "b", "c"]) {
          expect(world.one(ROUTE, `network-${tier}-${letter}-internet`).inputs).to.deep.equal({
            routeTableId: `network-${tier}-${letter}-id`,
            destinationCidrBlock: "0.0.0.0/0",
            natGatewayId: `network-nat-${letter}-id`,
          });
        }
      }
      expect(world.one(ROUTE, "network-public-internet").inputs.gatewayId).to.equal("network-internet-id");
      expect(world.all(ROUTE)).to.have.length(5 * 3 + 1);
    });

    it("joins every subnet to the table of its tier and zone", () => {
      const joined = world.all("aws:ec2/routeTableAssociation:RouteTableAssociation");
      expect(joined).to.have.length(TIERS.length * 3);
      for (const { name, inputs } of joined) {
        expect(inputs.subnetId).to.equal(`${name}-id`);
        const table = name.startsWith("network-public-") ? "network-public" : name;
        expect(inputs.routeTableId).to.equal(`${table}-id`);
      }
    });

    it("gives every NAT gateway an address of its own in the zone's public subnet", () => {
      const gateways = world.all(NAT);
      expect(gateways.map(({ inputs }) => inputs.subnetId)).to.deep.equal([
        "network-public-a-id",
        "network-public-b-id",
        "network-public-c-id",
      ]);
      expect(world.all("aws:ec2/eip:Eip").map(({ inputs }) => inputs.domain)).to.deep.equal(
        gateways.map(() => "vpc"),
      );
      expect(network.natAddresses).to.have.length(3);
    });

    it("returns a table for every tier and zone", async () => {
      for (const tier of TIERS) {
        expect(Object.keys(network.routeTableIds[tier])).to.deep.equal(documented.zones);
      }
      expect(await valueOf(network.routeTableIds["pods-data"]["us-west-2b"]!)).to.equal(
        "network-pods-data-b-id",
      );
      const [one, other] = await Promise.all(
        ["us-west-2a", "us-west-2c"].map((zone) => valueOf(network.routeTableIds.public[zone]!)),
      );
      expect(one).to.equal(other);
    });
  });

  describe("security groups", () => {
    it("are all there, and their ids come back by key", async () => {
      const groups = world.all("aws:ec2/securityGroup:SecurityGroup");
      expect(groups.map(({ name }) => name)).to.have.members(GROUPS.map((key) => `network-${key}`));
      expect(await valueOf(network.securityGroups["pods-data"].id)).to.equal("network-pods-data-id");
    });

    it("carry the document's rules as written", () => {
      expect(world.one(INGRESS, "network-cluster-tcp-443-from-vpc").inputs).to.deep.equal({
        securityGroupId: "network-cluster-id",
        description: "HTTPS API access",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "10.0.0.0/16",
      });
      expect(world.one(EGRESS, "network-cluster-all-to-anywhere").inputs).to.deep.equal({
        securityGroupId: "network-cluster-id",
        description: "All outbound traffic",
        ipProtocol: "-1",
        cidrIpv4: "0.0.0.0/0",
      });
      expect(world.one(INGRESS, "network-node-tcp-1025-65535-from-cluster").inputs).to.deep.equal({
        securityGroupId: "network-node-id",
        description: "Node port access",
        ipProtocol: "tcp",
        fromPort: 1025,
        toPort: 65535,
        referencedSecurityGroupId: "network-cluster-id",
      });
      expect(world.one(INGRESS, "network-node-tcp-22-from-bastion").inputs).to.deep.include({
        description: "SSH access",
        referencedSecurityGroupId: "network-bastion-id",
      });
      expect(world.one(INGRESS, "network-rds-tcp-5432-from-node").inputs).to.deep.include({
        description: "PostgreSQL access",
        referencedSecurityGroupId: "network-node-id",
      });
    });

    it("have no inline rules, and the default group has none at all", () => {
      for (const { inputs } of world.all("aws:ec2/securityGroup:SecurityGroup")) {
        expect(inputs).not.to.have.any.keys("ingress", "egress");
      }
      expect(
        world.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network-default").inputs,
      ).to.deep.equal({ vpcId: "network-vpc-id", ingress: [], egress: [] });
      expect(world.all("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl")).to.deep.equal([]);
    });
  });

  describe("endpoints", () => {
    it("reach S3 and DynamoDB from every route table that carries traffic", () => {
      for (const service of ["s3", "dynamodb"]) {
        const { inputs } = world.one(ENDPOINT, `network-${service}`);
        expect(inputs.vpcEndpointType).to.equal("Gateway");
        expect(inputs.serviceName).to.equal(`com.amazonaws.us-west-2.${service}`);
        expect(inputs.routeTableIds).to.have.length(5 * 3 + 1);
        expect(inputs).not.to.have.any.keys("subnetIds", "securityGroupIds", "privateDnsEnabled");
      }
    });

    it("stand in the private subnets under private names, behind their own group", () => {
      for (const service of documented.interfaceEndpoints) {
        expect(world.one(ENDPOINT, `network-${service}`).inputs).to.deep.include({
          vpcEndpointType: "Interface",
          serviceName: `com.amazonaws.us-west-2.${service}`,
          privateDnsEnabled: true,
          subnetIds: ["network-private-a-id", "network-private-b-id", "network-private-c-id"],
          securityGroupIds: ["network-endpoints-id"],
        });
      }
    });

    it("return their ids by service", () => {
      expect(Object.keys(network.endpointIds)).to.have.members(endpointsOf(documented));
    });
  });

  describe("flow logs", () => {
    it("record all traffic every 60 s in the document's format, with start and end for its windows", () => {
      expect(world.one("aws:ec2/flowLog:FlowLog", "network-flow-logs").inputs).to.deep.include({
        vpcId: "network-vpc-id",
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        maxAggregationInterval: 60,
        logFormat:
          "${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action}",
      });
    });

    it("go to an encrypted log group with the asked retention", () => {
      const { inputs } = world.one("aws:cloudwatch/logGroup:LogGroup", "network-flow-logs");
      expect(inputs).to.deep.include({
        name: "/intelliguard-production/vpc-flow-logs",
        kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/logs",
        retentionInDays: 365,
      });
    });

    it("are written by a role that only flow logs of this account may assume", () => {
      const role = world.one("aws:iam/role:Role", "network-flow-logs");
      expect(policyOf(role, "assumeRolePolicy").Statement[0]).to.deep.include({
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-west-2:123456789012:vpc-flow-log/*" },
        },
      });
      const { Statement } = policyOf(world.one("aws:iam/rolePolicy:RolePolicy", "network-flow-logs"));
      expect(Statement.map(({ Resource }) => Resource)).not.to.include("*");
    });
  });

  describe("names", () => {
    it("makes intelliguard.local the search domain, and asks AWS's resolver", () => {
      expect(world.one("aws:ec2/vpcDhcpOptions:VpcDhcpOptions", "network-dhcp").inputs).to.deep.include({
        domainName: "intelliguard.local",
        domainNameServers: ["AmazonProvidedDNS"],
      });
      expect(
        world.one("aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation", "network-dhcp").inputs,
      ).to.deep.equal({ vpcId: "network-vpc-id", dhcpOptionsId: "network-dhcp-id" });
    });

    it("has a private zone of that name, for this VPC only", () => {
      expect(world.one("aws:route53/zone:Zone", "network-private-zone").inputs).to.deep.include({
        name: "intelliguard.local",
        vpcs: [{ vpcId: "network-vpc-id", vpcRegion: "us-west-2" }],
      });
    });
  });

  describe("settings", () => {
    const nodeZones = ["us-west-2b"];
    let lean: World;
    let wide: World;

    before(async () => {
      ({ world: lean } = await build({ ...twoZones, nat: "single", interfaceEndpoints: [] }));
      const later = Promise.resolve("arn:aws:kms:us-west-2:123456789012:key/later");
      ({ world: wide } = await build({
        ...twoZones,
        nodeZones,
        interfaceEndpoints: ["sts"],
        flowLogs: { keyArn: pulumi.output(later), retentionDays: 30 },
        corporate: {
          domain: "corp.local",
          resolvers: ["10.8.0.2", "10.8.0.3"],
          cidrs: ["10.8.0.0/16"],
          transitGatewayId: "tgw-0123456789abcdef0",
        },
      }));
    });

    it("build one NAT gateway, in the first zone of nodes, for a single one", () => {
      expect(lean.all(NAT).map(({ name }) => name)).to.deep.equal(["network-nat-a"]);
      for (const { name, inputs } of lean.all(ROUTE)) {
        if (name === "network-public-internet") continue;
        expect(inputs.natGatewayId).to.equal("network-nat-a-id");
      }
    });

    it("build no interface endpoint when none is asked for", () => {
      expect(lean.all(ENDPOINT).map(({ name }) => name)).to.deep.equal(["network-s3", "network-dynamodb"]);
    });

    it("place NAT gateways and endpoints only where nodes are, and subnets everywhere", () => {
      expect(wide.all(NAT).map(({ name }) => name)).to.deep.equal(["network-nat-b"]);
      expect(wide.one(ENDPOINT, "network-sts").inputs.subnetIds).to.deep.equal(["network-private-b-id"]);
      expect(wide.all(SUBNET)).to.have.length(TIERS.length * 2);
    });

    it("may hold values that are not known yet", () => {
      const { inputs } = wide.one("aws:cloudwatch/logGroup:LogGroup", "network-flow-logs");
      expect(inputs.kmsKeyId).to.match(/key\/later$/);
    });

    it("build nothing of the corporate network unless it is set", () => {
      const types = world.resources.map(({ type }) => type);
      expect(types.filter((type) => /transitgateway|resolver/i.test(type))).to.deep.equal([]);
    });

    it("forward corp.local to its resolvers, through a group that sends nothing else", () => {
      const rule = wide.one("aws:route53/resolverRule:ResolverRule", "network-resolver");
      expect(rule.inputs).to.deep.include({
        domainName: "corp.local",
        ruleType: "FORWARD",
        resolverEndpointId: "network-resolver-id",
        targetIps: [
          { ip: "10.8.0.2", port: 53 },
          { ip: "10.8.0.3", port: 53 },
        ],
      });
      expect(
        wide.one("aws:route53/resolverRuleAssociation:ResolverRuleAssociation", "network-resolver").inputs,
      ).to.deep.equal({ vpcId: "network-vpc-id", resolverRuleId: "network-resolver-id" });
      const { inputs } = wide.one("aws:route53/resolverEndpoint:ResolverEndpoint", "network-resolver");
      expect(inputs.direction).to.equal("OUTBOUND");
      expect(inputs.ipAddresses).to.deep.equal([
        { subnetId: "network-management-a-id" },
        { subnetId: "network-management-b-id" },
      ]);
      const out = wide.all(EGRESS).filter((one) => one.inputs.securityGroupId === "network-resolver-id");
      expect(
        out.map((one) => `${String(one.inputs.ipProtocol)} ${String(one.inputs.cidrIpv4)}`),
      ).to.have.members(["udp 10.8.0.2/32", "tcp 10.8.0.2/32", "udp 10.8.0.3/32", "tcp 10.8.0.3/32"]);
    });

    it("route corporate ranges from nodes, pods and management to the transit gateway, once attached", () => {
      const routes = wide.all(ROUTE).filter((one) => one.inputs.transitGatewayId !== undefined);
      expect(routes.map((one) => one.inputs.routeTableId)).to.have.members([
        "network-private-a-id",
        "network-private-b-id",
        "network-management-a-id",
        "network-management-b-id",
        "network-pods-application-a-id",
        "network-pods-application-b-id",
      ]);
      for (const { inputs } of routes) expect(inputs.destinationCidrBlock).to.equal("10.8.0.0/16");
      const order = wide.resources.map(({ type, name }) => `${type} ${name}`);
      const attached = order.indexOf("aws:ec2transitgateway/vpcAttachment:VpcAttachment network-corporate");
      for (const { name } of routes) expect(order.indexOf(`${ROUTE} ${name}`)).to.be.greaterThan(attached);
    });
  });

  it("makes things after what they need", () => {
    const order = world.resources.map(({ type, name }) => `${type} ${name}`);
    const needs: readonly (readonly [string, string])[] = [
      [`${NAT} network-nat-a`, "aws:ec2/internetGateway:InternetGateway network-internet"],
      ["aws:ec2/eip:Eip network-nat-a", "aws:ec2/internetGateway:InternetGateway network-internet"],
      ["aws:ec2/flowLog:FlowLog network-flow-logs", "aws:iam/rolePolicy:RolePolicy network-flow-logs"],
    ];
    for (const [later, earlier] of needs) {
      expect(order, earlier).to.include(earlier);
      expect(order.indexOf(later), later).to.be.greaterThan(order.indexOf(earlier));
    }
  });

  it("gives every resource a name of its own", () => {
    const names = world.resources.map(({ type, name }) => `${type} ${name}`);
    expect(new Set(names).size).to.equal(names.length);
  });
});
