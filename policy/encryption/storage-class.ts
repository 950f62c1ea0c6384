import { UNKNOWN, type Finding, type Rule, type Subject } from "../rule";
import { at, isTrue, objectName, shown } from "../values";
import { isCustomerKey } from "../requirement";

/** Provisioners of block storage of ours; others (EFS, S3) take their encryption from the file system they mount. */
const EBS = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"];

function judge(subject: Subject): readonly Finding[] {
  const { inputs } = subject;
  const provisioner = inputs.provisioner;
  if (provisioner === UNKNOWN) return [{ kind: "unknown", path: "provisioner" }];
  if (typeof provisioner !== "string" || !EBS.includes(provisioner)) return [];
  if (inputs.parameters === UNKNOWN) return [{ kind: "unknown", path: "parameters" }];
  const name = objectName(subject);
  const findings: Finding[] = [];
  const check = (key: string, good: boolean, remedy: string): void => {
    const path = `parameters.${key}`;
    const value = at(inputs, path);
    if (value === UNKNOWN) findings.push({ kind: "unknown", path });
    else if (!good)
      findings.push({
        kind: "violation",
        path,
        message: `Set ${path} of storage class ${name} to ${remedy}; it is ${shown(value)}.`,
      });
  };
  check("encrypted", isTrue(at(inputs, "parameters.encrypted")), '"true"');
  check("kmsKeyId", isCustomerKey(at(inputs, "parameters.kmsKeyId")), "the ARN of a KMS key of ours");
  return findings;
}

export const storageClass: Rule = {
  id: "storage-class-encryption",
  family: "encryption",
  title: "Encrypt the volumes of every storage class with a KMS key of ours",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-28(1)" }],
  why: "Volumes that pods claim are made by the class, long after any preview: only the class can see to their encryption.",
  remedy:
    'Set parameters.encrypted to "true" (in quotes: parameters are text) and parameters.kmsKeyId to the key of the volumes.',
  exemptions: [],
  types: ["kubernetes:storage.k8s.io/v1:StorageClass", "kubernetes:storage.k8s.io/v1beta1:StorageClass"],
  judge,
};
