import {
  awsTable,
  awsType,
  judgedBy,
  merged,
  need,
  notTrue,
  oneOf,
  tableOf,
  yes,
  type Table,
} from "../requirement";
import { UNKNOWN, type Finding, type Rule } from "../rule";
import { isLasting, passingOptions } from "./environment";
import { EKS_COMPONENT } from "./eks-cluster";

/** What the services themselves offer against deletion. */
export const AGAINST_DELETION: Table = merged(
  tableOf(yes, {
    deletionProtection: [
      "docdb/Cluster",
      "docdb/GlobalCluster",
      "eks/Cluster",
      "neptune/Cluster",
      "neptune/GlobalCluster",
      "neptunegraph/Graph",
      "qldb/Ledger",
      "rds/Cluster",
      "rds/GlobalCluster",
      "rds/Instance",
    ],
    deletionProtectionEnabled: ["dsql/Cluster", "dynamodb/Table", "dynamodb/TableReplica"],
    "replicas[]?.deletionProtectionEnabled": ["dynamodb/Table"],
    deleteProtection: ["networkfirewall/Firewall"],
  }),
  tableOf(notTrue, {
    skipFinalSnapshot: [
      "docdb/Cluster",
      "lightsail/Database",
      "neptune/Cluster",
      "neptune/ClusterInstance",
      "rds/Cluster",
      "rds/Instance",
      "redshift/Cluster",
    ],
    skipFinalBackup: ["fsx/OntapVolume", "fsx/OpenZfsFileSystem", "fsx/WindowsFileSystem"],
    forceDestroy: [
      "athena/Database",
      "athena/Workgroup",
      "backup/Vault",
      "dsql/Cluster",
      "rds/GlobalCluster",
      "s3/Bucket",
      "s3/BucketV2",
      "s3/DirectoryBucket",
      "s3/VectorsVectorBucket",
      "s3tables/TableBucket",
    ],
  }),
  awsTable({ "cognito/UserPool": [need("deletionProtection", oneOf("ACTIVE"))] }),
  { [EKS_COMPONENT]: [need("deletionProtection", yes)] },
);

/** What is lost, or makes other things unreadable, when Pulumi deletes it: it must be protected in the program. */
const IRREPLACEABLE: ReadonlySet<string> = new Set(
  [
    "backup/LogicallyAirGappedVault",
    "backup/Vault",
    "docdb/Cluster",
    "dynamodb/Table",
    "ebs/Volume",
    "efs/FileSystem",
    "elasticache/ReplicationGroup",
    "kms/Key",
    "kms/ReplicaKey",
    "memorydb/Cluster",
    "msk/Cluster",
    "neptune/Cluster",
    "opensearch/Domain",
    "rds/Cluster",
    "rds/GlobalCluster",
    "rds/Instance",
    "redshift/Cluster",
    "s3/Bucket",
    "s3/BucketV2",
    "secretsmanager/Secret",
  ].map(awsType),
);

const byTable = judgedBy(AGAINST_DELETION);

export const deletionProtection: Rule = {
  id: "deletion-protection",
  family: "platform",
  title: "Protect what holds data from deletion",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "CP-9(8)" },
    { framework: "NIST SP 800-53", control: "SI-12" },
  ],
  why: "One wrong rename in a program replaces a database; protection turns that into an error.",
  remedy:
    "Set the input that the message names, and the resource option protect; take both away by a reviewed change when the data is to go.",
  exemptions: [],
  options: passingOptions,
  types: [...new Set([...byTable.types, ...IRREPLACEABLE])],
  judge: (subject, options) => {
    const findings: Finding[] = [...byTable.judge(subject)];
    if (!subject.protect && IRREPLACEABLE.has(subject.type))
      findings.push({
        kind: "violation",
        path: "protect",
        message: `Set the resource option protect of ${subject.name} to true; it is false.`,
      });
    if (findings.length === 0) return findings;
    const lasting = isLasting(subject, options);
    if (lasting === UNKNOWN) return [{ kind: "unknown", path: "provider.defaultTags" }];
    return lasting ? findings : [];
  },
};
