import { companyOf, lacking } from "../companions";
import { documentOf, isEveryone, several, type Document, type Statement } from "../policy-document";
import { UNKNOWN, type Finding, type Rule, type Subject } from "../rule";
import { at } from "../values";

/** A service that answers plain HTTP unless a policy forbids it. */
interface Service {
  readonly owners: readonly string[];
  readonly policies: readonly string[];
  /** The input by which a policy names its owner. */
  readonly key: string;
  /** Whether the owner can hold the policy itself, as an input `policy`. */
  readonly inline: boolean;
  readonly noun: string;
}

const SERVICES: readonly Service[] = [
  {
    owners: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
    policies: ["aws:s3/bucketPolicy:BucketPolicy"],
    key: "bucket",
    inline: true,
    noun: "bucket",
  },
  {
    owners: ["aws:sqs/queue:Queue"],
    policies: ["aws:sqs/queuePolicy:QueuePolicy"],
    key: "queueUrl",
    inline: true,
    noun: "queue",
  },
  {
    owners: ["aws:sns/topic:Topic"],
    policies: ["aws:sns/topicPolicy:TopicPolicy"],
    key: "arn",
    inline: true,
    noun: "topic",
  },
  {
    owners: ["aws:efs/fileSystem:FileSystem"],
    policies: ["aws:efs/fileSystemPolicy:FileSystemPolicy"],
    key: "fileSystemId",
    inline: false,
    noun: "file system",
  },
];

/** A statement that denies everyone what does not come in TLS. */
function deniesPlain({ values }: Statement): boolean | typeof UNKNOWN {
  const transport = at(values, "Condition.Bool");
  const secure =
    transport === UNKNOWN || typeof transport !== "object" || transport === null
      ? transport
      : Object.entries(transport).find(([key]) => key.toLowerCase() === "aws:securetransport")?.[1];
  const parts = [values.Effect, values.Principal, secure];
  if (parts.includes(UNKNOWN)) return UNKNOWN;
  return (
    values.Effect === "Deny" &&
    isEveryone(values.Principal) &&
    several(secure).some((value) => value === false || value === "false")
  );
}

type Verdict = { readonly ok: true } | { readonly ok: false; readonly unknown: readonly string[] };

function verdictOn(document: Document): Verdict {
  const verdicts = document.statements.map((statement) => ({ statement, denies: deniesPlain(statement) }));
  if (verdicts.some(({ denies }) => denies === true)) return { ok: true };
  const undecided = verdicts
    .filter(({ denies }) => denies === UNKNOWN)
    .map(({ statement }) => statement.path);
  return { ok: false, unknown: [...document.unknown, ...undecided] };
}

type Placed = Finding & { readonly urn: string };

function judgePolicy(policy: Subject, owner: Subject, noun: string): Placed[] {
  const verdict = verdictOn(documentOf(policy.inputs.policy, "policy"));
  if (verdict.ok) return [];
  if (verdict.unknown.length > 0)
    return verdict.unknown.map((path) => ({ kind: "unknown", path, urn: policy.urn }));
  const message = `Deny ${noun} ${owner.name} to everyone where aws:SecureTransport is false; no statement of ${policy.name} does.`;
  return [{ kind: "violation", path: "policy", message, urn: policy.urn }];
}

function judgeOwner(owner: Subject, policies: readonly Subject[], service: Service): Placed[] {
  const holders = service.inline && owner.inputs.policy !== undefined ? [owner] : [];
  const company = companyOf(owner, policies, service.key);
  const judged = [...holders, ...company.sure].map((policy) => judgePolicy(policy, owner, service.noun));
  if (judged.some((findings) => findings.length === 0)) return [];
  if (judged.length > 0) return judged.flat();
  const message = `Add a policy to ${service.noun} ${owner.name} that denies everyone where aws:SecureTransport is false; it has none.`;
  return lacking(owner, company, service.key, "policy", message);
}

export const tlsOnlyPolicy: Rule = {
  id: "tls-only-policy",
  family: "encryption",
  title: "Refuse plain HTTP to buckets, queues, topics and file systems",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "SC-8(1)" },
    { framework: "NIST SP 800-53", control: "AC-17(2)" },
  ],
  why: "These services answer plain HTTP or unencrypted mounts to whoever asks so; only a policy on the resource makes TLS the only way.",
  remedy:
    'Add a statement with Effect "Deny", Principal "*", the service\'s actions, and Condition {"Bool": {"aws:SecureTransport": "false"}}.',
  exemptions: [],
  judgeStack: (subjects) =>
    SERVICES.flatMap((service) => {
      const policies = subjects.filter(({ type }) => service.policies.includes(type));
      return subjects
        .filter(({ type }) => service.owners.includes(type))
        .flatMap((owner) => judgeOwner(owner, policies, service));
    }),
};
