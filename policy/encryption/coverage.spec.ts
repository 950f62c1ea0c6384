import { expect } from "chai";
import { AT_REST } from "./at-rest.table";
import { isEncryptionLike } from "./encryption-like";
import { IN_TRANSIT } from "./in-transit.table";
import { KEYS } from "./keys.table";
import { awsType, merged } from "../requirement";
import { sdkTypes } from "../sdk";
import { WAIVERS } from "./waivers";

const TABLE = merged(AT_REST, KEYS, IN_TRANSIT);
/** Types that a rule of its own judges, and the inputs that it reads. */
const OWN_RULES: Readonly<Record<string, readonly string[]>> = {
  "aws:eks/cluster:Cluster": ["encryptionConfig.provider.keyArn"],
  "aws:kms/key:Key": ["enableKeyRotation", "rotationPeriodInDays", "customerMasterKeySpec", "xksKeyId"],
  "aws:secretsmanager/secretRotation:SecretRotation": ["rotationEnabled"],
};

const bare = (path: string): string => path.replaceAll(/\[\]|\?/g, "");

/** What is encryption-like in each type of the installed provider, by token. */
function encryptionLike(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { token, inputs } of sdkTypes("@pulumi/aws").values()) {
    const like = [...new Set(inputs.filter(isEncryptionLike).map(bare))];
    if (like.length > 0) found.set(token, like);
  }
  return found;
}

/** A block is judged by its inputs, and what is within a judged or waived block with it. */
const within = (path: string, other: string): boolean =>
  path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);

function judgedPaths(token: string): string[] {
  return [...(TABLE[token] ?? []).map(({ path }) => bare(path)), ...(OWN_RULES[token] ?? [])];
}

/** The waivers that excuse an input, as keys that tell them apart. */
function waiversFor(token: string, path: string): string[] {
  return WAIVERS.flatMap(({ inputs = [], types = [], places = [] }) => [
    ...inputs.filter((input) => path.split(".").includes(input)),
    ...types.filter((type) => awsType(type) === token),
    ...places
      .filter(([type, place]) => awsType(type) === token && (path === place || path.startsWith(`${place}.`)))
      .map(([type, place]) => `${type} ${place}`),
  ]);
}

describe("coverage of the AWS provider's encryption", () => {
  const types = sdkTypes("@pulumi/aws");
  const like = encryptionLike();

  it("finds the provider's resources and their nested inputs", () => {
    expect(types.size).to.be.greaterThan(1700);
    expect(types.get("aws:ec2/launchTemplate:LaunchTemplate")?.inputs).to.include(
      "blockDeviceMappings[].ebs.kmsKeyId",
    );
    expect(like.size).to.be.greaterThan(340);
  });

  it("knows an input that has to do with encryption by its name", () => {
    const some = [
      "a.kmsKeyId",
      "storageEncrypted",
      "sslPolicy",
      "a[].tls",
      "viewerProtocolPolicy",
      "sseAlgorithm",
    ];
    expect(some.filter(isEncryptionLike)).to.eql(some);
    expect(
      ["authorizerResultTtlInSeconds", "vpcSettings", "keyName", "a.kmsKeyId.x"].filter(isEncryptionLike),
    ).to.be.empty;
  });

  it("covers or waives every encryption-like input of every resource type", () => {
    const open = [...like].flatMap(([token, paths]) =>
      paths
        .filter((path) => !judgedPaths(token).some((judged) => within(path, judged)))
        .filter((path) => waiversFor(token, path).length === 0)
        .map((path) => `${token} ${path}`),
    );
    expect(open).to.eql([]);
  });

  it("requires nothing of an input that the provider does not have", () => {
    const missing = Object.entries(TABLE)
      .filter(([token]) => token.startsWith("aws:"))
      .flatMap(([token, requirements]) => {
        const inputs = new Set(types.get(token)?.inputs);
        const paths = requirements.flatMap(({ path, when = [] }) => [path, ...when.map((one) => one.path)]);
        return paths
          .filter((path) => !inputs.has(path.replaceAll("?", "")))
          .map((path) => `${token} ${path}`);
      });
    expect(missing).to.eql([]);
  });

  it("waives nothing that is not there, and says why it waives", () => {
    const used = new Set(
      [...like].flatMap(([token, paths]) => paths.flatMap((path) => waiversFor(token, path))),
    );
    const stale = WAIVERS.flatMap(({ inputs = [], types = [], places = [] }) =>
      [...inputs, ...types, ...places.map(([type, place]) => `${type} ${place}`)].filter(
        (key) => !used.has(key),
      ),
    );
    expect(stale).to.eql([]);
    for (const { reason } of WAIVERS) expect(reason).to.match(/^[A-Z].{30,}\.$/);
  });

  it("waives no type that it also judges", () => {
    const both = WAIVERS.flatMap(({ types = [] }) => types).filter(
      (type) => judgedPaths(awsType(type)).length > 0,
    );
    expect(both).to.eql([]);
  });
});
