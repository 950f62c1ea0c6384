import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, isList, shown } from "../values";
import { isCustomerKey } from "../requirement";

const AWS = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";

function judgeKey(subject: Subject, path: string): Finding[] {
  const key: Value = at(subject.inputs, path);
  if (key === UNKNOWN) return [{ kind: "unknown", path: whereUnknown(subject, path) }];
  if (isCustomerKey(key)) return [];
  const message = `Set ${path} of ${subject.name} to the ARN of a KMS key of ours; it is ${shown(key)}.`;
  return [{ kind: "violation", path, message }];
}

/** The part of the path at which what is not known yet begins. */
function whereUnknown(subject: Subject, path: string): string {
  const keys = path.split(".");
  const prefixes = keys.map((_, index) => keys.slice(0, index + 1).join("."));
  return prefixes.find((prefix) => at(subject.inputs, prefix) === UNKNOWN) ?? path;
}

function judgeResources(subject: Subject): Finding[] {
  const path = "encryptionConfig.resources";
  const resources = at(subject.inputs, path);
  if (resources === UNKNOWN) return [{ kind: "unknown", path: whereUnknown(subject, path) }];
  if (isList(resources) && resources.includes("secrets")) return [];
  if (isList(resources) && resources.includes(UNKNOWN))
    return [{ kind: "unknown", path: `${path}[${resources.indexOf(UNKNOWN)}]` }];
  const message = `Set ${path} of ${subject.name} to ["secrets"]; it is ${shown(resources)}.`;
  return [{ kind: "violation", path, message }];
}

function judge(subject: Subject): readonly Finding[] {
  if (subject.type === COMPONENT) return judgeKey(subject, "encryptionConfigKeyArn");
  if (at(subject.inputs, "encryptionConfig") === UNKNOWN)
    return [{ kind: "unknown", path: "encryptionConfig" }];
  return [...judgeKey(subject, "encryptionConfig.provider.keyArn"), ...judgeResources(subject)];
}

export const eksSecrets: Rule = {
  id: "eks-secrets-encryption",
  family: "encryption",
  title: "Encrypt the secrets of a cluster with a KMS key of ours",
  severity: "critical",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "5.3.1" },
    { framework: "NIST SP 800-53", control: "SC-28(1)" },
  ],
  why: "Secrets of Kubernetes lie in etcd. A key of ours in front of it means that reading them takes a permission that we give and can take away.",
  remedy:
    "Give the cluster the ARN of its own KMS key: encryptionConfigKeyArn of eks.Cluster, encryptionConfig of aws.eks.Cluster. It cannot be taken back later.",
  exemptions: [],
  types: [AWS, COMPONENT],
  judge,
};
