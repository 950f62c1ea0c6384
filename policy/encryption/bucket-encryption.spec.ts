import { expect } from "chai";
import { UNKNOWN, type Value, type Values } from "../rule";
import { found, sample } from "../samples";
import { bucketEncryption as rule } from "./bucket-encryption";

const SSE = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const bucket = sample("aws:s3/bucket:Bucket", { bucket: "logs-1234" }, { name: "logs" });
const configuration = (of: Value, bucketKeyEnabled: Value = true, dependencies?: Record<string, string[]>) =>
  sample(SSE, { bucket: of, rules: [{ bucketKeyEnabled }] }, { name: "sse", dependencies });

describe("rule bucket-encryption", () => {
  it("passes a bucket whose configuration names it, or comes from it", () => {
    expect(found(rule, [bucket, configuration("logs-1234")])).to.be.empty;
    expect(found(rule, [bucket, configuration(UNKNOWN, true, { bucket: [bucket.urn] })])).to.be.empty;
    const inline: Values = { serverSideEncryptionConfiguration: { rule: {} } };
    expect(found(rule, sample("aws:s3/bucket:Bucket", inline))).to.be.empty;
  });

  it("refuses a bucket without one, and another bucket's does not count", () => {
    const missing = [
      "encryption: Add a BucketServerSideEncryptionConfiguration for bucket logs; it has none.",
    ];
    expect(found(rule, bucket)).to.eql(missing);
    expect(found(rule, [bucket, configuration("other")])).to.eql(missing);
    expect(found(rule, [bucket, configuration(UNKNOWN, true, { bucket: ["urn:other"] })])).to.eql(missing);
  });

  it("refuses a configuration without bucket key", () => {
    expect(found(rule, [bucket, configuration("logs-1234", false)])).to.eql([
      "rules[0].bucketKeyEnabled: Set rules[0].bucketKeyEnabled of sse to true; it is false.",
    ]);
  });

  it("says what is not known yet", () => {
    expect(found(rule, [bucket, configuration(UNKNOWN)])).to.eql(["bucket is not known yet"]);
    expect(found(rule, configuration("x", UNKNOWN))).to.eql(["rules[0].bucketKeyEnabled is not known yet"]);
  });
});
