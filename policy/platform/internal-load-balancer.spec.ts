import { expect } from "chai";
import { UNKNOWN, type Value, type Values } from "../rule";
import { found, sample } from "../samples";
import { internalLoadBalancer as rule } from "./internal-load-balancer";

const balancer = (inputs: Values) => found(rule, sample("aws:lb/loadBalancer:LoadBalancer", inputs));
const service = (annotations: Value, type: Value = "LoadBalancer") =>
  found(
    rule,
    sample("kubernetes:core/v1:Service", {
      metadata: { name: "redis", namespace: "data-processing", annotations },
      spec: { type },
    }),
  );
const SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";

describe("rule internal-load-balancer", () => {
  it("passes internal balancers, and an application load balancer for people", () => {
    expect(balancer({ loadBalancerType: "network", internal: true })).to.be.empty;
    expect(balancer({ loadBalancerType: "application" })).to.be.empty;
    expect(balancer({})).to.be.empty;
    expect(service({ [SCHEME]: "internal" })).to.be.empty;
    expect(service(undefined, "ClusterIP")).to.be.empty;
  });

  it("refuses a network balancer that faces the internet", () => {
    expect(balancer({ loadBalancerType: "network" })).to.eql([
      "internal: Set internal of thing to true; it is not set.",
    ]);
    expect(found(rule, sample("aws:elb/loadBalancer:LoadBalancer", {}))).to.have.length(1);
    expect(service({ [SCHEME]: "internet-facing" })).to.eql([
      `metadata.annotations["${SCHEME}"]: Annotate service data-processing/redis with ${SCHEME}: internal; it is internet-facing.`,
    ]);
  });

  it("says what is not known yet", () => {
    expect(balancer({ loadBalancerType: UNKNOWN })).to.eql(["loadBalancerType is not known yet"]);
    expect(balancer({ loadBalancerType: "network", internal: UNKNOWN })).to.eql([
      "internal is not known yet",
    ]);
    expect(service(UNKNOWN)).to.eql(["metadata.annotations is not known yet"]);
    expect(service({ [SCHEME]: UNKNOWN })).to.have.length(1);
    expect(service({}, UNKNOWN)).to.eql(["spec.type is not known yet"]);
  });
});
