import { expect } from "chai";
import { UNKNOWN } from "../rule";
import { found, sample } from "../samples";
import { keyRotation as rule } from "./key-rotation";

const KEY = "aws:kms/key:Key";

describe("rule key-rotation", () => {
  it("passes a key that rotates within a year", () => {
    expect(found(rule, sample(KEY, { enableKeyRotation: true }))).to.be.empty;
    expect(found(rule, sample(KEY, { enableKeyRotation: true, rotationPeriodInDays: 90 }))).to.be.empty;
  });

  it("refuses one that does not, or not within a year", () => {
    expect(found(rule, sample(KEY, {}, { name: "logs" }))).to.eql([
      "enableKeyRotation: Set enableKeyRotation of logs to true; it is not set.",
    ]);
    expect(found(rule, sample(KEY, { enableKeyRotation: true, rotationPeriodInDays: 730 }))).to.eql([
      "rotationPeriodInDays: Set rotationPeriodInDays of thing to 365 or less; it is 730.",
    ]);
  });

  it("refuses imported material, which KMS cannot rotate", () => {
    expect(found(rule, sample("aws:kms/externalKey:ExternalKey", {}))).to.have.length(1);
  });

  it("refuses a rotation of a secret that is switched off", () => {
    const rotation = "aws:secretsmanager/secretRotation:SecretRotation";
    expect(found(rule, sample(rotation, { rotationEnabled: true }))).to.be.empty;
    expect(found(rule, sample(rotation, {}))).to.be.empty;
    expect(found(rule, sample(rotation, { rotationEnabled: false }))).to.eql([
      "rotationEnabled: Set rotationEnabled of thing to true; it is false.",
    ]);
    expect(found(rule, sample(rotation, { rotationEnabled: UNKNOWN }))).to.eql([
      "rotationEnabled is not known yet",
    ]);
  });

  it("leaves alone keys that cannot rotate", () => {
    for (const inputs of [
      { customerMasterKeySpec: "RSA_4096" },
      { customerMasterKeySpec: "HMAC_256" },
      { customKeyStoreId: "cks-1234567890abcdef0" },
    ])
      expect(found(rule, sample(KEY, inputs))).to.be.empty;
  });

  it("says what is not known yet", () => {
    expect(found(rule, sample(KEY, { enableKeyRotation: UNKNOWN, rotationPeriodInDays: 730 }))).to.eql([
      "enableKeyRotation is not known yet",
      "rotationPeriodInDays: Set rotationPeriodInDays of thing to 365 or less; it is 730.",
    ]);
    expect(found(rule, sample(KEY, { customerMasterKeySpec: UNKNOWN }))).to.eql([
      "customerMasterKeySpec is not known yet",
    ]);
  });

  it("remediates by switching rotation on, and leaves the rest as it was", () => {
    expect(rule.remediate?.(sample(KEY, { description: "logs" }))).to.eql({
      description: "logs",
      enableKeyRotation: true,
    });
    expect(rule.remediate?.(sample(KEY, { enableKeyRotation: true }))).to.equal(undefined);
    expect(rule.remediate?.(sample(KEY, { customerMasterKeySpec: "RSA_4096" }))).to.equal(undefined);
    expect(rule.remediate?.(sample(KEY, { enableKeyRotation: UNKNOWN }))).to.equal(undefined);
  });
});
