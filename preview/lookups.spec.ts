import { expect } from "chai";
import { callMethod, lookUp, sceneOf } from "./lookups";
import { UNKNOWN } from "./values";

const scene = { region: "us-west-2", account: "111111111111" };

describe("recorded answers", () => {
  it("come from the region and account that the provider is configured for", () => {
    const provider = { region: "us-east-1", allowedAccountIds: '["111111111111"]' };
    expect(sceneOf({}, provider)).to.deep.equal({ region: "us-east-1", account: "111111111111" });
    expect(sceneOf({ region: "eu-west-1" }, provider).region).to.equal("eu-west-1");
    expect(lookUp("aws:index/getCallerIdentity:getCallerIdentity", {}, scene)).to.include({
      accountId: "111111111111",
      userId: UNKNOWN,
    });
    expect(lookUp("aws:index/getRegion:getRegion", {}, scene)).to.include({ region: "us-west-2" });
    expect(lookUp("aws:index/getPartition:getPartition", {}, { ...scene, region: "cn-north-1" })).to.include({
      partition: "aws-cn",
    });
    expect(lookUp("aws:index/getAvailabilityZones:getAvailabilityZones", {}, scene).names).to.deep.equal([
      "us-west-2a",
      "us-west-2b",
      "us-west-2c",
      "us-west-2d",
    ]);
  });

  it("give the add-on version of the Kubernetes version", () => {
    const ask = (addonName: string, kubernetesVersion: string): unknown =>
      lookUp("aws:eks/getAddonVersion:getAddonVersion", { addonName, kubernetesVersion }, scene).version;
    expect(ask("kube-proxy", "1.34")).to.match(/^v1\.34\./);
    expect(ask("kube-proxy", "1.35")).to.match(/^v1\.35\./);
    expect(() => ask("unheard-of", "1.35")).to.throw(
      /no version of the add-on "unheard-of" is recorded; recorded are: /,
    );
  });

  it("fail on what is not recorded, with the token and where to add it", () => {
    expect(() => lookUp("aws:x/y:y", {}, scene)).to.throw(
      /"aws:x\/y:y".*add it to LOOKUPS in preview\/lookups\.ts/,
    );
    expect(() => callMethod("a:b:C/d")).to.throw(/"a:b:C\/d".*METHODS in preview\/lookups\.ts/);
    expect(callMethod("eks:index:Cluster/getKubeconfig")).to.deep.equal({ result: UNKNOWN });
  });
});
