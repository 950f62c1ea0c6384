import { expect } from "chai";
import { awsType } from "../requirement";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { sdkTypes } from "../sdk";
import { noPublicAccess as rule, NOT_PUBLIC } from "./no-public-access";

const judged = (short: string, inputs: Values) => found(rule, sample(awsType(short), inputs));

describe("rule no-public-access", () => {
  it("passes what is private, by itself or because it is said", () => {
    expect(judged("rds/Instance", {})).to.be.empty;
    expect(judged("redshift/Cluster", { publiclyAccessible: false })).to.be.empty;
    expect(judged("opensearch/Domain", { vpcOptions: { subnetIds: ["a"] } })).to.be.empty;
    expect(judged("rds/Snapshot", { sharedAccounts: ["111122223333"] })).to.be.empty;
  });

  it("refuses what is public, by itself or because it is said", () => {
    expect(judged("rds/Instance", { publiclyAccessible: true })).to.eql([
      "publiclyAccessible: Set publiclyAccessible of thing to false; it is true.",
    ]);
    expect(judged("redshift/Cluster", {})).to.have.length(1);
    expect(judged("opensearch/Domain", {})).to.have.length(1);
    expect(judged("s3/BucketAcl", { acl: "public-read" })).to.have.length(1);
    expect(judged("rds/Snapshot", { sharedAccounts: ["all"] })).to.have.length(1);
    expect(judged("ec2/AmiLaunchPermission", { group: "all" })).to.have.length(1);
    const networkInterfaces = [{}, { associatePublicIpAddress: "true" }];
    expect(judged("ec2/LaunchTemplate", { networkInterfaces })[0]).to.match(/^networkInterfaces\[1\]/);
  });

  it("says what is not known yet", () => {
    expect(judged("rds/Instance", { publiclyAccessible: UNKNOWN })).to.eql([
      "publiclyAccessible is not known yet",
    ]);
    expect(judged("ec2/LaunchTemplate", { networkInterfaces: UNKNOWN })).to.eql([
      "networkInterfaces is not known yet",
    ]);
  });

  it("looks at every input of the provider that makes something public", () => {
    const elsewhere = new Map([
      ["aws:eks/cluster:Cluster", "eks-private-endpoint judges it"],
      ["aws:s3/accessPoint:AccessPoint", "bucket-public-access-block judges it"],
      ["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "bucket-public-access-block judges it"],
      ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "bucket-public-access-block judges it"],
      ["aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint", "bucket-public-access-block judges it"],
      ["aws:ec2/vpcIpamPool:VpcIpamPool", "a range of addresses holds no data"],
      ["aws:imagebuilder/lifecyclePolicy:LifecyclePolicy", "chooses among images that exist"],
    ]);
    const open = [...sdkTypes("@pulumi/aws").values()].flatMap(({ token, inputs }) => {
      const paths = inputs.filter((path) =>
        /(^|\.)(publicly\w+|publicAccess\w*|assignPublicIp|associatePublicIp\w*|isPublic\w*|mapPublicIp\w*|blockPublic\w*|directInternetAccess)$/.test(
          path,
        ),
      );
      const known = (NOT_PUBLIC[token] ?? []).map(({ path }) => path.replaceAll("?", ""));
      const left = paths.filter((path) => !known.some((one) => one.startsWith(path)));
      return elsewhere.has(token) ? [] : left.map((path) => `${token} ${path}`);
    });
    expect(open).to.eql([]);
  });

  it("requires nothing of an input that the provider does not have", () => {
    const missing = Object.entries(NOT_PUBLIC).flatMap(([token, requirements]) =>
      requirements
        .filter(({ path }) => !sdkTypes("@pulumi/aws").get(token)?.inputs.includes(path.replaceAll("?", "")))
        .map(({ path }) => `${token} ${path}`),
    );
    expect(missing).to.eql([]);
  });
});
