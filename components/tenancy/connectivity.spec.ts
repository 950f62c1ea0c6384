import { expect } from "chai";
import { Connectivity, type NetworkPolicyObject, type Party } from "./connectivity";

type Spec = NetworkPolicyObject["spec"];

const pod = (namespace: string, app: string, address = "100.64.0.9"): Party => ({
  address,
  pod: { namespace, labels: { app } },
});
const outside = (address: string): Party => ({ address });
const http = { protocol: "TCP", port: 80 };

const NAMESPACES = new Map([
  ["red", { team: "red" }],
  ["blue", { team: "blue" }],
]);

/** The answers of one policy in namespace `red`. */
const under = (...specs: Spec[]) =>
  new Connectivity(
    NAMESPACES,
    specs.map((spec, index) => ({ metadata: { name: `policy-${index}`, namespace: "red" }, spec })),
  );

const web = pod("red", "web");
const other = pod("red", "other", "100.64.0.10");
const blue = pod("blue", "web", "100.64.0.11");

describe("connectivity", () => {
  it("leaves a pod open that no policy selects", () => {
    const none = under({ podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Ingress"] });
    expect(none.allows(blue, other, http)).to.be.true;
    expect(none.allows(web, blue, http)).to.be.true;
  });

  it("closes what a policy without rules selects, in its directions only", () => {
    const ingress = under({ podSelector: {}, policyTypes: ["Ingress"] });
    expect(ingress.allows(blue, web, http)).to.be.false;
    expect(ingress.allows(web, blue, http)).to.be.true;
    const egress = under({ podSelector: {}, policyTypes: ["Egress"] });
    expect(egress.allows(web, blue, http)).to.be.false;
    expect(egress.allows(blue, web, http)).to.be.true;
  });

  it("takes ingress, and egress where it has rules, for the types that a policy leaves out", () => {
    expect(under({ podSelector: {} }).allows(blue, web, http)).to.be.false;
    expect(under({ podSelector: {} }).allows(web, blue, http)).to.be.true;
    expect(under({ podSelector: {}, egress: [{ ports: [{ port: 443 }] }] }).allows(web, blue, http)).to.be
      .false;
  });

  it("reads a rule without peers as everybody and one without ports as every port", () => {
    const everybody = under({
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ ports: [{ port: 80 }] }],
    });
    expect(everybody.allows(outside("203.0.113.5"), web, http)).to.be.true;
    expect(everybody.allows(blue, web, { protocol: "TCP", port: 81 })).to.be.false;
    const empty = under({
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [], ports: [{ port: 80 }] }],
    });
    expect(empty.allows(blue, web, http)).to.be.true;
    const ports = under({
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ podSelector: {} }] }],
    });
    expect(ports.allows(other, web, { protocol: "SCTP", port: 7 })).to.be.true;
  });

  it("keeps a pod selector without namespace selector within the policy's namespace", () => {
    const near = under({
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: "web" } } }] }],
    });
    expect(near.allows(web, other, http)).to.be.true;
    expect(near.allows(blue, other, http)).to.be.false;
  });

  it("wants both selectors of one peer, but any of several peers", () => {
    const blueWeb = {
      namespaceSelector: { matchLabels: { team: "blue" } },
      podSelector: { matchLabels: { app: "web" } },
    };
    const both = under({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [blueWeb] }] });
    expect(both.allows(blue, web, http)).to.be.true;
    expect(both.allows(pod("blue", "other"), web, http)).to.be.false;
    expect(both.allows(web, other, http)).to.be.false;
    const { namespaceSelector, podSelector } = blueWeb;
    const either = under({
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ namespaceSelector }, { podSelector }] }],
    });
    expect(either.allows(pod("blue", "other"), web, http)).to.be.true;
    expect(either.allows(web, other, http)).to.be.true;
  });

  it("knows namespaces by the name label that the API server sets", () => {
    const named = under({
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "blue" } } }] },
      ],
    });
    expect(named.allows(blue, web, http)).to.be.true;
    expect(named.allows(other, web, http)).to.be.false;
  });

  it("judges selector expressions", () => {
    const expression = (operator: string, values: string[] = []) =>
      under({
        podSelector: {},
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: "app", operator, values }] } }] }],
      }).allows(web, other, http);
    expect(expression("In", ["web"])).to.be.true;
    expect(expression("In", ["api"])).to.be.false;
    expect(expression("NotIn", ["api"])).to.be.true;
    expect(expression("NotIn", ["web"])).to.be.false;
    expect(expression("Exists")).to.be.true;
    expect(expression("DoesNotExist")).to.be.false;
    expect(() => expression("Near")).to.throw("selector operator Near is unknown");
  });

  it("takes a block without its exceptions", () => {
    const block = under({
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }] }],
    });
    expect(block.allows(web, outside("10.2.3.4"), http)).to.be.true;
    expect(block.allows(web, outside("10.1.3.4"), http)).to.be.false;
    expect(block.allows(web, outside("11.0.0.1"), http)).to.be.false;
  });

  it("judges protocol, port, port ranges, and takes TCP where none is named", () => {
    const ports = (
      list: { protocol?: string; port?: number; endPort?: number }[],
      protocol: string,
      port: number,
    ) =>
      under({ podSelector: {}, policyTypes: ["Egress"], egress: [{ ports: list }] }).allows(web, blue, {
        protocol,
        port,
      });
    expect(ports([{ port: 80 }], "TCP", 80)).to.be.true;
    expect(ports([{ port: 80 }], "UDP", 80)).to.be.false;
    expect(ports([{ protocol: "UDP", port: 53 }], "UDP", 53)).to.be.true;
    expect(ports([{ port: 80, endPort: 90 }], "TCP", 90)).to.be.true;
    expect(ports([{ port: 80, endPort: 90 }], "TCP", 91)).to.be.false;
    expect(ports([{ protocol: "UDP" }], "UDP", 9)).to.be.true;
  });

  it("refuses to guess named ports", () => {
    const named = under({
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ ports: [{ port: "http" }] }],
    });
    expect(() => named.allows(web, blue, http)).to.throw("named port http");
  });

  it("adds policies up and wants both ends to agree", () => {
    const added = under(
      { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      {
        podSelector: { matchLabels: { app: "web" } },
        policyTypes: ["Egress"],
        egress: [{ to: [{ podSelector: { matchLabels: { app: "other" } } }] }],
      },
    );
    expect(added.allows(web, other, http), "the receiver is closed").to.be.false;
    expect(added.allows(web, blue, http), "the sender may not").to.be.false;
  });
});
