import { expect } from "chai";
import { parseSettings, type Settings } from "./settings";
import { readStackFile } from "./stack-file";

const settingsOf = (stack: string): Settings => parseSettings(readStackFile(stack));

/** Name, min, desired, max, type, disk, labels of each pool. */
function pools({ nodePools }: Settings) {
  return Object.fromEntries(
    nodePools.map(({ name, min, desired, max, instanceType, diskGiB, diskType, labels }) => [
      name,
      { sizes: [min, desired, max], instanceType, disk: `${diskGiB} ${diskType}`, labels },
    ]),
  );
}

const nodes = ({ nodePools }: Settings): number => nodePools.reduce((sum, { desired }) => sum + desired, 0);
const types = ({ nodePools }: Settings): string[] =>
  [...new Set(nodePools.map(({ instanceType }) => instanceType))].sort();

describe("the documented environments (section 1)", () => {
  it("production", () => {
    const settings = settingsOf("production");
    expect(settings.region).to.equal("us-west-2");
    expect(settings.network.nodeZones).to.have.length(3);
    expect(settings.nodeCount).to.equal(24);
    expect(nodes(settings)).to.equal(24);
    // p3.2xlarge of section 2 is retired: g6.2xlarge stands in for it.
    expect(types(settings)).to.deep.equal(["c5n.4xlarge", "g6.2xlarge", "m5.2xlarge", "r5.4xlarge"]);
    expect(settings.storage).to.deep.equal({ tier: "premium_ssd", defaultClass: "premium-ssd" });
    expect(settings.backup.strategy).to.equal("multi_region");
    expect(settings.protect).to.equal(true);
    expect(settings.cluster.deletionProtection).to.equal(true);
  });

  it("staging", () => {
    const settings = settingsOf("staging");
    expect(settings.region).to.equal("us-west-2");
    expect(settings.network.nodeZones).to.have.length(2);
    expect(settings.nodeCount).to.equal(8);
    expect(nodes(settings)).to.equal(8);
    expect(types(settings)).to.deep.equal(["m5.large", "r5.xlarge"]);
    expect(settings.storage).to.deep.equal({ tier: "standard_ssd", defaultClass: "standard" });
    expect(settings.backup.strategy).to.equal("single_region");
    expect(settings.protect).to.equal(false);
  });

  it("development", () => {
    const settings = settingsOf("development");
    expect(settings.region).to.equal("us-west-2");
    expect(settings.network.nodeZones).to.deep.equal(["us-west-2a"]);
    expect(settings.network.zones).to.have.length(2);
    expect(settings.network.nat).to.equal("single");
    expect(settings.nodeCount).to.equal(3);
    expect(nodes(settings)).to.equal(3);
    expect(types(settings)).to.deep.equal(["m5.large"]);
    expect(settings.storage).to.deep.equal({ tier: "standard_ssd", defaultClass: "standard" });
    expect(settings.backup.strategy).to.equal("local");
    expect(settings.protect).to.equal(false);
  });

  it("disaster recovery", () => {
    const settings = settingsOf("dr");
    expect(settings.region).to.equal("us-east-1");
    expect(settings.network.nodeZones).to.have.length(3);
    expect(settings.nodeCount).to.equal(12);
    expect(nodes(settings)).to.equal(12);
    expect(types(settings)).to.deep.equal(["m5.xlarge", "r5.2xlarge"]);
    expect(settings.storage).to.deep.equal({ tier: "premium_ssd", defaultClass: "premium-ssd" });
    expect(settings.backup.strategy).to.equal("cross_region");
    expect(settings.protect).to.equal(true);
  });
});

