import type * as pulumi from "@pulumi/pulumi";

/** The tag by which the management role knows a bastion from any other instance. */
export const BASTION_TAG = { key: "intelliguard:access", value: "bastion" } as const;

/** Trust of the bastion's role: EC2 hands it to the instance. */
export const INSTANCE_TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
} as const;

/** What the instance needs to be reached by Session Manager, and no more: the SSM agent's channel, its key, its log. */
export function instancePermissions(args: {
  readonly accountId: string;
  readonly region: string;
  readonly logGroupArn: pulumi.Input<string>;
  readonly logStreamsArn: pulumi.Input<string>;
  readonly sessionKeyArn: pulumi.Input<string>;
}) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SessionManager",
        Effect: "Allow",
        Action: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        // The agent's channels exist only once it has opened them, so AWS documents these for every resource.
        Resource: "*",
      },
      { Sid: "DecryptSessions", Effect: "Allow", Action: "kms:Decrypt", Resource: args.sessionKeyArn },
      {
        Sid: "RecordSessions",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [args.logGroupArn, args.logStreamsArn],
      },
      {
        Sid: "FindLogGroup",
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        // Lists groups, so it is granted on all groups of the account and region or not at all.
        Resource: `arn:aws:logs:${args.region}:${args.accountId}:log-group:*`,
      },
    ],
  };
}

/** What people may do as managers: start sessions on bastions by our documents, end their own, look the cluster up. */
export function managementPermissions(args: {
  readonly accountId: string;
  readonly region: string;
  readonly clusterName: string;
  readonly documentArns: readonly pulumi.Input<string>[];
  readonly sessionKeyArn: pulumi.Input<string>;
}) {
  const { key, value } = BASTION_TAG;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "StartSessionsOnBastions",
        Effect: "Allow",
        Action: "ssm:StartSession",
        Resource: `arn:aws:ec2:${args.region}:${args.accountId}:instance/*`,
        Condition: {
          StringEquals: { [`ssm:resourceTag/${key}`]: value },
          // Without it, a caller who names no document gets the account's default one, unrecorded.
          BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" },
        },
      },
      {
        Sid: "UseTheDocuments",
        Effect: "Allow",
        Action: "ssm:StartSession",
        Resource: args.documentArns,
      },
      {
        Sid: "OpenOwnSessions",
        Effect: "Allow",
        Action: "ssmmessages:OpenDataChannel",
        Resource: `arn:aws:ssm:${args.region}:${args.accountId}:session/\${aws:userid}-*`,
      },
      {
        Sid: "EndOwnSessions",
        Effect: "Allow",
        Action: ["ssm:ResumeSession", "ssm:TerminateSession"],
        Resource: `arn:aws:ssm:${args.region}:${args.accountId}:session/*`,
        Condition: { StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": "${aws:userid}" } },
      },
      {
        Sid: "FindBastions",
        Effect: "Allow",
        Action: [
          "ec2:DescribeInstances",
          "ssm:DescribeInstanceInformation",
          "ssm:DescribeSessions",
          "ssm:GetConnectionStatus",
        ],
        // Lists; EC2 and SSM know no resource for them.
        Resource: "*",
      },
      {
        Sid: "EncryptSessions",
        Effect: "Allow",
        Action: "kms:GenerateDataKey",
        Resource: args.sessionKeyArn,
      },
      {
        // For `aws eks update-kubeconfig`: the address and the certificate authority to talk to through the tunnel.
        Sid: "FindCluster",
        Effect: "Allow",
        Action: "eks:DescribeCluster",
        Resource: `arn:aws:eks:${args.region}:${args.accountId}:cluster/${args.clusterName}`,
      },
    ],
  };
}
