import { expect } from "chai";
import { nodeBootstrap, podIdentityTrust, secretsKeyUse, serviceTrust, volumesKeyUse } from "./policies";

const KEY = "arn:aws:kms:us-west-2:123456789012:key/volumes";
const CLUSTER = "arn:aws:eks:us-west-2:123456789012:cluster/intelliguard-production";

describe("policies of the cluster's roles", () => {
  const all = [secretsKeyUse(KEY), volumesKeyUse(KEY), nodeBootstrap(CLUSTER)].flatMap(
    ({ Statement }) => Statement,
  );

  it("name every action in full", () => {
    expect(all.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).to.deep.equal([]);
  });

  it("name the resource wherever the API has one", () => {
    const open = all.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action);
    expect(open).to.have.members(["ec2:DescribeInstances", "ec2:DescribeInstanceTypes"]);
  });

  it("let the EBS driver grant the key to AWS resources only", () => {
    const grant = volumesKeyUse(KEY).Statement.find(({ Action }) => Action.includes("kms:CreateGrant"));
    expect(grant?.Condition).to.deep.equal({ Bool: { "kms:GrantIsForAWSResource": "true" } });
    expect(grant?.Action).to.deep.equal(["kms:CreateGrant"]);
  });
});

describe("podIdentityTrust", () => {
  it("is for one service account of one cluster of one account", () => {
    const trust = podIdentityTrust({
      accountId: "123456789012",
      clusterName: "intelliguard-production",
      namespace: "kube-system",
      name: "aws-node",
    });
    expect(trust.Statement).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": "123456789012",
            "aws:RequestTag/eks-cluster-name": "intelliguard-production",
            "aws:RequestTag/kubernetes-namespace": "kube-system",
            "aws:RequestTag/kubernetes-service-account": "aws-node",
          },
        },
      },
    ]);
  });
});

describe("serviceTrust", () => {
  it("has no condition unless given one", () => {
    expect(serviceTrust("ec2.amazonaws.com").Statement[0]).to.deep.equal({
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: ["sts:AssumeRole"],
    });
  });
});