describe("the documented node groups (section 2)", () => {
  it("production's, and the two pools that complete its 24 nodes", () => {
    expect(pools(settingsOf("production"))).to.deep.equal({
      "security-core": {
        sizes: [6, 8, 12],
        instanceType: "m5.2xlarge",
        disk: "200 gp3",
        labels: { workload: "security-core", zone: "multi-az" },
      },
      "analytics-processing": {
        sizes: [4, 6, 16],
        instanceType: "r5.4xlarge",
        disk: "500 gp3",
        labels: { workload: "analytics", memory: "high" },
      },
      "ml-inference": {
        sizes: [2, 4, 8],
        instanceType: "g6.2xlarge",
        disk: "1024 io2",
        labels: { workload: "ml-inference", accelerator: "gpu" },
      },
      general: {
        sizes: [3, 3, 6],
        instanceType: "c5n.4xlarge",
        disk: "200 gp3",
        labels: { workload: "general" },
      },
      data: { sizes: [3, 3, 6], instanceType: "c5n.4xlarge", disk: "200 gp3", labels: { workload: "data" } },
    });
  });

  it("dr's, and the three pools that complete its 12 nodes", () => {
    const { "security-core": core, ...others } = pools(settingsOf("dr"));
    expect(core?.sizes).to.deep.equal([3, 4, 8]);
    expect(core?.instanceType).to.equal("m5.xlarge");
    expect(others).to.have.keys(["analytics-processing", "general", "data"]);
    expect(others["analytics-processing"]?.sizes[1]).to.equal(4);
    expect(others.general?.sizes[1]).to.equal(2);
    expect(others.data?.sizes[1]).to.equal(2);
  });

  it("keeps pools for one kind of workload to themselves, and nothing else", () => {
    for (const stack of ["production", "staging", "development", "dr"]) {
      for (const { name, taints, zone, gpu } of settingsOf(stack).nodePools) {
        expect(taints, `${stack} ${name}`).to.have.length(name === "general" ? 0 : 1);
        expect(zone, `${stack} ${name}`).to.equal(name === "data" ? "data" : "application");
        expect(gpu, `${stack} ${name}`).to.equal(name === "ml-inference");
      }
    }
  });

  it("states the IOPS of every volume that has them", () => {
    const { nodePools } = settingsOf("production");
    expect(nodePools.map(({ name, iops, throughput }) => [name, iops, throughput])).to.deep.equal([
      ["security-core", 3000, 125],
      ["analytics-processing", 3000, 125],
      ["ml-inference", 10000, undefined],
      ["general", 3000, 125],
      ["data", 3000, 125],
    ]);
  });
});

describe("the documented network (section 3)", () => {
  it("production's addresses as written, with 201 for the octet 300", () => {
    const { vpcCidr, zones, subnets } = settingsOf("production").network;
    expect(vpcCidr).to.equal("10.0.0.0/16");
    expect(zones).to.deep.equal(["us-west-2a", "us-west-2b", "us-west-2c"]);
    expect(subnets).to.deep.equal({
      public: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
      private: ["10.0.10.0/24", "10.0.20.0/24", "10.0.30.0/24"],
      database: ["10.0.100.0/24", "10.0.200.0/24", "10.0.201.0/24"],
      management: ["10.0.40.0/24", "10.0.50.0/24", "10.0.60.0/24"],
      firewall: ["10.0.250.0/28", "10.0.250.16/28", "10.0.250.32/28"],
      "pods-application": ["100.64.0.0/18", "100.64.64.0/18", "100.64.128.0/18"],
      "pods-data": ["100.64.192.0/20", "100.64.208.0/20", "100.64.224.0/20"],
    });
  });

  it("the same plan elsewhere, in ranges of its own and as many zones as there are", () => {
    const plan = Object.fromEntries(
      ["staging", "development", "dr"].map((stack) => [stack, settingsOf(stack).network]),
    );
    expect(plan.staging?.subnets.public).to.deep.equal(["10.1.1.0/24", "10.1.2.0/24"]);
    expect(plan.development?.subnets.database).to.deep.equal(["10.2.100.0/24", "10.2.200.0/24"]);
    expect(plan.dr?.subnets.private).to.deep.equal(["10.3.10.0/24", "10.3.20.0/24", "10.3.30.0/24"]);
    expect(plan.staging?.podCidr).to.equal("100.65.0.0/16");
    expect(plan.development?.podCidr).to.equal("100.66.0.0/16");
    expect(plan.dr?.podCidr).to.equal("100.67.0.0/16");
  });
});

describe("what holds everywhere", () => {
  for (const stack of ["production", "staging", "development", "dr"]) {
    it(stack, () => {
      const settings = settingsOf(stack);
      expect(settings.tenancy.quotas).to.deep.equal({
        "security-core": { cpu: "32", memory: "128Gi", storage: "2Ti" },
        "soar-platform": { cpu: "16", memory: "64Gi", storage: "500Gi" },
        analytics: { cpu: "24", memory: "96Gi", storage: "1Ti" },
        "data-processing": { cpu: "20", memory: "80Gi", storage: "3Ti" },
      });
      expect(settings.recovery).to.deep.equal({ rtoHours: 4, rpoHours: 1 });
      expect(settings.cluster.version).to.equal("1.35");
      expect(settings.cluster.publicAccessCidrs).to.deep.equal([]);
      expect(settings.cluster.logTypes).to.have.members([
        "api",
        "audit",
        "authenticator",
        "controllerManager",
        "scheduler",
      ]);
      expect(settings.network.privateZone).to.equal("intelliguard.local");
      expect(settings.tags).to.include({ Environment: stack, Project: "intelliguard" });
    });
  }
});
