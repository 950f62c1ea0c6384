import { expect } from "chai";
import fc from "fast-check";
import { Address4 } from "ip-address";
import { mocked } from "../../testing/mocks";
import { networkProblems } from "./checks";
import { documented } from "./examples";
import { Network, type NetworkArgs, type Tier, TIERS } from "./index";
import { byTier } from "./subnet-plan";

const problemsOf = (changes: Partial<NetworkArgs>) => networkProblems({ ...documented, ...changes });
const withSubnet = (tier: Tier, index: number, cidr: string) => ({
  subnets: { ...documented.subnets, [tier]: documented.subnets[tier].with(index, cidr) },
});
const corporate = {
  domain: "corp.local",
  resolvers: ["10.8.0.2"],
  cidrs: ["10.8.0.0/16"],
  transitGatewayId: "tgw-0123456789abcdef0",
};

describe("networkProblems", () => {
  it("finds none in the document's network", () => {
    expect(networkProblems(documented)).to.deep.equal([]);
    expect(problemsOf({ corporate })).to.deep.equal([]);
  });

  const wrong: readonly (readonly [string, Partial<NetworkArgs>, RegExp])[] = [
    [
      "an octet that is none",
      withSubnet("database", 2, "10.0.300.0/24"),
      /^subnets\.database\[2\] = 10\.0\.300\.0\/24: write/,
    ],
    [
      "a range that starts in its middle",
      withSubnet("public", 0, "10.0.1.5/24"),
      /^subnets\.public\[0\].*starts where/,
    ],
    [
      "a subnet outside the VPC",
      withSubnet("private", 0, "10.9.0.0/24"),
      /^subnets\.private\[0\].*inside vpcCidr \(10\.0\.0\.0\/16\)/,
    ],
    [
      "pods outside the secondary range",
      withSubnet("pods-data", 0, "10.0.99.0/24"),
      /^subnets\.pods-data\[0\].*inside podCidr/,
    ],
    [
      "subnets that overlap",
      withSubnet("management", 1, "10.0.40.128/25"),
      /^subnets\.management\[1\].*away from subnets\.management\[0\]/,
    ],
    [
      "a subnet too small for AWS",
      withSubnet("firewall", 0, "10.0.250.0/29"),
      /^subnets\.firewall\[0\].*\/16 to \/28/,
    ],
    [
      "a tier with too few subnets",
      { subnets: { ...documented.subnets, private: ["10.0.10.0/24"] } },
      /^subnets\.private: give one range for each of the 3 zones, not 1/,
    ],
    ["a VPC too large", { vpcCidr: "10.0.0.0/8" }, /^vpcCidr = 10\.0\.0\.0\/8: choose a size/],
    ["a VPC that overlaps its pods", { podCidr: "10.0.0.0/16" }, /^podCidr.*away from vpcCidr/],
    ["a range that is text", { podCidr: "pods" }, /^podCidr = pods: write an IPv4 range/],
    ["one zone", { zones: ["us-west-2a"] }, /^zones: name at least two/],
    [
      "a zone of another region",
      { zones: ["us-west-2a", "us-west-2b", "us-east-1c"] },
      /^zones = us-east-1c: name a zone of us-west-2/,
    ],
    ["a zone twice", { zones: ["us-west-2a", "us-west-2a", "us-west-2b"] }, /^zones: name each zone once/],
    ["nodes nowhere", { nodeZones: [] }, /^nodeZones: name at least one/],
    [
      "nodes in a zone without subnets",
      { nodeZones: ["us-west-2d"] },
      /^nodeZones = us-west-2d: choose from zones/,
    ],
    ["nodes twice in a zone", { nodeZones: ["us-west-2a", "us-west-2a"] }, /^nodeZones: name each zone once/],
    [
      "an unknown endpoint",
      { interfaceEndpoints: ["sqs" as never] },
      /^interfaceEndpoints = sqs: choose from autoscaling/,
    ],
    [
      "an endpoint twice",
      { interfaceEndpoints: ["sts", "sts"] },
      /^interfaceEndpoints: name each service once/,
    ],
    ["an account that is none", { accountId: "production" }, /^accountId = production: write/],
    [
      "a retention CloudWatch lacks",
      { flowLogs: { ...documented.flowLogs, retentionDays: 100 } },
      /^flowLogs\.retentionDays = 100: choose/,
    ],
    ["a domain that is none", { privateZone: "intelliguard" }, /^privateZone = intelliguard: write/],
    [
      "a corporate resolver that is none",
      { corporate: { ...corporate, resolvers: ["10.8.0.2/32"] } },
      /^corporate\.resolvers = 10\.8\.0\.2\/32/,
    ],
    [
      "no corporate resolver",
      { corporate: { ...corporate, resolvers: [] } },
      /^corporate\.resolvers: name at least one/,
    ],
    [
      "more resolvers than Route 53 takes",
      { corporate: { ...corporate, resolvers: Array.from({ length: 7 }, (_, n) => `10.8.0.${n}`) } },
      /^corporate\.resolvers: name at most six/,
    ],
    ["no corporate range", { corporate: { ...corporate, cidrs: [] } }, /^corporate\.cidrs: name/],
    [
      "a corporate range that is ours",
      { corporate: { ...corporate, cidrs: ["10.0.0.0/12"] } },
      /^corporate\.cidrs\[0\].*away from vpcCidr/,
    ],
    [
      "a corporate range that is text",
      { corporate: { ...corporate, cidrs: ["corp"] } },
      /^corporate\.cidrs\[0\] = corp: write/,
    ],
  ];
  for (const [what, changes, message] of wrong) {
    it(`refuses ${what}`, () => {
      const found = problemsOf(changes);
      expect(
        found.some((problem) => message.test(problem)),
        found.join("\n"),
      ).to.equal(true);
    });
  }

  it("refuses more zones than the rules of one security group allow", () => {
    const zones = Array.from("abcdefghij", (letter) => `us-west-2${letter}`);
    const subnets = byTier((tier) => zones.map((_, at) => `10.0.${TIERS.indexOf(tier)}.${at * 16}/28`));
    expect(problemsOf({ zones, subnets }).join("\n")).to.match(
      /zones: use fewer; 10 make \d+ rules .* EC2 allows 60/,
    );
  });

  it("accepts every plan of disjoint ranges inside the VPC, and refuses it once one is moved onto another", () => {
    const octets = fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(octets, fc.nat(14), fc.nat(14), (thirds, one, other) => {
        const tiers = TIERS.filter((tier) => !tier.startsWith("pods"));
        const cidrs = thirds.map((third) => `10.0.${third}.0/24`);
        const planOf = (all: readonly string[]) =>
          Object.fromEntries(tiers.map((tier, at) => [tier, all.slice(at * 3, at * 3 + 3)]));
        const subnetsOf = (all: readonly string[]) => ({ ...documented.subnets, ...planOf(all) });
        expect(problemsOf({ subnets: subnetsOf(cidrs) })).to.deep.equal([]);
        if (one === other) return;
        const clash = cidrs.with(one, cidrs[other] ?? "");
        expect(problemsOf({ subnets: subnetsOf(clash) })).to.have.length(1);
      }),
      { numRuns: 50 },
    );
  });

  it("accepts a subnet exactly when it lies inside its range", () => {
    const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(address, fc.integer({ min: 16, max: 28 }), (number, size) => {
        const start = new Address4(`${Address4.fromInteger(number).correctForm()}/${size}`).startAddress();
        const cidr = `${start.correctForm()}/${size}`;
        const found = problemsOf(withSubnet("pods-application", 0, cidr));
        const inside = new Address4(cidr).isInSubnet(new Address4("100.64.0.0/16"));
        expect(found.some((problem) => problem.includes("inside podCidr"))).to.equal(!inside);
      }),
    );
  });
});

describe("Network with wrong args", () => {
  it("reports every problem at once, before the first resource", async () => {
    const args = {
      ...documented,
      ...withSubnet("database", 2, "10.0.300.0/24"),
      nodeZones: [],
      accountId: "1",
    };
    const failure = await mocked(() => new Network("network", args)).then(
      () => "no error",
      (error: unknown) => String(error),
    );
    expect(failure.split("\n")).to.have.length(3);
    for (const key of ["accountId", "nodeZones", "subnets.database[2]"])
      expect(failure).to.contain(`network: ${key}`);
  });
});
