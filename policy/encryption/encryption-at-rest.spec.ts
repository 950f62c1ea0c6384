import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { encryptionAtRest as rule } from "./encryption-at-rest";

describe("rule encryption-at-rest", () => {
  it("passes what is encrypted, switches written as text included", () => {
    expect(found(rule, sample("aws:efs/fileSystem:FileSystem", { encrypted: true }))).to.be.empty;
    const device = { deviceName: "/dev/xvda", ebs: { encrypted: "true" } };
    expect(found(rule, sample("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: [device] }))).to
      .be.empty;
  });

  it("names the input that is missing or off", () => {
    expect(found(rule, sample("aws:rds/cluster:Cluster", {}, { name: "orders" }))).to.eql([
      "storageEncrypted: Set storageEncrypted of orders to true; it is not set.",
    ]);
    const devices = [{ ebs: { encrypted: "true" } }, { ebs: { encrypted: "false" } }];
    expect(
      found(rule, sample("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: devices })),
    ).to.eql([
      "blockDeviceMappings[1].ebs.encrypted: Set blockDeviceMappings[1].ebs.encrypted of thing to true; it is false.",
    ]);
  });

  it("does not take a launch template without devices for one with encrypted devices", () => {
    expect(found(rule, sample("aws:ec2/launchTemplate:LaunchTemplate", {}))).to.have.length(1);
    expect(
      found(rule, sample("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: [] })),
    ).to.have.length(1);
  });

  it("refuses S3's own keys where a KMS key can be used", () => {
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const rules = (sseAlgorithm: string) => ({
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }],
    });
    expect(found(rule, sample(type, rules("aws:kms")))).to.be.empty;
    expect(found(rule, sample(type, rules("AES256")))).to.eql([
      "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm: Set rules[0].applyServerSideEncryptionByDefault.sseAlgorithm of thing to one of aws:kms, aws:kms:dsse; it is AES256.",
    ]);
  });

  it("leaves alone what takes its encryption from elsewhere", () => {
    expect(found(rule, sample("aws:rds/instance:Instance", { replicateSourceDb: "primary" }))).to.be.empty;
    expect(found(rule, sample("aws:rds/instance:Instance", {}))).to.have.length(1);
  });

  it("says which value is not known yet, and still judges its neighbours", () => {
    expect(found(rule, sample("aws:efs/fileSystem:FileSystem", { encrypted: UNKNOWN }))).to.eql([
      "encrypted is not known yet",
    ]);
    const inputs: Values = { rootBlockDevice: UNKNOWN, ebsBlockDevices: [{ encrypted: false }] };
    expect(found(rule, sample("aws:ec2/instance:Instance", inputs))).to.eql([
      "rootBlockDevice is not known yet",
      "ebsBlockDevices[0].encrypted: Set ebsBlockDevices[0].encrypted of thing to true; it is false.",
    ]);
    expect(found(rule, sample("aws:rds/instance:Instance", { replicateSourceDb: UNKNOWN }))).to.eql([
      "replicateSourceDb is not known yet",
    ]);
  });
});
