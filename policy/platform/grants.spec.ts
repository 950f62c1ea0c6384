import { expect } from "chai";
import { awsType } from "../requirement";
import { UNKNOWN, type Value, type Values } from "../rule";
import { found, sample } from "../samples";
import { sdkTypes } from "../sdk";
import { everyone } from "./everyone";
import { documentPaths, GRANTING } from "./granting";
import { hasNoResourceLevel } from "./no-resource-level";
import { wildcardAction } from "./wildcard-action";
import { wildcardResource } from "./wildcard-resource";

const json = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const identity = (policy: Value) => sample("aws:iam/policy:Policy", { policy }, { name: "reader" });
const onKey = (policy: Value) => sample("aws:kms/key:Key", { policy }, { name: "logs" });
const read = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::logs/*" };

describe("rule no-wildcard-action", () => {
  const judged = (...statements: object[]) => found(wildcardAction, identity(json(...statements)));

  it("passes named actions, and denials of anything", () => {
    expect(judged(read, { Effect: "Deny", Action: "*", Resource: "*" })).to.be.empty;
    for (const Action of ["ec2:Describe*", "s3:ListBucket*"])
      expect(judged({ ...read, Action }), Action).to.be.empty;
  });

  it("refuses all of a service, of all services, and NotAction", () => {
    expect(judged({ ...read, Sid: "All", Action: ["s3:GetObject", "s3:*"] })).to.eql([
      "policy.Statement[0].Action[1]: Replace s3:* in statement All of reader by the actions that are needed.",
    ]);
    for (const Action of [
      "*",
      "*:*",
      "iam:*",
      "*:GetObject",
      "s?:Get",
      "s3:P*",
      "secretsmanager:Get*",
      "iam:*List*",
    ])
      expect(judged({ ...read, Action }), Action).to.have.length(1);
    expect(judged({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })).to.have.length(1);
  });

  it("lets an endpoint's policy speak of all actions when a condition says whose", () => {
    const fence = (Condition?: object) =>
      found(
        wildcardAction,
        sample("aws:ec2/vpcEndpoint:VpcEndpoint", {
          policy: json({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*", Condition }),
        }),
      );
    expect(fence({ StringEquals: { "aws:PrincipalAccount": "111122223333" } })).to.be.empty;
    expect(fence()).to.have.length(1);
  });

  it("reads every document of a role", () => {
    const inlinePolicies = [{ policy: json(read) }, { policy: json({ ...read, Action: "*" }) }];
    const role = sample("aws:iam/role:Role", { assumeRolePolicy: json(), inlinePolicies });
    expect(found(wildcardAction, role)[0]).to.match(/^inlinePolicies\[1\]\.policy\.Statement\[0\]\.Action/);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    expect(found(wildcardAction, identity(UNKNOWN))).to.eql(["policy is not known yet"]);
    const partly: Values = { Statement: [UNKNOWN, { ...read, Action: [UNKNOWN, "*"] }] };
    expect(found(wildcardAction, identity(partly)).map((text) => text.slice(0, 40))).to.eql([
      "policy.Statement[0] is not known yet",
      "policy.Statement[1].Action[0] is not kno",
      "policy.Statement[1].Action[1]: Replace *",
    ]);
    const effect: Values = { Statement: [{ ...read, Effect: UNKNOWN, Action: "*" }] };
    expect(found(wildcardAction, identity(effect))).to.eql(["policy.Statement[0].Effect is not known yet"]);
  });
});

describe("rule no-wildcard-resource", () => {
  const judged = (...statements: object[]) => found(wildcardResource, identity(json(...statements)));
  const wide = { ...read, Resource: "*" };

  it("passes named resources, narrowed grants, and what cannot be named", () => {
    expect(judged(read)).to.be.empty;
    expect(judged({ ...wide, Action: ["ec2:DescribeInstances", "sts:GetCallerIdentity"] })).to.be.empty;
    const Condition = { StringEquals: { "aws:ResourceTag/Environment": "production" } };
    expect(judged({ ...wide, Action: "ec2:TerminateInstances", Condition })).to.be.empty;
    expect(judged({ ...wide, Effect: "Deny" })).to.be.empty;
    // In a key's own policy, * is the key.
    expect(found(wildcardResource, onKey(json(wide)))).to.be.empty;
  });

  it("refuses every resource, and every resource but some", () => {
    expect(judged({ ...wide, Sid: "Read", Action: ["sts:GetCallerIdentity", "s3:GetObject"] })).to.eql([
      "policy.Statement[0].Resource: Name the resources of s3:GetObject in statement Read of reader in place of *, or narrow them by a condition.",
    ]);
    expect(
      judged({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::a/*" }),
    ).to.have.length(1);
    const Condition = { Bool: { "aws:SecureTransport": "true" } };
    expect(judged({ ...wide, Condition })).to.have.length(1);
    for (const Resource of [
      "arn:aws:s3:::*",
      "arn:aws:s3:::*/*",
      "arn:aws:ec2:us-west-2:1:*",
      "*:*",
      "arn:*",
    ])
      expect(judged({ ...read, Resource: ["arn:aws:s3:::logs", Resource] }), Resource).to.have.length(1);
    for (const Resource of [
      "arn:aws:iam::1:role/*",
      "arn:aws:logs:us-west-2:1:log-group:*",
      "arn:aws:s3:::logs*",
    ])
      expect(judged({ ...read, Resource }), Resource).to.be.empty;
  });

  it("says what is not known yet", () => {
    expect(found(wildcardResource, identity(UNKNOWN))).to.eql(["policy is not known yet"]);
    const judgedData = (statement: Values) => found(wildcardResource, identity({ Statement: [statement] }));
    expect(judgedData({ ...wide, Condition: UNKNOWN })).to.eql([
      "policy.Statement[0].Condition is not known yet",
    ]);
    expect(judgedData({ ...wide, Action: UNKNOWN })).to.eql(["policy.Statement[0].Action is not known yet"]);
    expect(judgedData({ ...read, Resource: ["a", UNKNOWN] })).to.eql([
      "policy.Statement[0].Resource[1] is not known yet",
    ]);
    expect(judgedData({ ...wide, Effect: UNKNOWN })).to.eql(["policy.Statement[0].Effect is not known yet"]);
  });

  it("knows actions without a resource level whatever their case", () => {
    expect(hasNoResourceLevel("ECR:getauthorizationtoken")).to.equal(true);
    expect(hasNoResourceLevel("ecr:BatchGetImage")).to.equal(false);
  });
});

