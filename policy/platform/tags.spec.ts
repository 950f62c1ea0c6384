import { expect } from "chai";
import { UNKNOWN, type Value } from "../rule";
import { found, sample } from "../samples";
import { tags as rule } from "./tags";
import stored from "./taggable.json";
import { taggable } from "./write-taggable";

const all = { Environment: "production", Project: "intelliguard", Owner: "platform", CostCentre: "1234" };
const three = { Environment: all.Environment, Project: all.Project, CostCentre: all.CostCentre };
const judged = (tags: Value, defaults: Value, type = "aws:s3/bucket:Bucket") =>
  found(rule, sample(type, { tags }, { provider: { defaultTags: defaults } }));

describe("rule owner-and-cost-tags", () => {
  it("passes tags of the resource, of its provider, or of both together", () => {
    expect(judged(all, undefined)).to.be.empty;
    expect(judged(undefined, { tags: all })).to.be.empty;
    expect(judged({ Owner: "data" }, JSON.stringify({ tags: three }))).to.be.empty;
  });

  it("names those that are missing or empty", () => {
    expect(judged({ Name: "a" }, { tags: three })).to.eql([
      "tags: Tag thing with Owner; neither it nor its provider's default tags are.",
    ]);
    expect(judged({ ...three, Owner: "" }, undefined)).to.have.length(1);
    expect(found(rule, sample("aws:s3/bucket:Bucket", {}))).to.have.length(1);
    expect(found(rule, sample("aws:s3/bucket:Bucket", { tags: all }), { tags: ["Team"] })).to.have.length(1);
  });

  it("leaves alone what cannot be tagged", () => {
    expect(judged(undefined, undefined, "aws:s3/bucketPolicy:BucketPolicy")).to.be.empty;
    expect(judged(undefined, undefined, "aws:autoscaling/group:Group")).to.be.empty;
  });

  it("says what is not known yet, and still names the rest", () => {
    expect(judged(UNKNOWN, { tags: all })).to.be.empty;
    expect(judged(UNKNOWN, { tags: three })).to.eql(["tags.Owner is not known yet"]);
    expect(judged({ Environment: UNKNOWN, Project: "a", Owner: "b" }, undefined)).to.have.length(2);
  });

  it("knows what the installed provider can tag; write-taggable.ts writes it anew", () => {
    expect(stored).to.eql(taggable());
    expect(rule.types).to.include.members(["aws:s3/bucket:Bucket", "aws:ec2/vpc:Vpc"]);
  });
});
