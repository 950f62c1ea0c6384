import { expect } from "chai";
import { UNKNOWN, type Value, type Values } from "../rule";
import { found, sample } from "../samples";
import { eksAccess } from "./eks-access";
import { eksEndpoint } from "./eks-endpoint";
import { eksLogging } from "./eks-logging";

const AWS = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";

describe("rule eks-private-endpoint", () => {
  const component = (inputs: Values) => found(eksEndpoint, sample(COMPONENT, inputs));
  const resource = (vpcConfig: Value) => found(eksEndpoint, sample(AWS, { vpcConfig }));
  const closed: Values = { endpointPrivateAccess: true, endpointPublicAccess: false };

  it("passes a closed endpoint, and one limited to stated addresses", () => {
    expect(component(closed)).to.be.empty;
    expect(resource(closed)).to.be.empty;
    expect(component({ ...closed, endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.4/32"] })).to.be
      .empty;
  });

  it("refuses an open one, which is the default", () => {
    expect(component({})).to.have.length(2);
    expect(component({ endpointPrivateAccess: true, publicAccessCidrs: ["0.0.0.0/0"] })).to.eql([
      "publicAccessCidrs: Limit publicAccessCidrs of thing to stated addresses, or close the public endpoint; it is 0.0.0.0/0.",
    ]);
    for (const range of ["::/0", "128.0.0.0/1"])
      expect(component({ endpointPrivateAccess: true, publicAccessCidrs: [range] }), range).to.have.length(1);
    expect(resource({ endpointPublicAccess: false })).to.eql([
      "vpcConfig.endpointPrivateAccess: Set vpcConfig.endpointPrivateAccess of thing to true; it is not set.",
    ]);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    expect(resource(UNKNOWN)).to.eql(["vpcConfig is not known yet"]);
    expect(component({ endpointPrivateAccess: UNKNOWN, endpointPublicAccess: true })).to.have.length(2);
    expect(component({ ...closed, endpointPublicAccess: UNKNOWN })).to.eql([
      "endpointPublicAccess is not known yet",
    ]);
    expect(component({ ...closed, endpointPublicAccess: true, publicAccessCidrs: UNKNOWN })).to.eql([
      "publicAccessCidrs is not known yet",
    ]);
    expect(component({ ...closed, endpointPublicAccess: true, publicAccessCidrs: [UNKNOWN] })).to.eql([
      "publicAccessCidrs[0] is not known yet",
    ]);
  });
});

describe("rule eks-control-plane-logging", () => {
  const LOGS = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
  const judged = (enabledClusterLogTypes: Value) =>
    found(eksLogging, sample(COMPONENT, { enabledClusterLogTypes }));

  it("passes all five, in any order", () => {
    expect(judged(LOGS.toReversed())).to.be.empty;
  });

  it("names those that are missing", () => {
    expect(judged(["api", "audit"])).to.eql([
      "enabledClusterLogTypes: Add authenticator, controllerManager, scheduler to enabledClusterLogTypes of thing; it is api, audit.",
    ]);
    expect(judged(undefined)).to.have.length(1);
  });

  it("says what is not known yet, when that can make up for what is missing", () => {
    expect(judged(UNKNOWN)).to.eql(["enabledClusterLogTypes is not known yet"]);
    expect(judged([...LOGS.slice(1), UNKNOWN])).to.eql(["enabledClusterLogTypes[4] is not known yet"]);
    expect(judged(["api", UNKNOWN])[0]).to.contain("Add audit");
  });

  it("remediates by keeping all five", () => {
    expect(eksLogging.remediate?.(sample(AWS, { name: "a" }))).to.eql({
      name: "a",
      enabledClusterLogTypes: LOGS,
    });
    expect(eksLogging.remediate?.(sample(AWS, { enabledClusterLogTypes: LOGS }))).to.equal(undefined);
    expect(eksLogging.remediate?.(sample(AWS, { enabledClusterLogTypes: UNKNOWN }))).to.equal(undefined);
  });
});

describe("rule eks-access-entries", () => {
  it("passes access entries only", () => {
    expect(found(eksAccess, sample(COMPONENT, { authenticationMode: "API" }))).to.be.empty;
    const accessConfig = { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false };
    expect(found(eksAccess, sample(AWS, { accessConfig }))).to.be.empty;
  });

  it("refuses the config map, and a creator who stays administrator", () => {
    expect(found(eksAccess, sample(COMPONENT, { authenticationMode: "API_AND_CONFIG_MAP" }))).to.eql([
      "authenticationMode: Set authenticationMode of thing to API; it is API_AND_CONFIG_MAP.",
    ]);
    expect(found(eksAccess, sample(AWS, {}))).to.have.length(2);
  });

  it("says what is not known yet", () => {
    expect(found(eksAccess, sample(AWS, { accessConfig: UNKNOWN }))).to.eql([
      "accessConfig is not known yet",
    ]);
  });
});
