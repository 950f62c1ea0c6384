import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { openIngress as rule } from "./open-ingress";

const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const OLD = "aws:ec2/securityGroupRule:SecurityGroupRule";
const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" };

describe("rule no-open-ingress", () => {
  it("passes the web's ports, and others from known networks", () => {
    expect(found(rule, sample(RULE, https))).to.be.empty;
    expect(found(rule, sample(RULE, { ...https, fromPort: 22, toPort: 22, cidrIpv4: "10.0.0.0/16" }))).to.be
      .empty;
    const outbound = { type: "egress", protocol: "-1", cidrBlocks: ["0.0.0.0/0"] };
    expect(found(rule, sample(OLD, outbound))).to.be.empty;
  });

  it("refuses other ports, ranges and protocols from everywhere", () => {
    expect(found(rule, sample(RULE, { ...https, fromPort: 22, toPort: 22 }))).to.eql([
      "cidrIpv4: Replace 0.0.0.0/0 in cidrIpv4 of thing by the network or group that needs ports 22 to 22; the internet may have 80 and 443 only.",
    ]);
    for (const bad of [
      { ...https, fromPort: 80, toPort: 443 },
      { ...https, ipProtocol: "udp" },
      { ipProtocol: "-1", cidrIpv6: "::/0" },
      { ...https, fromPort: 22, toPort: 22, cidrIpv4: "128.0.0.0/1" },
    ])
      expect(found(rule, sample(RULE, bad))).to.have.length(1);
  });

  it("reads all three ways of writing a rule", () => {
    const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] };
    expect(
      found(rule, sample(GROUP, { ingress: [{ ...ssh, cidrBlocks: ["10.0.0.0/8"] }, ssh] }))[0],
    ).to.match(/^ingress\[1\]\.cidrBlocks: Replace/);
    expect(found(rule, sample(OLD, { type: "ingress", ...ssh }))).to.have.length(1);
  });

  it("leaves to the provider what is no rule at all", () => {
    for (const ingress of [{ protocol: "tcp" }, "tcp", [null, "tcp", 3]])
      expect(found(rule, sample(GROUP, { ingress }))).to.be.empty;
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    expect(found(rule, sample(RULE, { ...https, fromPort: 22, cidrIpv4: UNKNOWN }))).to.eql([
      "cidrIpv4 is not known yet",
    ]);
    expect(found(rule, sample(RULE, { ...https, fromPort: UNKNOWN }))).to.eql(["fromPort is not known yet"]);
    const both: Values = { ipProtocol: "-1", cidrIpv4: UNKNOWN, cidrIpv6: "::/0" };
    expect(found(rule, sample(RULE, both))).to.have.length(2);
    const list: Values = { ingress: [UNKNOWN, { protocol: "-1", cidrBlocks: [UNKNOWN] }] };
    expect(found(rule, sample(GROUP, list))).to.eql([
      "ingress[0] is not known yet",
      "ingress[1].cidrBlocks[0] is not known yet",
    ]);
    expect(found(rule, sample(OLD, { type: UNKNOWN }))).to.eql(["type is not known yet"]);
  });
});