describe("rule no-grant-to-everyone", () => {
  const judged = (...statements: object[]) => found(everyone, onKey(json(...statements)));
  const use = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:Decrypt",
  };

  it("passes named principals, limited grants, and denials", () => {
    expect(judged(use, { ...use, Principal: { Service: "logs.us-west-2.amazonaws.com" } })).to.be.empty;
    const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-1234" } };
    expect(judged({ ...use, Principal: "*", Condition })).to.be.empty;
    expect(judged({ ...use, Effect: "Deny", Principal: "*" })).to.be.empty;
    expect(found(everyone, sample("aws:lambda/permission:Permission", { principal: "*", sourceArn: "a" }))).to
      .be.empty;
  });

  it("refuses everyone, and everyone but some", () => {
    expect(judged({ ...use, Sid: "Open", Principal: { AWS: ["*"] } })).to.eql([
      "policy.Statement[0].Principal: Name the principals in statement Open of logs in place of *, or limit it by a condition.",
    ]);
    for (const key of ["aws:SecureTransport", "aws:UserAgent", "s3:TlsVersion"])
      expect(judged({ ...use, Principal: "*", Condition: { Any: { [key]: "x" } } }), key).to.have.length(1);
    expect(judged({ ...use, Principal: undefined, NotPrincipal: { AWS: "a" } })).to.have.length(1);
    expect(found(everyone, sample("aws:lambda/permission:Permission", { principal: "*" }))).to.have.length(1);
  });

  it("takes an endpoint's statement for a fence where it narrows anything", () => {
    const fence = (statement: object) =>
      found(everyone, sample("aws:ec2/vpcEndpoint:VpcEndpoint", { policy: json(statement) }));
    expect(fence({ ...use, Principal: "*", Resource: "arn:aws:s3:::amazonlinux-2023-repos/*" })).to.be.empty;
    expect(fence({ ...use, Principal: "*", Resource: "*" })).to.be.empty;
    expect(fence({ ...use, Principal: "*", Resource: "*", Action: "s3:*" })).to.have.length(1);
  });

  it("says what is not known yet", () => {
    expect(found(everyone, onKey(UNKNOWN))).to.eql(["policy is not known yet"]);
    const judgedData = (statement: Values) => found(everyone, onKey({ Statement: [statement] }));
    expect(judgedData({ ...use, Principal: { AWS: [UNKNOWN] } })).to.eql([
      "policy.Statement[0].Principal is not known yet",
    ]);
    expect(judgedData({ ...use, Principal: "*", Condition: UNKNOWN })).to.eql([
      "policy.Statement[0].Condition is not known yet",
    ]);
    expect(judgedData({ ...use, Principal: "*", Condition: { StringEquals: UNKNOWN } })).to.eql([
      "policy.Statement[0].Condition is not known yet",
    ]);
    expect(found(everyone, sample("aws:lambda/permission:Permission", { principal: UNKNOWN }))).to.eql([
      "principal is not known yet",
    ]);
  });
});

describe("policy documents of the provider", () => {
  /** Inputs that look like policy documents and grant nothing to anybody. */
  const OTHER = [
    "cfg/OrganizationCustomPolicyRule",
    "cfg/Rule",
    "cloudformation/Stack",
    "cloudwatch/LogAccountPolicy",
    "cloudwatch/LogDataProtectionPolicy",
    "cloudwatch/LogIndexPolicy",
    "ecr/LifecyclePolicy",
    "iot/PolicyAttachment",
    "lambda/CodeSigningConfig",
    "networkmanager/CoreNetwork",
    "networkmanager/CoreNetworkPolicyAttachment",
    "odb/Network",
    "opensearch/ServerlessAccessPolicy",
    "opensearch/ServerlessLifecyclePolicy",
    "opensearch/ServerlessSecurityPolicy",
    "resiliencehub/ResiliencyPolicy",
    "ses/ReceiptFilter",
    "sns/DataProtectionPolicy",
  ].map(awsType);
  const types = sdkTypes("@pulumi/aws");

  it("are all read", () => {
    const name =
      /(^|\.)(policy|policyDocument|accessPolicy|accessPolicies|assumeRolePolicy|inlinePolicy|resourcePolicy|repositoryPolicy)$/;
    const open = [...types.values()].flatMap(({ token, inputs }) => {
      const read = documentPaths(token).map((path) => path.replaceAll("?", ""));
      return inputs
        .filter((path) => name.test(path) && !read.includes(path) && !OTHER.includes(token))
        .map((path) => `${token} ${path}`);
    });
    expect(open).to.eql([]);
  });

  it("are read where the provider has them", () => {
    const missing = GRANTING.flatMap((token) =>
      documentPaths(token)
        .filter((path) => !types.get(token)?.inputs.includes(path.replaceAll("?", "")))
        .map((path) => `${token} ${path}`),
    );
    expect(missing).to.eql([]);
  });
});
