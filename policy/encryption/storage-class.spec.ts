import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { storageClass as rule } from "./storage-class";

const TYPE = "kubernetes:storage.k8s.io/v1:StorageClass";
const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const metadata = { name: "premium-ssd" };
const provisioner = "ebs.csi.aws.com";

describe("rule storage-class-encryption", () => {
  it("passes an encrypted class with a key, and provisioners without volumes of their own", () => {
    const parameters = { type: "gp3", encrypted: "true", kmsKeyId: KEY };
    expect(found(rule, sample(TYPE, { metadata, provisioner, parameters }))).to.be.empty;
    expect(found(rule, sample(TYPE, { metadata, provisioner: "efs.csi.aws.com" }))).to.be.empty;
  });

  it("refuses a class that says nothing, or less", () => {
    expect(found(rule, sample(TYPE, { metadata, provisioner, parameters: { encrypted: "false" } }))).to.eql([
      'parameters.encrypted: Set parameters.encrypted of storage class premium-ssd to "true"; it is false.',
      "parameters.kmsKeyId: Set parameters.kmsKeyId of storage class premium-ssd to the ARN of a KMS key of ours; it is not set.",
    ]);
    expect(found(rule, sample(TYPE, { metadata, provisioner }))).to.have.length(2);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    const parameters: Values = { encrypted: "false", kmsKeyId: UNKNOWN };
    expect(found(rule, sample(TYPE, { metadata, provisioner, parameters }))).to.eql([
      'parameters.encrypted: Set parameters.encrypted of storage class premium-ssd to "true"; it is false.',
      "parameters.kmsKeyId is not known yet",
    ]);
    expect(found(rule, sample(TYPE, { metadata, provisioner, parameters: UNKNOWN }))).to.eql([
      "parameters is not known yet",
    ]);
    expect(found(rule, sample(TYPE, { metadata, provisioner: UNKNOWN }))).to.eql([
      "provisioner is not known yet",
    ]);
  });
});
