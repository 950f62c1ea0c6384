/** Where a key lives; part of every policy condition. */
export interface KeyScope {
  /** Twelve digits. */
  readonly accountId: string;
  /** For example `us-west-2`. */
  readonly region: string;
}

/**
 * What a key encrypts. One key per class, so that the right to read one class of data gives no other.
 *
 * - `logs`: CloudWatch log groups of this account and region
 * - `kubernetes`: secrets in the cluster's etcd
 * - `volumes`: EBS volumes of nodes, claims and the bastion
 * - `sessions`: Session Manager sessions between a person and the bastion
 * - `builds`: what the deployment runner's builds write
 */
export const KEY_CLASSES = ["logs", "kubernetes", "volumes", "sessions", "builds"] as const;
export type KeyClass = (typeof KEY_CLASSES)[number];

/** What each class holds, as the key's description in the console. */
export const PURPOSES: Readonly<Record<KeyClass, string>> = {
  logs: "Encrypts CloudWatch log groups",
  kubernetes: "Encrypts Kubernetes secrets in the cluster's etcd",
  volumes: "Encrypts EBS volumes of nodes, claims and the bastion",
  sessions: "Encrypts Session Manager sessions to the bastion",
  builds: "Encrypts what the deployment runner's builds write",
};

/** One statement of a key policy. In a key policy the resource `*` means the key that carries it. */
export interface KeyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: { readonly AWS: string } | { readonly Service: string };
  readonly Action: readonly string[];
  readonly Resource: "*";
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A key policy document. */
export interface KeyPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly KeyStatement[];
}

/** What administrators do with a key: everything but using it. Without `kms:PutKeyPolicy` the key could never be changed again. */
const ADMINISTER = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** What a service does with a key to encrypt and decrypt on somebody's behalf. */
const USE = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

const root = ({ accountId }: KeyScope) => ({ AWS: `arn:aws:iam::${accountId}:root` });

function allow(
  Sid: string,
  Principal: KeyStatement["Principal"],
  Action: readonly string[],
  Condition?: KeyStatement["Condition"],
): KeyStatement {
  const statement = { Sid, Effect: "Allow", Principal, Action, Resource: "*" } as const;
  return Condition === undefined ? statement : { ...statement, Condition };
}

/** CloudWatch Logs encrypts under the ARN of the log group, so the service may use the key for groups of this account only. */
function logs(scope: KeyScope): KeyStatement[] {
  const groups = `arn:aws:logs:${scope.region}:${scope.accountId}:log-group:*`;
  return [
    allow("EncryptLogGroups", { Service: `logs.${scope.region}.amazonaws.com` }, USE, {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups },
    }),
  ];
}

/**
 * EKS works with a grant that the cluster's creator makes for it; the cluster's role uses the key by its own IAM policy.
 * No `kms:GrantIsForAWSResource` here: EKS does not support the condition, and CreateCluster fails where it stands.
 */
function kubernetes(scope: KeyScope): KeyStatement[] {
  return [
    allow("UseByRolesThatMay", root(scope), USE),
    allow("GrantToEks", root(scope), ["kms:CreateGrant"]),
  ];
}

/**
 * Roles that IAM allows use the key through EC2 only. Auto Scaling launches the nodes of managed node groups with its
 * service-linked role, whose IAM policy names no customer key, so the key names the role. It does so in a condition:
 * as a principal, a role that does not exist yet (a new account) would make KMS refuse the whole policy.
 */
function volumes(scope: KeyScope): KeyStatement[] {
  const throughEc2 = { "kms:ViaService": `ec2.${scope.region}.amazonaws.com` };
  const role = `arn:aws:iam::${scope.accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const scaling = {
    StringEquals: { "kms:CallerAccount": scope.accountId },
    ArnEquals: { "aws:PrincipalArn": role },
  };
  const forResource = { Bool: { "kms:GrantIsForAWSResource": "true" } };
  return [
    allow("UseThroughEbsByRolesThatMay", root(scope), USE, { StringEquals: throughEc2 }),
    allow("GrantThroughEbsByRolesThatMay", root(scope), ["kms:CreateGrant"], {
      StringEquals: throughEc2,
      ...forResource,
    }),
    allow("UseByAutoScaling", { AWS: "*" }, USE, scaling),
    allow("GrantByAutoScaling", { AWS: "*" }, ["kms:CreateGrant"], { ...scaling, ...forResource }),
  ];
}

/** The person generates the session's data key, the agent on the instance decrypts it; both by their own IAM policies. */
function sessions(scope: KeyScope): KeyStatement[] {
  return [allow("UseByRolesThatMay", root(scope), ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"])];
}

/** The build's role uses the key by its own IAM policy, through CodeBuild or S3. */
function builds(scope: KeyScope): KeyStatement[] {
  return [allow("UseByRolesThatMay", root(scope), USE)];
}

const USERS: Readonly<Record<KeyClass, (scope: KeyScope) => KeyStatement[]>> = {
  logs,
  kubernetes,
  volumes,
  sessions,
  builds,
};

/**
 * The policy of a class's key: the account administers it, and only what needs the class may use it.
 *
 * @param keyClass what the key encrypts
 * @param scope the account and region of the key
 */
export function keyPolicy(keyClass: KeyClass, scope: KeyScope): KeyPolicy {
  const administer = allow("AdministerByAccount", root(scope), ADMINISTER);
  return { Version: "2012-10-17", Statement: [administer, ...USERS[keyClass](scope)] };
}
