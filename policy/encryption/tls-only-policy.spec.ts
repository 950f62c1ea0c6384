import { expect } from "chai";
import { UNKNOWN, type Value } from "../rule";
import { found, sample } from "../samples";
import { tlsOnlyPolicy as rule } from "./tls-only-policy";

const bucket = sample("aws:s3/bucket:Bucket", { bucket: "logs-1234" }, { name: "logs" });
const deny = {
  Sid: "DenyPlain",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::logs-1234", "arn:aws:s3:::logs-1234/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const json = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const policy = (document: Value, of: Value = "logs-1234") =>
  sample("aws:s3/bucketPolicy:BucketPolicy", { bucket: of, policy: document }, { name: "policy" });

describe("rule tls-only-policy", () => {
  it("passes a policy that denies plain HTTP, as text or data, on the resource or beside it", () => {
    expect(found(rule, [bucket, policy(json(deny))])).to.be.empty;
    expect(found(rule, [bucket, policy({ Statement: [{ ...deny, Principal: { AWS: "*" } }] })])).to.be.empty;
    expect(found(rule, sample("aws:sqs/queue:Queue", { policy: json({ ...deny, Action: "sqs:*" }) }))).to.be
      .empty;
  });

  it("refuses no policy, and one that does not deny it to everyone", () => {
    expect(found(rule, bucket)).to.eql([
      "policy: Add a policy to bucket logs that denies everyone where aws:SecureTransport is false; it has none.",
    ]);
    for (const weak of [
      { ...deny, Effect: "Allow" },
      { ...deny, Principal: { AWS: "arn:aws:iam::111122223333:root" } },
      { ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } },
      { ...deny, Condition: undefined },
    ])
      expect(found(rule, [bucket, policy(json(weak))])).to.eql([
        "policy: Deny bucket logs to everyone where aws:SecureTransport is false; no statement of policy does.",
      ]);
  });

  it("judges queues, topics and file systems alike", () => {
    expect(found(rule, sample("aws:sqs/queue:Queue", {}))).to.have.length(1);
    expect(found(rule, sample("aws:sns/topic:Topic", {}))).to.have.length(1);
    expect(found(rule, sample("aws:efs/fileSystem:FileSystem", {}))).to.have.length(1);
  });

  it("says what is not known yet", () => {
    expect(found(rule, [bucket, policy(UNKNOWN)])).to.eql(["policy is not known yet"]);
    expect(found(rule, [bucket, policy({ Statement: UNKNOWN })])).to.eql([
      "policy.Statement is not known yet",
    ]);
    expect(found(rule, [bucket, policy({ Statement: [{ ...deny, Condition: UNKNOWN }] })])).to.eql([
      "policy.Statement[0] is not known yet",
    ]);
    expect(found(rule, [bucket, policy(json(deny), UNKNOWN)])).to.eql(["bucket is not known yet"]);
  });
});
