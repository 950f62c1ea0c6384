import { expect } from "chai";
import fc from "fast-check";
import { DEFAULTS } from "../environments";
import type { Config } from "../schema";
import { DISK_TYPES } from "../schema/node-pools";
import { disks } from "./disks";

type Pool = Config["nodePools"][string];

const base = DEFAULTS.production.nodePools["ml-inference"];

function problems(disk: Pick<Pool, "diskGiB" | "diskType" | "iops" | "throughput">): string[] {
  const pool = { ...base, iops: undefined, throughput: undefined, ...disk } as Pool;
  return disks({ stack: "x", aws: {}, config: { nodePools: { pool } } }).map(({ problem }) => problem);
}

const disk = fc.record({
  diskType: fc.constantFrom(...DISK_TYPES),
  diskGiB: fc.integer({ min: 20, max: 70000 }),
  iops: fc.option(fc.integer({ min: 1, max: 300000 }), { nil: undefined }),
  throughput: fc.option(fc.integer({ min: 1, max: 1500 }), { nil: undefined }),
});

describe("disks", () => {
  it("lets pass only what EBS can make", () => {
    fc.assert(
      fc.property(disk, ({ diskType, diskGiB, iops, throughput }) => {
        fc.pre(problems({ diskType, diskGiB, iops, throughput }).length === 0);
        const ratio = { gp2: 0, gp3: 500, io1: 50, io2: 1000 }[diskType];
        const most = { gp2: 0, gp3: 16000, io1: 64000, io2: 256000 }[diskType];
        expect(diskType === "io1" || diskType === "io2" ? iops : 0).to.be.a("number");
        expect(iops ?? 0).to.be.at.most(
          Math.min(most, Math.max(ratio * diskGiB, diskType === "gp3" ? 3000 : 0)),
        );
        expect(throughput ?? 0).to.be.at.most(diskType === "gp3" ? Math.max(iops ?? 0, 3000) / 4 : 0);
      }),
    );
  });

  it("by example", () => {
    expect(problems({ diskType: "io2", diskGiB: 1024, iops: 10000 })).to.deep.equal([]);
    expect(problems({ diskType: "io2", diskGiB: 1024 })).to.have.length(1);
    expect(problems({ diskType: "gp3", diskGiB: 20 })).to.deep.equal([]);
    expect(problems({ diskType: "gp3", diskGiB: 20, iops: 10000, throughput: 1000 })).to.deep.equal([]);
    expect(problems({ diskType: "gp3", diskGiB: 20, iops: 10001 })).to.have.length(1);
    expect(problems({ diskType: "gp2", diskGiB: 100 })).to.deep.equal([]);
  });
});
