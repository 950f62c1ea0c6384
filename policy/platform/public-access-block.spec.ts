import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { publicAccessBlock as rule } from "./public-access-block";

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const all: Values = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const bucket = sample("aws:s3/bucket:Bucket", {}, { name: "logs" });
const block = (inputs: Values) =>
  sample(BLOCK, { bucket: UNKNOWN, ...inputs }, { dependencies: { bucket: [bucket.urn] } });

describe("rule bucket-public-access-block", () => {
  it("passes a bucket with all four", () => {
    expect(found(rule, [bucket, block(all)])).to.be.empty;
  });

  it("refuses a bucket without, and a switch that is off", () => {
    expect(found(rule, bucket)).to.eql([
      "publicAccessBlock: Add a BucketPublicAccessBlock for bucket logs; it has none.",
    ]);
    expect(found(rule, [bucket, block({ ...all, ignorePublicAcls: false })])).to.eql([
      "ignorePublicAcls: Set ignorePublicAcls of thing to true; it is false.",
    ]);
    expect(found(rule, block({}))).to.have.length(4);
  });

  it("says what is not known yet", () => {
    expect(found(rule, [bucket, sample(BLOCK, { ...all, bucket: UNKNOWN })])).to.eql([
      "bucket is not known yet",
    ]);
    expect(found(rule, block({ ...all, blockPublicAcls: UNKNOWN }))).to.eql([
      "blockPublicAcls is not known yet",
    ]);
  });

  it("remediates by switching on what is off", () => {
    expect(rule.remediate?.(sample(BLOCK, { bucket: "logs", blockPublicAcls: false }))).to.eql({
      bucket: "logs",
      ...all,
    });
    expect(rule.remediate?.(sample(BLOCK, all))).to.equal(undefined);
    const half: Values = { ...all, blockPublicAcls: UNKNOWN, ignorePublicAcls: false };
    expect(rule.remediate?.(sample(BLOCK, half))).to.eql({ ...all, blockPublicAcls: UNKNOWN });
    expect(rule.remediate?.(bucket)).to.equal(undefined);
  });
});
