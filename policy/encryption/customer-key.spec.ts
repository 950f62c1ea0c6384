import { expect } from "chai";
import { UNKNOWN } from "../rule";
import { found, sample } from "../samples";
import { customerKey as rule } from "./customer-key";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";

describe("rule customer-key", () => {
  it("passes a key of ours, as ARN, id or alias", () => {
    for (const kmsKeyId of [KEY, "1234abcd-12ab-34cd-56ef-1234567890ab", "alias/intelliguard-logs"])
      expect(found(rule, sample(logGroup, { kmsKeyId }))).to.be.empty;
  });

  it("refuses none, and the keys of the provider", () => {
    expect(found(rule, sample(logGroup, {}, { name: "flow" }))).to.eql([
      "kmsKeyId: Set kmsKeyId of flow to the ARN of a KMS key of ours; it is not set.",
    ]);
    const managed = ["alias/aws/logs", "arn:aws:kms:us-west-2:111122223333:alias/aws/logs", ""];
    for (const kmsKeyId of managed) expect(found(rule, sample(logGroup, { kmsKeyId }))).to.have.length(1);
    const dsql = { kmsEncryptionKey: "AWS_OWNED_KMS_KEY" };
    expect(found(rule, sample("aws:dsql/cluster:Cluster", dsql))).to.have.length(1);
  });

  it("asks only where there is something to encrypt", () => {
    const lambda = "aws:lambda/function:Function";
    expect(found(rule, sample(lambda, {}))).to.be.empty;
    expect(found(rule, sample(lambda, { environment: { variables: { A: "b" } } }))).to.have.length(1);
    expect(found(rule, sample("aws:ssm/parameter:Parameter", { type: "String" }))).to.be.empty;
    expect(found(rule, sample("aws:ssm/parameter:Parameter", { type: "SecureString" }))).to.have.length(1);
  });

  it("asks for each of several keys", () => {
    const inputs = { storageEncrypted: true, kmsKeyId: KEY, manageMasterUserPassword: true };
    expect(found(rule, sample("aws:rds/cluster:Cluster", inputs))).to.eql([
      "masterUserSecretKmsKeyId: Set masterUserSecretKmsKeyId of thing to the ARN of a KMS key of ours; it is not set.",
    ]);
    const replicas = [{ region: "us-east-1", kmsKeyId: KEY }, { region: "us-east-2" }];
    expect(
      found(rule, sample("aws:secretsmanager/secret:Secret", { kmsKeyId: KEY, replicas })),
    ).to.have.length(1);
  });

  it("says which key is not known yet, and still judges its neighbours", () => {
    const secret = "aws:secretsmanager/secret:Secret";
    expect(found(rule, sample(secret, { kmsKeyId: UNKNOWN, replicas: [{ region: "us-east-1" }] }))).to.eql([
      "kmsKeyId is not known yet",
      "replicas[0].kmsKeyId: Set replicas[0].kmsKeyId of thing to the ARN of a KMS key of ours; it is not set.",
    ]);
    expect(found(rule, sample("aws:dynamodb/table:Table", { serverSideEncryption: UNKNOWN }))).to.eql([
      "serverSideEncryption is not known yet",
    ]);
  });
});
