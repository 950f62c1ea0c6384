import { expect } from "chai";
import fc from "fast-check";
import { PRODUCTION_POOLS, pool } from "./fixture";
import {
  amiType,
  ENI_CONFIG_LABEL,
  eniConfigName,
  isOpen,
  nodeGroups,
  nodeVolumes,
  split,
} from "./nodegroups";

const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Pools of the data zone with any sizes that are in order, and any number of zones. */
const dataPools = fc
  .tuple(fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }))
  .map(([a, b, c, zones]) => {
    const [min, desired, max] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
    const letters = Array.from({ length: zones }, (_, index) => `us-east-1${"abcdef"[index] ?? ""}`);
    return {
      pool: pool({ name: "data", zone: "data", min, desired, max: Math.max(max, 1) }),
      zones: letters,
    };
  });

describe("split", () => {
  it("divides evenly, the first parts taking the rest", () => {
    expect(split(8, 3)).to.deep.equal([3, 3, 2]);
    expect(split(2, 3)).to.deep.equal([1, 1, 0]);
    expect(split(0, 2)).to.deep.equal([0, 0]);
  });

  it("loses nothing, differs by one at most, and grows with the total in every part", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 9 }), (a, b, parts) => {
        const [less, more] = [split(Math.min(a, b), parts), split(Math.max(a, b), parts)];
        expect(sum(more)).to.equal(Math.max(a, b));
        expect(Math.max(...more) - Math.min(...more)).to.be.at.most(1);
        expect(less.every((size, index) => size <= more[index]!)).to.equal(true);
      }),
    );
  });
});

describe("nodeGroups", () => {
  it("makes one group over all zones of a pool of the application zone, with the document's numbers", () => {
    const security = PRODUCTION_POOLS[0]!;
    expect(nodeGroups(security, ZONES)).to.deep.equal([
      {
        name: "security-core",
        pool: security,
        zones: ZONES,
        min: 6,
        desired: 8,
        max: 12,
        labels: { workload: "security-core", zone: "multi-az" },
      },
    ]);
  });

  it("makes one group a zone of a pool of the data zone, each with its zone's ENIConfig, one after the other", () => {
    const groups = nodeGroups(
      PRODUCTION_POOLS.find(({ zone }) => zone === "data")!,
      ZONES,
    );
    expect(groups.map(({ name, after }) => [name, after])).to.deep.equal([
      ["data-a", undefined],
      ["data-b", "data-a"],
      ["data-c", "data-b"],
    ]);
    expect(groups.map(({ zones }) => zones)).to.deep.equal([["us-east-1a"], ["us-east-1b"], ["us-east-1c"]]);
    expect(groups.map(({ labels }) => labels)).to.deep.equal(
      ZONES.map((zone) => ({ workload: "data", [ENI_CONFIG_LABEL]: `data-${zone}` })),
    );
    expect(groups.map(({ min, desired, max }) => [min, desired, max])).to.deep.equal([
      [1, 1, 3],
      [1, 1, 2],
      [1, 1, 2],
    ]);
  });

  it("leaves out a zone that never gets a node, as the third of dr's two data nodes", () => {
    const groups = nodeGroups(pool({ name: "data", zone: "data", min: 2, desired: 2, max: 2 }), ZONES);
    expect(groups.map(({ name, max }) => [name, max])).to.deep.equal([
      ["data-a", 1],
      ["data-b", 1],
    ]);
  });

  it("adds up to the pool's numbers and keeps their order in every group", () => {
    fc.assert(
      fc.property(dataPools, ({ pool: each, zones }) => {
        const groups = nodeGroups(each, zones);
        expect(sum(groups.map(({ min }) => min))).to.equal(each.min);
        expect(sum(groups.map(({ desired }) => desired))).to.equal(each.desired);
        expect(sum(groups.map(({ max }) => max))).to.equal(each.max);
        for (const { min, desired, max } of groups) {
          expect(min).to.be.at.most(desired);
          expect(desired).to.be.at.most(max);
          expect(max).to.be.at.least(1);
        }
      }),
    );
  });
});

describe("eniConfigName", () => {
  it("is the zone's name for the application zone, which is the CNI's default, and another for the data zone", () => {
    expect(eniConfigName("application", "us-west-2a")).to.equal("us-west-2a");
    expect(eniConfigName("data", "us-west-2a")).to.equal("data-us-west-2a");
  });
});

describe("isOpen", () => {
  it("holds for general alone among production's pools", () => {
    expect(PRODUCTION_POOLS.filter(isOpen).map(({ name }) => name)).to.deep.equal(["general"]);
  });
});

describe("amiType", () => {
  it("has the drivers where there is a GPU", () => {
    expect(amiType("AL2023", false)).to.equal("AL2023_x86_64_STANDARD");
    expect(amiType("AL2023", true)).to.equal("AL2023_x86_64_NVIDIA");
    expect(amiType("BOTTLEROCKET", false)).to.equal("BOTTLEROCKET_x86_64");
    expect(amiType("BOTTLEROCKET", true)).to.equal("BOTTLEROCKET_x86_64_NVIDIA");
  });
});

describe("nodeVolumes", () => {
  const gpu = PRODUCTION_POOLS[2]!;

  it("puts everything on the one volume of AL2023", () => {
    expect(nodeVolumes("AL2023", gpu)).to.deep.equal([
      { deviceName: "/dev/xvda", sizeGiB: 1024, type: "io2", iops: 10000, throughput: undefined },
    ]);
  });

  it("gives Bottlerocket a small system volume and the pool's disk for the data", () => {
    expect(nodeVolumes("BOTTLEROCKET", gpu)).to.deep.equal([
      { deviceName: "/dev/xvda", sizeGiB: 4, type: "gp3" },
      { deviceName: "/dev/xvdb", sizeGiB: 1024, type: "io2", iops: 10000, throughput: undefined },
    ]);
  });
});
