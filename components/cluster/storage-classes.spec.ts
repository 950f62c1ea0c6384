import { expect } from "chai";
import { DEFAULT_CLASS, STORAGE_TIERS, storageClasses } from "./storage-classes";

describe("storageClasses", () => {
  it("are the document's three, as written", () => {
    expect(storageClasses("premium_ssd")).to.deep.equal([
      {
        name: "premium-ssd",
        parameters: { type: "gp3", iops: "3000", throughput: "125", encrypted: "true" },
        reclaimPolicy: "Retain",
        isDefault: true,
      },
      {
        name: "high-performance",
        parameters: { type: "io2", iops: "10000", encrypted: "true" },
        reclaimPolicy: "Retain",
        isDefault: false,
      },
      {
        name: "standard",
        parameters: { type: "gp2", encrypted: "true" },
        reclaimPolicy: "Delete",
        isDefault: false,
      },
    ]);
  });

  it("have exactly one default, which follows the tier and nothing else", () => {
    expect(DEFAULT_CLASS).to.deep.equal({ premium_ssd: "premium-ssd", standard_ssd: "standard" });
    for (const tier of STORAGE_TIERS) {
      const defaults = storageClasses(tier).filter(({ isDefault }) => isDefault);
      expect(defaults.map(({ name }) => name)).to.deep.equal([DEFAULT_CLASS[tier]]);
    }
  });
});
