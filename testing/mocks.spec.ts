import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { mocked, valueOf } from "./mocks";

class Foreign extends pulumi.CustomResource {}

describe("mocked", () => {
  it("records resources with resolved inputs, in order of registration", async () => {
    const { world, result } = await mocked(() => {
      const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
      return new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: pulumi.secret("10.0.1.0/24") });
    });
    expect(world.one("aws:ec2/subnet:Subnet", "a").inputs).to.deep.equal({
      vpcId: "main-id",
      cidrBlock: "10.0.1.0/24",
    });
    expect(world.one("aws:ec2/subnet:Subnet", "a").secretKeys).to.deep.equal(["cidrBlock"]);
    expect(await valueOf(result.id)).to.equal("a-id");
  });

  it("throws on a token that nobody expects", async () => {
    const failed = await mocked(() => new Foreign("gcp:compute:Network", "x", {})).catch((e: unknown) => e);
    expect(String(failed)).to.contain("gcp:compute:Network");
  });

  it("throws on a lookup without an answer", async () => {
    const failed = await mocked(() => valueOf(aws.getCallerIdentityOutput().accountId)).catch(
      (e: unknown) => e,
    );
    expect(String(failed)).to.contain("aws:index/getCallerIdentity:getCallerIdentity");
  });
});
