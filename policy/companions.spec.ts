import { expect } from "chai";
import { linkTo } from "./companions";
import { UNKNOWN, type Value } from "./rule";
import { sample } from "./samples";

describe("linkTo", () => {
  const owner = sample("aws:s3/bucket:Bucket", { bucket: "logs" });
  const link = (bucket: Value, from?: string[]) =>
    linkTo(sample("companion", { bucket }, { dependencies: from && { bucket: from } }), owner, "bucket");

  it("believes the record of where a value comes from before the value", () => {
    expect(link(UNKNOWN, [owner.urn])).to.equal("yes");
    expect(link(UNKNOWN, ["urn:other"])).to.equal("no");
    expect(link("other", [owner.urn])).to.equal("yes");
  });

  it("goes by the name where there is no record", () => {
    expect(link("logs")).to.equal("yes");
    expect(link("other", [])).to.equal("no");
    expect(link(undefined)).to.equal("no");
    expect(link(UNKNOWN)).to.equal("unknown");
    const unnamed = sample("aws:s3/bucket:Bucket", { bucket: UNKNOWN });
    expect(linkTo(sample("companion", { bucket: "logs" }), unnamed, "bucket")).to.equal("unknown");
  });
});
