import { expect } from "chai";
import { endpointPolicy, GATEWAY_SERVICES, INTERFACE_SERVICES } from "./endpoint-policies";

const account = "123456789012";
const LIMIT = 20480;
const OPEN_BY_DESIGN = ["ec2messages", "ssmmessages", "eks-auth"];

describe("endpointPolicy", () => {
  for (const service of [...GATEWAY_SERVICES, ...INTERFACE_SERVICES]) {
    if (OPEN_BY_DESIGN.includes(service)) {
      it(`keeps AWS's own policy for ${service}`, () => {
        expect(endpointPolicy(service, account)).to.equal(undefined);
      });
      continue;
    }

    it(`lets only principals of the account use ${service} in full`, () => {
      const policy = endpointPolicy(service, account);
      const [ours, services, ...exceptions] = policy?.Statement ?? [];
      expect(ours?.Condition).to.deep.equal({ StringEquals: { "aws:PrincipalAccount": account } });
      expect(services?.Condition).to.deep.equal({ Bool: { "aws:PrincipalIsAWSService": "true" } });
      for (const { Action } of exceptions) expect([Action].flat().join()).not.to.contain("*");
    });

    it(`speaks of ${service}'s own actions, within EC2's length`, () => {
      const policy = endpointPolicy(service, account);
      expect(policy?.Statement[0]?.Action).to.equal(`${service.replace(/\..*/, "")}:*`);
      expect(JSON.stringify(policy).length).to.be.at.most(LIMIT);
    });
  }

  it("lets images and packages be read from others' buckets, but nothing be written there by strangers", () => {
    const read = endpointPolicy("s3", account)?.Statement.find(({ Sid }) => Sid === "ReadFromOthersBuckets");
    expect(read?.Action).to.deep.equal(["s3:GetObject", "s3:GetObjectVersion"]);
    expect(read?.Condition).to.equal(undefined);
  });

  it("lets web identities assume roles of the account only", () => {
    const assume = endpointPolicy("sts", account)?.Statement.at(-1);
    expect(assume?.Action).to.deep.equal(["sts:AssumeRoleWithWebIdentity"]);
    expect(assume?.Condition).to.deep.equal({ StringEquals: { "aws:ResourceAccount": account } });
  });
});
