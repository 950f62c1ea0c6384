/** One statement of an IAM policy. */
export interface Statement<S = string> {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: S | readonly S[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** An IAM policy document. */
export interface Policy<S = string> {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement<S>[];
}

/** A trust policy document: who may take on a role. */
export interface TrustPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Effect: "Allow";
    readonly Principal: { readonly Service: string };
    readonly Action: readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  }[];
}

/** Lets an AWS service take on a role. */
export function serviceTrust(
  service: string,
  actions: readonly string[] = ["sts:AssumeRole"],
  condition?: TrustPolicy["Statement"][number]["Condition"],
): TrustPolicy {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: actions } as const;
  return {
    Version: "2012-10-17",
    Statement: [condition === undefined ? statement : { ...statement, Condition: condition }],
  };
}

/** A service account of one cluster. */
export interface ServiceAccount {
  readonly accountId: string;
  readonly clusterName: string;
  readonly namespace: string;
  readonly name: string;
}

/** Lets EKS Pod Identity take on a role for one service account of one cluster, by the tags that it sets on the session. */
export function podIdentityTrust({ accountId, clusterName, namespace, name }: ServiceAccount): TrustPolicy {
  return serviceTrust("pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"], {
    StringEquals: {
      "aws:SourceAccount": accountId,
      "aws:RequestTag/eks-cluster-name": clusterName,
      "aws:RequestTag/kubernetes-namespace": namespace,
      "aws:RequestTag/kubernetes-service-account": name,
    },
  });
}

/** Lets the cluster's role encrypt and decrypt secrets in etcd. */
export function secretsKeyUse<S>(keyArn: S): Policy<S> {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EncryptSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
        Resource: keyArn,
      },
    ],
  };
}

/** Lets the EBS driver make encrypted volumes, also from snapshots, and hand the key to EC2 when it attaches them. */
export function volumesKeyUse<S>(keyArn: S): Policy<S> {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EncryptVolumes",
        Effect: "Allow",
        Action: [
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
        ],
        Resource: keyArn,
      },
      {
        Sid: "GrantToEc2",
        Effect: "Allow",
        Action: ["kms:CreateGrant"],
        Resource: keyArn,
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ],
  };
}

/**
 * What a starting node asks AWS: its own private DNS name, by which Kubernetes knows it, and the cluster. The managed
 * minimal policy lacks these, and a node that may not ask never joins. EC2's describe calls have no resource level.
 */
export function nodeBootstrap(clusterArn: string): Policy {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DescribeItself",
        Effect: "Allow",
        Action: ["ec2:DescribeInstanceTypes", "ec2:DescribeInstances"],
        Resource: "*",
      },
      { Sid: "DescribeCluster", Effect: "Allow", Action: ["eks:DescribeCluster"], Resource: clusterArn },
    ],
  };
}
