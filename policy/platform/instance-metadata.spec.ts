import { expect } from "chai";
import { UNKNOWN, type Value } from "../rule";
import { found, sample } from "../samples";
import { instanceMetadata as rule } from "./instance-metadata";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const judged = (metadataOptions: Value) => found(rule, sample(TEMPLATE, { metadataOptions }));

describe("rule instance-metadata-v2", () => {
  it("passes tokens within one hop", () => {
    expect(judged({ httpTokens: "required", httpPutResponseHopLimit: 1 })).to.be.empty;
    expect(judged({ httpTokens: "required" })).to.be.empty;
  });

  it("refuses no tokens, and more hops", () => {
    expect(judged(undefined)).to.eql([
      "metadataOptions.httpTokens: Set metadataOptions.httpTokens of thing to required; it is not set.",
    ]);
    expect(judged({ httpTokens: "optional", httpPutResponseHopLimit: 2 })).to.have.length(2);
  });

  it("says what is not known yet once, and still judges its neighbours", () => {
    expect(judged(UNKNOWN)).to.eql(["metadataOptions is not known yet"]);
    expect(judged({ httpTokens: UNKNOWN, httpPutResponseHopLimit: 2 })).to.eql([
      "metadataOptions.httpTokens is not known yet",
      "metadataOptions.httpPutResponseHopLimit: Set metadataOptions.httpPutResponseHopLimit of thing to 1; it is 2.",
    ]);
  });

  it("wants a launch template of ours for every node group, and makes none up", () => {
    const group = (launchTemplate: Value) =>
      sample("aws:eks/nodeGroup:NodeGroup", { clusterName: "c", launchTemplate });
    expect(found(rule, group({ id: "lt-1", version: "1" }))).to.be.empty;
    expect(found(rule, group(undefined))).to.eql([
      "launchTemplate: Set launchTemplate of thing to a launch template of ours.",
    ]);
    expect(found(rule, group(UNKNOWN))).to.eql(["launchTemplate is not known yet"]);
    expect(rule.remediate?.(group(undefined))).to.equal(undefined);
  });

  it("remediates by requiring tokens", () => {
    const remediated = (metadataOptions: Value) =>
      rule.remediate?.(sample(TEMPLATE, { imageId: "a", metadataOptions }));
    expect(remediated({ httpEndpoint: "enabled" })).to.eql({
      imageId: "a",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required" },
    });
    expect(remediated({ httpTokens: "required" })).to.equal(undefined);
    expect(remediated({ httpTokens: UNKNOWN })).to.equal(undefined);
    expect(remediated(UNKNOWN)).to.equal(undefined);
    const defaults = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";
    expect(rule.remediate?.(sample(defaults, {}))).to.eql({ httpTokens: "required" });
  });
});
