import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkArgs } from "./network";

/**
 * Fields of a flow log record, in the document's order (section 6, VPC flow logs); its `windowstart` and `windowend`
 * are not fields, `start` and `end` are.
 */
export const FLOW_LOG_FIELDS = [
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "action",
] as const;

/** Seconds of traffic that one record covers (section 6, VPC flow logs). */
const AGGREGATION_SECONDS = 60;

/** Places the encrypted log group, the role that writes to it, and the flow log of the whole VPC. */
export function placeFlowLogs(
  name: string,
  args: NetworkArgs,
  vpcId: pulumi.Output<string>,
  child: { readonly parent: pulumi.Resource },
): { readonly groupName: pulumi.Output<string> } {
  const label = `${name}-flow-logs`;
  const group = new aws.cloudwatch.LogGroup(
    label,
    {
      name: `/${args.clusterName}/vpc-flow-logs`,
      kmsKeyId: args.flowLogs.keyArn,
      retentionInDays: args.flowLogs.retentionDays,
      tags: { Name: `${args.clusterName}-vpc-flow-logs` },
    },
    { ...child, protect: args.protect },
  );
  const role = new aws.iam.Role(
    label,
    {
      description: "Writes VPC flow logs to CloudWatch",
      assumeRolePolicy: JSON.stringify(flowLogTrust(args)),
      tags: { Name: `${args.clusterName}-vpc-flow-logs` },
    },
    child,
  );
  const writing = new aws.iam.RolePolicy(
    label,
    { role: role.id, policy: pulumi.jsonStringify(flowLogPermissions(group.arn, args)) },
    child,
  );
  new aws.ec2.FlowLog(
    label,
    {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      logFormat: FLOW_LOG_FIELDS.map((field) => `\${${field}}`).join(" "),
      maxAggregationInterval: AGGREGATION_SECONDS,
      tags: { Name: `${args.clusterName}-vpc` },
    },
    { ...child, dependsOn: [writing] },
  );
  return { groupName: group.name };
}

/** Only flow logs of this account and region may assume the role: without the conditions, those of any account could. */
function flowLogTrust({ accountId, region }: NetworkArgs) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*` },
        },
      },
    ],
  };
}

function flowLogPermissions(groupArn: pulumi.Output<string>, { accountId, region }: NetworkArgs) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: [groupArn, pulumi.interpolate`${groupArn}:*`],
      },
      {
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        // Lists groups, so it is granted on all groups of the account and region or not at all.
        Resource: `arn:aws:logs:${region}:${accountId}:log-group:*`,
      },
    ],
  };
}
