import { expect } from "chai";
import fc from "fast-check";
import type { EksClusterArgs, NodePool } from "./args";
import { problems } from "./checks";
import { plainExample, pool, PRODUCTION_POOLS } from "./fixture";

const { networks } = plainExample();

/** A change, and what the one line about it must say. */
type Case = readonly [title: string, change: Partial<EksClusterArgs>, expected: RegExp];

const CASES: readonly Case[] = [
  ["a cluster name with an underscore", { clusterName: "a_b" }, /^clusterName: use up to 100 .* not "a_b"$/],
  ["a version with a patch", { version: "1.35.2" }, /^version: write a minor version such as "1\.35"/],
  ["a short account id", { accountId: "123" }, /^accountId: write the account's twelve digits, not "123"$/],
  [
    "an unknown add-on",
    { addonVersions: { cilium: "v1.0.0-eksbuild.1" } as never },
    /^addonVersions\.cilium: choose/,
  ],
  [
    "an add-on version of another kind",
    { addonVersions: { coredns: "1.11" } },
    /^addonVersions\.coredns: write/,
  ],
  ["no logs", { logTypes: [] }, /^logTypes: name at least one/],
  ["an unknown log", { logTypes: ["etcd" as never] }, /^logTypes: choose from api, audit.*not "etcd"$/],
  ["a log twice", { logTypes: ["api", "api"] }, /^logTypes: name each type once/],
  [
    "a retention that CloudWatch lacks",
    { logRetentionDays: 100 },
    /^logRetentionDays: choose from 1, 3.*not 100$/,
  ],
  [
    "one control plane subnet",
    { controlPlaneSubnetIds: ["a"] },
    /^controlPlaneSubnetIds: .* at least two zones/,
  ],
  ["public services", { serviceCidr: "8.8.8.0/24" }, /^serviceCidr: write a private range/],
  ["services in a range too wide", { serviceCidr: "10.0.0.0/8" }, /^serviceCidr: write a private range/],
  [
    "a service range off its boundary",
    { serviceCidr: "172.20.0.1/16" },
    /^serviceCidr: write a private range/,
  ],
  ["an open endpoint", { publicAccessCidrs: ["0.0.0.0/0"] }, /^publicAccessCidrs: name your own addresses/],
  ["an address for a range", { publicAccessCidrs: ["203.0.113.7"] }, /^publicAccessCidrs: write a range/],
  ["a zone of another region", { zones: ["us-east-1a"] }, /^zones: name a zone of us-west-2 such as/],
  ["a zone twice", { zones: ["us-west-2a", "us-west-2a"] }, /^zones: name each zone once/],
  [
    "a zone without pod subnet",
    {
      networks: { ...networks, application: { ...networks.application, podSubnetIds: {} } },
      zones: ["us-west-2a"],
    },
    /^networks\.application\.podSubnetIds: add a subnet in us-west-2a$/,
  ],
  [
    "pods without security group",
    { networks: { ...networks, application: { ...networks.application, podSecurityGroupIds: [] } } },
    /^networks\.application\.podSecurityGroupIds: name one to five groups, not 0$/,
  ],
  [
    "an access name with a space",
    { access: { "the admin": { principalArn: "arn:aws:iam::123456789012:role/a", level: "admin" } } },
    /^access\.the admin: use letters, digits/,
  ],
  [
    "an access without ARN",
    { access: { admin: { principalArn: "admin", level: "admin" } } },
    /^access\.admin\.principalArn: write the ARN of a role or user, not "admin"$/,
  ],
  [
    "an unknown level",
    { access: { admin: { principalArn: "arn:aws:iam::123456789012:role/a", level: "root" as never } } },
    /^access\.admin\.level: choose from admin, deployer, viewer, not "root"$/,
  ],
  [
    "an unknown system",
    { amiFamily: "AL2" as never },
    /^amiFamily: choose from AL2023, BOTTLEROCKET, not "AL2"$/,
  ],
  [
    "an unknown tier",
    { storageTier: "gold" as never },
    /^storageTier: choose from premium_ssd, standard_ssd/,
  ],
  [
    "an alias of no service",
    { dns: { aliases: { "vault.intelliguard.local": "vault.example.com" }, forwarders: {} } },
    /^dns\.aliases\["vault\.intelliguard\.local"\]: name a service/,
  ],
  [
    "an alias that a forwarder would answer",
    {
      dns: {
        aliases: { "vault.corp.local": "vault.vault.svc.cluster.local" },
        forwarders: { "corp.local": ["10.50.0.2"] },
      },
    },
    /^dns\.aliases\["vault\.corp\.local"\]: drop it, or the forwarder of corp\.local/,
  ],
  [
    "a forwarder by name",
    { dns: { aliases: {}, forwarders: { "corp.local": ["ns.corp.local"] } } },
    /^dns\.forwarders\["corp\.local"\]: write the name servers' IPv4 addresses/,
  ],
];

/** The same for one pool, beside an open one that is in order. */
const POOL_CASES: readonly (readonly [title: string, change: Partial<NodePool>, expected: RegExp])[] = [
  ["a name with an underscore", { name: "security_core" }, /^pools\.security_core: name it with 2 to 32/],
  [
    "an instance type without size",
    { instanceType: "m5" },
    /^pools\.extra\.instanceType: write a type such as/,
  ],
  ["an arm64 type", { instanceType: "m7g.large" }, /^pools\.extra\.instanceType: choose an x86-64 type/],
  ["half a node", { desired: 2.5 }, /^pools\.extra: write whole numbers/],
  ["fewer than min", { desired: 1 }, /^pools\.extra\.desired: write at least min \(2\), not 1$/],
  ["more than max", { desired: 7 }, /^pools\.extra\.desired: write at most max \(6\), not 7$/],
  ["no node ever", { min: 0, desired: 0, max: 0 }, /^pools\.extra\.max: write 1 or more/],
  ["a disk too small", { diskGiB: 8 }, /^pools\.extra\.diskGiB: write 20 to 65536, not 8$/],
  ["io2 without IOPS", { diskType: "io2" }, /^pools\.extra\.iops: state it, io2 has none of its own$/],
  ["gp2 with IOPS", { diskType: "gp2", iops: 3000 }, /^pools\.extra\.iops: leave it out, gp2 takes none$/],
  [
    "io2 with throughput",
    { diskType: "io2", iops: 1000, throughput: 125 },
    /^pools\.extra\.throughput: leave/,
  ],
  ["throughput too high", { throughput: 4000 }, /^pools\.extra\.throughput: write 125 to 1000 .*not 4000$/],
  ["too many pods", { maxPods: 500 }, /^pools\.extra\.maxPods: write 10 to 250, not 500$/],
  ["a data zone without taint", { zone: "data" }, /^pools\.extra\.taints: add one, or pods of other zones/],
  ["GPUs without taint", { gpu: true }, /^pools\.extra\.taints: add nvidia\.com\/gpu/],
];

describe("problems", () => {
  it("has none with production's pools", () => {
    expect(problems(plainExample())).to.deep.equal([]);
  });

  it("has none where an add-on is left to follow the cluster, or a role is named as IAM allows", () => {
    const principalArn = "arn:aws:iam::123456789012:role/AWSReservedSSO_Admins_0a1b";
    const access = { "admin-AWSReservedSSO_Admins_0a1b": { principalArn, level: "admin" as const } };
    expect(problems(plainExample({ addonVersions: { coredns: undefined }, access }))).to.deep.equal([]);
  });

  for (const [title, change, expected] of CASES) {
    it(`names ${title}`, () => {
      const found = problems(plainExample(change));
      expect(
        found.filter((line) => expected.test(line)),
        found.join("\n"),
      ).to.have.length(1);
    });
  }

  for (const [title, change, expected] of POOL_CASES) {
    it(`names a pool with ${title}, and nothing else`, () => {
      const found = problems(plainExample({ pools: [pool(), pool({ name: "extra", ...change })] }));
      expect(found).to.have.length(1);
      expect(found[0]).to.match(expected);
    });
  }

  it("names a pool of a zone that has no network", () => {
    const { application } = networks;
    expect(problems(plainExample({ networks: { application } }))).to.deep.equal([
      "pools.data.zone: add networks.data, or choose another zone for the pool",
    ]);
  });

  it("wants a place for the add-ons", () => {
    const pools = PRODUCTION_POOLS.filter(({ name }) => name !== "general");
    expect(problems(plainExample({ pools }))).to.have.length(1);
    expect(problems(plainExample({ pools }))[0]).to.match(
      /^pools: keep one pool of the application zone without/,
    );
  });

  it("names pools whose node groups would share a name", () => {
    const taints = [{ key: "workload", value: "data", effect: "NO_SCHEDULE" }] as const;
    const pools = [pool(), pool({ name: "data-a" }), pool({ name: "data", zone: "data", taints })];
    expect(problems(plainExample({ pools }))).to.deep.equal([
      'pools: two node groups would be named "data-a"; rename a pool',
    ]);
  });

  it("reports everything at once", () => {
    fc.assert(
      fc.property(fc.subarray(CASES.slice(0, 9), { minLength: 2 }), (cases) => {
        // Of changes to one arg only the last counts.
        const change = cases.reduce<Partial<EksClusterArgs>>((all, [, each]) => ({ ...all, ...each }), {});
        const counted = cases.filter(([, each]) =>
          Object.entries(each).every(([key, value]) => change[key as keyof EksClusterArgs] === value),
        );
        const found = problems(plainExample(change));
        for (const [title, , expected] of counted) {
          expect(
            found.some((line) => expected.test(line)),
            title,
          ).to.equal(true);
        }
      }),
    );
  });
});
