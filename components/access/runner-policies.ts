import type * as pulumi from "@pulumi/pulumi";

/** Trust of the runner's role: CodeBuild, for this one project of this account. */
export function runnerTrust(args: {
  readonly accountId: string;
  readonly region: string;
  readonly projectName: string;
}) {
  const project = `arn:aws:codebuild:${args.region}:${args.accountId}:project/${args.projectName}`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "codebuild.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": args.accountId, "aws:SourceArn": project } },
      },
    ],
  };
}

/** What {@link runnerPermissions} is made of. */
export interface RunnerPermissionsArgs {
  readonly accountId: string;
  readonly region: string;
  readonly logStreamsArn: pulumi.Input<string>;
  readonly buildKeyArn: pulumi.Input<string>;
  readonly connectionArn: pulumi.Input<string>;
  readonly subnetArns: readonly pulumi.Input<string>[];
  readonly securityGroupArn: pulumi.Input<string>;
  readonly deploymentRoleArns: readonly pulumi.Input<string>[];
}

/** Interfaces in the management subnets and nowhere else, handed to CodeBuild and nobody else. */
function interfacePermissions(args: RunnerPermissionsArgs) {
  const interfaces = `arn:aws:ec2:${args.region}:${args.accountId}:network-interface/*`;
  return [
    {
      Sid: "CreateInterfaces",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterface",
      Resource: [interfaces, ...args.subnetArns, args.securityGroupArn],
    },
    { Sid: "DeleteInterfaces", Effect: "Allow", Action: "ec2:DeleteNetworkInterface", Resource: interfaces },
    {
      Sid: "HandInterfacesToCodeBuild",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterfacePermission",
      Resource: interfaces,
      Condition: {
        StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" },
        ArnEquals: { "ec2:Subnet": args.subnetArns },
      },
    },
    {
      Sid: "LookAtTheNetwork",
      Effect: "Allow",
      Action: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      // EC2 knows no resource for them.
      Resource: "*",
    },
  ];
}

/** What a build may do by itself: write its log, reach its repository, stand in the VPC; and become the deployment role. */
export function runnerPermissions(args: RunnerPermissionsArgs) {
  const deployment = {
    Sid: "BecomeDeploymentRoles",
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: args.deploymentRoleArns,
  };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "WriteLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: args.logStreamsArn,
      },
      {
        Sid: "EncryptBuilds",
        Effect: "Allow",
        Action: [
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
        ],
        Resource: args.buildKeyArn,
      },
      {
        Sid: "ReachTheRepository",
        Effect: "Allow",
        Action: [
          "codeconnections:GetConnection",
          "codeconnections:GetConnectionToken",
          "codeconnections:UseConnection",
        ],
        Resource: args.connectionArn,
      },
      ...interfacePermissions(args),
      ...(args.deploymentRoleArns.length > 0 ? [deployment] : []),
    ],
  };
}
