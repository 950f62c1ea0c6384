import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { sdkTypes } from "../sdk";
import { containerRegistry } from "./container-registry";
import { logRetention } from "./log-retention";
import { staticCredentials } from "./static-credentials";

describe("rule log-retention", () => {
  const judged = (inputs: Values) => found(logRetention, sample("aws:cloudwatch/logGroup:LogGroup", inputs));

  it("passes stated days, refuses none and for ever, says what is not known yet", () => {
    expect(judged({ retentionInDays: 365 })).to.be.empty;
    expect(judged({})).to.eql([
      "retentionInDays: Set retentionInDays of thing to a number of days; it is not set.",
    ]);
    expect(judged({ retentionInDays: 0 })).to.have.length(1);
    expect(judged({ retentionInDays: UNKNOWN })).to.eql(["retentionInDays is not known yet"]);
  });
});

describe("rule container-registry", () => {
  const REPOSITORY = "aws:ecr/repository:Repository";
  const good: Values = { imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } };

  it("passes scanned repositories with fixed tags", () => {
    expect(found(containerRegistry, sample(REPOSITORY, good))).to.be.empty;
  });

  it("refuses the defaults", () => {
    expect(found(containerRegistry, sample(REPOSITORY, {}))).to.have.length(2);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    const inputs: Values = { imageScanningConfiguration: UNKNOWN, imageTagMutability: "MUTABLE" };
    expect(found(containerRegistry, sample(REPOSITORY, inputs))).to.eql([
      "imageScanningConfiguration is not known yet",
      "imageTagMutability: Set imageTagMutability of thing to one of IMMUTABLE, IMMUTABLE_WITH_EXCLUSION; it is MUTABLE.",
    ]);
  });

  it("remediates by scanning, and leaves tags to the program", () => {
    expect(containerRegistry.remediate?.(sample(REPOSITORY, {}))).to.eql({
      imageScanningConfiguration: { scanOnPush: true },
    });
    expect(containerRegistry.remediate?.(sample(REPOSITORY, good))).to.equal(undefined);
    const unknown: Values = { imageScanningConfiguration: { scanOnPush: UNKNOWN } };
    expect(containerRegistry.remediate?.(sample(REPOSITORY, unknown))).to.equal(undefined);
  });
});

describe("rule no-static-credentials", () => {
  it("passes roles, refuses users and their keys", () => {
    expect(found(staticCredentials, sample("aws:iam/role:Role", {}))).to.be.empty;
    expect(found(staticCredentials, sample("aws:iam/accessKey:AccessKey", { user: "ci" }))).to.eql([
      "name: Replace thing by a role: keys of a user never expire.",
    ]);
  });

  it("decides by the type alone, whatever is not known yet", () => {
    expect(found(staticCredentials, sample("aws:iam/user:User", { name: UNKNOWN }))).to.have.length(1);
  });

  it("names types that the provider has", () => {
    const types = sdkTypes("@pulumi/aws");
    expect(staticCredentials.types?.filter((type) => !types.has(type))).to.eql([]);
  });
});
