import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { isTrue, shown } from "../values";

const KEY = "aws:kms/key:Key";
const SECRET = "aws:secretsmanager/secretRotation:SecretRotation";
const EXTERNAL = "aws:kms/externalKey:ExternalKey";
/** The longest that a key may go without new material; the provider's own default. */
const LONGEST_DAYS = 365;

const isSet = (value: Value): boolean => value !== undefined && value !== null && value !== "";

/** Whether KMS can rotate the key: not asymmetric and HMAC keys, nor keys whose material lies elsewhere. */
function rotates({ inputs }: Subject): boolean | typeof UNKNOWN {
  const spec = inputs.customerMasterKeySpec;
  const elsewhere: readonly Value[] = [inputs.customKeyStoreId, inputs.xksKeyId];
  if (elsewhere.some((value) => value !== UNKNOWN && isSet(value))) return false;
  if (spec !== UNKNOWN && isSet(spec) && spec !== "SYMMETRIC_DEFAULT") return false;
  return [spec, ...elsewhere].includes(UNKNOWN) ? UNKNOWN : true;
}

/** A rotation that is declared, but switched off. */
function judgeSecret({ inputs, name }: Subject): readonly Finding[] {
  const path = "rotationEnabled";
  if (inputs[path] === UNKNOWN) return [{ kind: "unknown", path }];
  if (inputs[path] !== false) return [];
  return [{ kind: "violation", path, message: `Set ${path} of ${name} to true; it is false.` }];
}

function judge(subject: Subject): readonly Finding[] {
  const { inputs, name, type } = subject;
  if (type === SECRET) return judgeSecret(subject);
  if (type === EXTERNAL)
    return [
      {
        kind: "violation",
        path: "keyMaterialBase64",
        message: `Make ${name} an aws.kms.Key: KMS cannot rotate imported key material.`,
      },
    ];
  const can = rotates(subject);
  if (can === false) return [];
  const findings: Finding[] = [];
  const enabled = inputs.enableKeyRotation;
  if (enabled === UNKNOWN) findings.push({ kind: "unknown", path: "enableKeyRotation" });
  else if (!isTrue(enabled))
    findings.push(
      can === UNKNOWN
        ? { kind: "unknown", path: "customerMasterKeySpec" }
        : {
            kind: "violation",
            path: "enableKeyRotation",
            message: `Set enableKeyRotation of ${name} to true; it is ${shown(enabled)}.`,
          },
    );
  const days = inputs.rotationPeriodInDays;
  if (days === UNKNOWN) findings.push({ kind: "unknown", path: "rotationPeriodInDays" });
  else if (typeof days === "number" && days > LONGEST_DAYS)
    findings.push({
      kind: "violation",
      path: "rotationPeriodInDays",
      message: `Set rotationPeriodInDays of ${name} to ${LONGEST_DAYS} or less; it is ${days}.`,
    });
  return findings;
}

export const keyRotation: Rule = {
  id: "key-rotation",
  family: "encryption",
  title: "Rotate every key each year, and let no rotation of a secret be switched off",
  severity: "medium",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-12" }],
  why: "Rotation limits how much data one generation of key material protects, and costs nothing: old data stays readable.",
  remedy:
    "Set enableKeyRotation to true, and rotationPeriodInDays to 365 or less where it is stated. Asymmetric and HMAC keys, and keys in a custom store, cannot be rotated and are left alone.",
  exemptions: [],
  types: [KEY, EXTERNAL, SECRET],
  judge,
  remediate: (subject) =>
    subject.type === KEY &&
    rotates(subject) === true &&
    subject.inputs.enableKeyRotation !== UNKNOWN &&
    !isTrue(subject.inputs.enableKeyRotation)
      ? { ...subject.inputs, enableKeyRotation: true }
      : undefined,
};
