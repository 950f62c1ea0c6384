import {
  awsTable,
  judgedBy,
  merged,
  need,
  no,
  notTrue,
  oneOf,
  oneOfOrDefault,
  present,
  tableOf,
  yes,
  type Table,
  type Want,
} from "../requirement";
import type { Rule } from "../rule";

const PRIVATE_ACL: Want = {
  accepts: (acl) => typeof acl !== "string" || !/^(public-|authenticated-read$)/.test(acl),
  set: "to private",
  show: true,
};
const NOBODY: Want = { accepts: (group) => group !== "all", set: "to named accounts only", show: true };

const SWITCHES = merged(
  tableOf(notTrue, {
    publiclyAccessible: [
      "lightsail/Database",
      "m2/Environment",
      "mq/Broker",
      "neptune/ClusterInstance",
      "rds/ClusterInstance",
      "rds/Instance",
      "rds/ShardGroup",
      "timestreaminfluxdb/DbCluster",
      "timestreaminfluxdb/DbInstance",
    ],
    associatePublicIpAddress: ["ec2/Instance", "ec2/LaunchConfiguration", "ec2/SpotInstanceRequest"],
    "networkInterfaces[]?.associatePublicIpAddress": ["ec2/LaunchTemplate"],
    "launchSpecifications[]?.associatePublicIpAddress": ["ec2/SpotFleetRequest"],
    mapPublicIpOnLaunch: ["ec2/DefaultSubnet", "ec2/Subnet"],
    "networkConfiguration?.assignPublicIp": ["ecs/Service", "ecs/TaskSet"],
    "ecsTarget?.networkConfiguration?.assignPublicIp": ["cloudwatch/EventTarget"],
    "target?.ecsParameters?.networkConfiguration?.assignPublicIp": ["scheduler/Schedule"],
  }),
  // Public unless said otherwise.
  tableOf(no, {
    publiclyAccessible: ["dms/InstanceProfile", "dms/ReplicationInstance", "redshift/Cluster"],
    "networkConfiguration.ingressConfiguration.isPubliclyAccessible": ["apprunner/Service"],
  }),
  tableOf(notTrue, { publiclyAccessible: ["redshiftserverless/Workgroup"] }),
  tableOf(yes, {
    blockPublicPolicy: ["secretsmanager/SecretPolicy"],
    blockPublicSecurityGroupRules: ["emr/BlockPublicAccessConfiguration"],
  }),
);

const VALUES: Table = awsTable({
  "ebs/SnapshotBlockPublicAccess": [need("state", oneOf("block-all-sharing"))],
  "ec2/AmiLaunchPermission": [need("group", NOBODY)],
  "ec2/ImageBlockPublicAccess": [need("state", oneOf("block-new-sharing"))],
  "rds/ClusterSnapshot": [need("sharedAccounts[]?", NOBODY)],
  "rds/Snapshot": [need("sharedAccounts[]?", NOBODY)],
  "lambda/FunctionUrl": [need("authorizationType", oneOf("AWS_IAM"))],
  "msk/Cluster": [
    need("brokerNodeGroupInfo?.connectivityInfo?.publicAccess?.type", oneOfOrDefault("DISABLED")),
  ],
  "opensearch/Domain": [need("vpcOptions", present)],
  "elasticsearch/Domain": [need("vpcOptions", present)],
  "pipes/Pipe": [
    need(
      "targetParameters?.ecsTaskParameters?.networkConfiguration?.awsVpcConfiguration?.assignPublicIp",
      oneOfOrDefault("DISABLED"),
    ),
  ],
  "s3/Bucket": [need("acl", PRIVATE_ACL)],
  "s3/BucketAcl": [need("acl", PRIVATE_ACL)],
  "s3/BucketV2": [need("acl", PRIVATE_ACL)],
  "sagemaker/Domain": [need("appNetworkAccessType", oneOf("VpcOnly"))],
  "sagemaker/NotebookInstance": [need("directInternetAccess", oneOf("Disabled"))],
});

/** What each resource type must say to be reachable from inside only. */
export const NOT_PUBLIC: Table = merged(SWITCHES, VALUES);

export const noPublicAccess: Rule = {
  id: "no-public-access",
  family: "platform",
  title: "Keep what holds or handles data off the internet",
  severity: "critical",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "AC-3" },
    { framework: "NIST SP 800-53", control: "SC-7" },
  ],
  why: "A public address or a public grant leaves a password, or nothing at all, between the data and everyone.",
  remedy:
    "Set the input that the message names; reach the resource from inside the VPC, or through CloudFront and the load balancer.",
  exemptions: [],
  ...judgedBy(NOT_PUBLIC),
};
