import { expect } from "chai";
import fc from "fast-check";
import { ALLOCATIONS, PLATFORM_CRITICAL, PRIORITIES, foreignPriorities } from "./allocation";
import { capacityLines, capacityReport } from "./capacity";
import { PRODUCTION } from "./fixture";
import { TENANTS } from "./namespaces";
import { QUOTAS } from "./quotas";

describe("allocation", () => {
  it("is the document's (section 1)", () => {
    expect(
      ALLOCATIONS.map(({ name, share }) => [name, share.cpu, share.memory, share.storage]),
    ).to.deep.equal([
      ["security-core", 40, 45, 60],
      ["analytics-processing", 30, 35, 25],
      ["soar-automation", 20, 15, 10],
      ["ml-inference", 10, 5, 5],
    ]);
  });

  it("orders priorities by share, the platform's above, all below Kubernetes' own", () => {
    expect(PRIORITIES.map(({ name, value }) => [name, value])).to.deep.equal([
      [PLATFORM_CRITICAL, 1_000_000],
      ["security-core", 400_000],
      ["analytics-processing", 300_000],
      ["soar-automation", 200_000],
      ["ml-inference", 100_000],
    ]);
  });

  it("counts each tenant once", () => {
    expect(ALLOCATIONS.flatMap(({ tenants }) => tenants)).to.have.members([...TENANTS]);
  });

  it("keeps tenants from priorities above their own", () => {
    const kubernetes = ["system-cluster-critical", "system-node-critical"];
    expect(foreignPriorities("security-core")).to.deep.equal([PLATFORM_CRITICAL, ...kubernetes]);
    expect(foreignPriorities("analytics")).to.deep.equal([PLATFORM_CRITICAL, "security-core", ...kubernetes]);
    expect(foreignPriorities("soar-platform")).to.deep.equal([
      PLATFORM_CRITICAL,
      "security-core",
      "analytics-processing",
      ...kubernetes,
    ]);
  });
});

describe("capacity report", () => {
  it("sets what production's nodes and quotas give against what the document wants", () => {
    const report = capacityReport(PRODUCTION.pools, QUOTAS);
    // 8 x 8 + 6 x 16 + 4 x 8 + 3 x 16 + 3 x 16
    expect(report.total).to.deep.equal({ cpu: 288, memoryGiB: 1404 });
    // 32 + 16 + 24 + 20; 128 + 64 + 96 + 80; 2048 + 500 + 1024 + 3072
    expect(report.promised).to.deep.equal({ cpu: 92, memoryGiB: 368, storageGiB: 6644 });
    expect(report.workloads.map(({ workload, given }) => [workload, given.cpu, given.storage])).to.deep.equal(
      [
        ["security-core", 22.2, 30.8],
        ["analytics-processing", 50, 61.6],
        ["soar-automation", 16.7, 7.5],
        ["ml-inference", 11.1, 0],
      ],
    );
    expect(report.unallocated).to.deep.equal([]);
  });

  it("names pools that nobody is meant to have, and survives a cluster without nodes", () => {
    const spare = { name: "spare", nodes: 0, vcpu: 2, memoryGiB: 8 };
    const report = capacityReport([spare], QUOTAS);
    expect(report.unallocated).to.deep.equal(["spare"]);
    expect(report.workloads.map(({ given }) => given.cpu)).to.deep.equal([0, 0, 0, 0]);
  });

  it("gives away no more than there is", () => {
    const pool = fc.record({
      name: fc.constantFrom(
        "security-core",
        "analytics-processing",
        "general",
        "ml-inference",
        "data",
        "spare",
      ),
      nodes: fc.nat(50),
      vcpu: fc.integer({ min: 1, max: 96 }),
      memoryGiB: fc.integer({ min: 1, max: 768 }),
    });
    const unique = fc.uniqueArray(pool, { selector: ({ name }) => name });
    fc.assert(
      fc.property(unique, (pools) => {
        const { workloads } = capacityReport(pools, QUOTAS);
        for (const key of ["cpu", "memory", "storage"] as const) {
          const given = workloads.reduce((sum, line) => sum + line.given[key], 0);
          // Each of four lines is rounded to one decimal.
          expect(given).to.be.at.most(100.2);
        }
      }),
    );
  });

  it("is told to people in a line for each workload, the nodes and the quotas", () => {
    const lines = capacityLines(capacityReport(PRODUCTION.pools, QUOTAS));
    expect(lines["security-core"]).to.match(/^wants 40\/45\/60, has 22.2\/[\d.]+\/[\d.]+$/);
    expect(lines.nodes).to.equal("288 vCPU, 1404 GiB of memory");
    expect(lines.quotas).to.equal("92 cpu, 368 GiB of memory, 6644 GiB of storage");
  });
});
