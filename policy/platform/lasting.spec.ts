import { expect } from "chai";
import { awsType, type Table } from "../requirement";
import { UNKNOWN, type Value, type Values } from "../rule";
import { found, sample } from "../samples";
import { sdkTypes } from "../sdk";
import { backups, KEPT } from "./backups";
import { AGAINST_DELETION, deletionProtection } from "./deletion-protection";
import { isLasting } from "./environment";

const inEnvironment = (Environment: Value): { provider: Values; protect: boolean } => ({
  provider: { defaultTags: { tags: { Environment } } },
  protect: true,
});
const safe = { deletionProtection: true, backupRetentionPeriod: 35 };
const CLUSTER = "aws:rds/cluster:Cluster";

function missingInputs(table: Table): string[] {
  return Object.entries(table)
    .filter(([token]) => token.startsWith("aws:"))
    .flatMap(([token, requirements]) =>
      requirements
        .filter(({ path }) => !sdkTypes("@pulumi/aws").get(token)?.inputs.includes(path.replaceAll("?", "")))
        .map(({ path }) => `${token} ${path}`),
    );
}

describe("rule deletion-protection", () => {
  it("passes what is protected, and what need not last", () => {
    expect(found(deletionProtection, sample(CLUSTER, safe, inEnvironment("production")))).to.be.empty;
    expect(found(deletionProtection, sample(CLUSTER, {}, inEnvironment("development")))).to.be.empty;
  });

  it("refuses what is not, in the environments that last and where none can be told", () => {
    const bare = { ...inEnvironment("dr"), protect: false };
    expect(found(deletionProtection, sample(CLUSTER, { skipFinalSnapshot: true }, bare))).to.eql([
      "deletionProtection: Set deletionProtection of thing to true; it is not set.",
      "skipFinalSnapshot: Set skipFinalSnapshot of thing to false; it is true.",
      "protect: Set the resource option protect of thing to true; it is false.",
    ]);
    expect(found(deletionProtection, sample("aws:kms/key:Key", {}))).to.have.length(1);
    expect(found(deletionProtection, sample("eks:index:Cluster", {}))).to.have.length(1);
    expect(
      found(deletionProtection, sample(CLUSTER, {}, inEnvironment("staging")), { passing: ["development"] }),
    ).to.not.be.empty;
  });

  it("says what is not known yet", () => {
    expect(found(deletionProtection, sample(CLUSTER, {}, inEnvironment(UNKNOWN)))).to.eql([
      "provider.defaultTags is not known yet",
    ]);
    const unknown: Values = { deletionProtection: UNKNOWN };
    expect(found(deletionProtection, sample(CLUSTER, unknown, inEnvironment("production")))).to.eql([
      "deletionProtection is not known yet",
    ]);
    expect(found(deletionProtection, sample(CLUSTER, safe, inEnvironment(UNKNOWN)))).to.be.empty;
  });

  it("uses every deletion protection that the provider has for data", () => {
    const OTHER = [
      "bedrock/AgentDataSource",
      "cloudwatch/LogGroup",
      "pinpoint/Smsvoicev2PhoneNumber",
      "pinpoint/Smsvoicev2Pool",
      "pinpoint/Smsvoicev2SenderId",
      "verifiedpermissions/PolicyStore",
    ].map(awsType);
    const open = [...sdkTypes("@pulumi/aws").values()].flatMap(({ token, inputs }) => {
      const known = (AGAINST_DELETION[token] ?? []).map(({ path }) => path.replaceAll("?", ""));
      return inputs
        .filter((path) => /(^|\.)(deletionProtection(Enabled)?|deleteProtection|skipFinal\w+)$/.test(path))
        .filter((path) => !known.includes(path) && !OTHER.includes(token))
        .map((path) => `${token} ${path}`);
    });
    // A scratch file system that other rules do not keep either.
    expect(open).to.eql(["aws:fsx/lustreFileSystem:LustreFileSystem skipFinalBackup"]);
    expect(missingInputs(AGAINST_DELETION)).to.eql([]);
  });
});

describe("rule backups-kept", () => {
  it("passes a week or more, replicas, and what need not last", () => {
    expect(found(backups, sample(CLUSTER, safe, inEnvironment("production")))).to.be.empty;
    expect(found(backups, sample("aws:rds/instance:Instance", { replicateSourceDb: "a" }))).to.be.empty;
    expect(found(backups, sample(CLUSTER, {}, inEnvironment("development")))).to.be.empty;
  });

  it("refuses less, and none", () => {
    expect(found(backups, sample(CLUSTER, { backupRetentionPeriod: 1 }, inEnvironment("production")))).to.eql(
      ["backupRetentionPeriod: Set backupRetentionPeriod of thing to 7 or more; it is 1."],
    );
    expect(found(backups, sample("aws:dynamodb/table:Table", {}))).to.have.length(1);
  });

  it("says what is not known yet", () => {
    const unknown: Values = { backupRetentionPeriod: UNKNOWN };
    expect(found(backups, sample(CLUSTER, unknown))).to.eql(["backupRetentionPeriod is not known yet"]);
    expect(found(backups, sample(CLUSTER, {}, inEnvironment(UNKNOWN)))).to.eql([
      "provider.defaultTags is not known yet",
    ]);
  });

  it("requires nothing of an input that the provider does not have", () => {
    expect(missingInputs(KEPT)).to.eql([]);
  });
});

describe("isLasting", () => {
  it("reads the provider's tags as data, and as the JSON text of the engine", () => {
    const text = { provider: { defaultTags: JSON.stringify({ tags: { Environment: "development" } }) } };
    expect(isLasting(sample(CLUSTER, {}, text))).to.equal(false);
    expect(isLasting(sample(CLUSTER, {}, inEnvironment("production")))).to.equal(true);
    expect(isLasting(sample(CLUSTER, {}))).to.equal(true);
    const urn = "urn:pulumi:staging::project::eks:index:Cluster::cluster";
    expect(isLasting(sample("eks:index:Cluster", {}, { urn }))).to.equal(false);
    expect(isLasting(sample(CLUSTER, {}, { provider: { defaultTags: "{" } }))).to.equal(true);
    expect(isLasting(sample(CLUSTER, {}, { provider: { defaultTags: UNKNOWN } }))).to.equal(UNKNOWN);
  });
});
