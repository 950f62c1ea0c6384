import { awsTable, judgedBy, merged, need, tableOf, yes, type Table, type Want } from "../requirement";
import { UNKNOWN, type Rule } from "../rule";
import { isLasting, passingOptions } from "./environment";

/** A week of points to go back to. */
const WEEK: Want = {
  accepts: (days) => typeof days === "number" && days >= 7,
  set: "to 7 or more",
  show: true,
};

/** What services keep of their own. */
export const KEPT: Table = merged(
  tableOf(WEEK, {
    backupRetentionPeriod: ["docdb/Cluster", "neptune/Cluster", "rds/Cluster"],
    snapshotRetentionLimit: [
      "elasticache/ReplicationGroup",
      "elasticache/ServerlessCache",
      "memorydb/Cluster",
    ],
    automatedSnapshotRetentionPeriod: ["redshift/Cluster"],
    automaticBackupRetentionDays: ["fsx/OntapFileSystem", "fsx/OpenZfsFileSystem", "fsx/WindowsFileSystem"],
  }),
  tableOf(yes, {
    "pointInTimeRecovery.enabled": ["dynamodb/Table"],
  }),
  awsTable({
    "rds/Instance": [
      {
        ...need("backupRetentionPeriod", WEEK),
        when: [{ path: "replicateSourceDb", accepts: (source) => source === undefined || source === null }],
      },
    ],
  }),
);

const byTable = judgedBy(KEPT);

export const backups: Rule = {
  id: "backups-kept",
  family: "platform",
  title: "Keep a week of backups of every database",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "CP-9" }],
  why: "Most losses are noticed days later; a database that keeps one day, the default, has nothing to go back to by then.",
  remedy: "Set the retention that the message names to seven days or more (section 8, Disaster Recovery).",
  exemptions: [],
  options: passingOptions,
  ...byTable,
  judge: (subject, options) => {
    const findings = byTable.judge(subject);
    if (findings.length === 0) return findings;
    const lasting = isLasting(subject, options);
    if (lasting === UNKNOWN) return [{ kind: "unknown", path: "provider.defaultTags" }];
    return lasting ? findings : [];
  },
};
