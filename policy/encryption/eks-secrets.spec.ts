import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { eksSecrets as rule } from "./eks-secrets";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const AWS = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";

describe("rule eks-secrets-encryption", () => {
  it("passes a cluster with a key, in either form", () => {
    expect(found(rule, sample(COMPONENT, { encryptionConfigKeyArn: KEY }))).to.be.empty;
    const encryptionConfig = { provider: { keyArn: KEY }, resources: ["secrets"] };
    expect(found(rule, sample(AWS, { encryptionConfig }))).to.be.empty;
  });

  it("refuses a cluster without", () => {
    expect(found(rule, sample(COMPONENT, {}, { name: "main" }))).to.eql([
      "encryptionConfigKeyArn: Set encryptionConfigKeyArn of main to the ARN of a KMS key of ours; it is not set.",
    ]);
    expect(found(rule, sample(AWS, {}))).to.have.length(2);
    const encryptionConfig = { provider: { keyArn: KEY }, resources: [] };
    expect(found(rule, sample(AWS, { encryptionConfig }))).to.eql([
      'encryptionConfig.resources: Set encryptionConfig.resources of thing to ["secrets"]; it is empty.',
    ]);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    expect(found(rule, sample(COMPONENT, { encryptionConfigKeyArn: UNKNOWN }))).to.eql([
      "encryptionConfigKeyArn is not known yet",
    ]);
    expect(found(rule, sample(AWS, { encryptionConfig: UNKNOWN }))).to.eql([
      "encryptionConfig is not known yet",
    ]);
    const half: Values = { provider: UNKNOWN, resources: ["configmaps"] };
    expect(found(rule, sample(AWS, { encryptionConfig: half }))).to.eql([
      "encryptionConfig.provider is not known yet",
      'encryptionConfig.resources: Set encryptionConfig.resources of thing to ["secrets"]; it is configmaps.',
    ]);
  });
});
