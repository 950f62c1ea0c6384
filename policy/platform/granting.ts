import { documentOf, several, type Document, type Statement } from "../policy-document";
import { awsType } from "../requirement";
import type { Finding, Subject, Value } from "../rule";
import { places } from "../values";

/** Whether a policy says what its holder may do, or who may do something to the resource that it is on. */
export type Kind = "identity" | "resource";

interface Source {
  readonly kind: Kind;
  readonly path: string;
}

const identity = (path: string): Source => ({ kind: "identity", path });
const resource = (path: string): Source => ({ kind: "resource", path });

/** The inputs that hold a policy document, by short type name. */
const SOURCES: Readonly<Record<string, readonly Source[]>> = {
  "iam/GroupPolicy": [identity("policy")],
  "iam/Policy": [identity("policy")],
  "iam/Role": [resource("assumeRolePolicy"), identity("inlinePolicies[]?.policy")],
  "iam/RolePolicy": [identity("policy")],
  "iam/UserPolicy": [identity("policy")],
  "iot/Policy": [identity("policy")],
  "ssoadmin/PermissionSetInlinePolicy": [identity("inlinePolicy")],
  "eks/PodIdentityAssociation": [identity("policy?")],
  "transfer/Access": [identity("policy?")],
  "transfer/User": [identity("policy?")],
  "ecr/RepositoryCreationTemplate": [resource("repositoryPolicy?")],
  "cloudsearch/DomainServiceAccessPolicy": [resource("accessPolicy")],
  "cloudwatch/LogDestinationPolicy": [resource("accessPolicy")],
  "glacier/Vault": [resource("accessPolicy?")],
  "elasticsearch/Domain": [resource("accessPolicies?")],
  "elasticsearch/DomainPolicy": [resource("accessPolicies")],
  "opensearch/Domain": [resource("accessPolicies?")],
  "opensearch/DomainPolicy": [resource("accessPolicies")],
  "fsx/S3AccessPointAttachment": [resource("s3AccessPoint?.policy?")],
  "s3control/MultiRegionAccessPointPolicy": [resource("details.policy")],
  ...byPath("policyDocument", [
    "amp/ResourcePolicy",
    "cloudwatch/LogResourcePolicy",
    "codeartifact/DomainPermissions",
    "codeartifact/RepositoryPermissionsPolicy",
    "verifiedaccess/Endpoint",
    "verifiedaccess/Group",
    "xray/ResourcePolicy",
  ]),
  ...byPath("resourcePolicy", [
    "s3tables/TableBucketPolicy",
    "s3tables/TablePolicy",
    "sagemaker/ModelPackageGroupPolicy",
  ]),
  ...byPath("policy", [
    "acmpca/Policy",
    "apigateway/DomainName",
    "apigateway/RestApi",
    "apigateway/RestApiPolicy",
    "backup/VaultPolicy",
    "bedrock/AgentcoreResourcePolicy",
    "cloudwatch/EventBusPolicy",
    "codebuild/ResourcePolicy",
    "dsql/ClusterPolicy",
    "dynamodb/ResourcePolicy",
    "ec2/VpcEndpoint",
    "ec2/VpcEndpointPolicy",
    "ecr/RegistryPolicy",
    "ecr/RepositoryPolicy",
    "ecrpublic/RepositoryPolicy",
    "efs/FileSystemPolicy",
    "glacier/VaultLock",
    "glue/ResourcePolicy",
    "kinesis/ResourcePolicy",
    "kms/ExternalKey",
    "kms/Key",
    "kms/KeyPolicy",
    "kms/ReplicaExternalKey",
    "kms/ReplicaKey",
    "lambda/ResourcePolicy",
    "mediastore/ContainerPolicy",
    "msk/ClusterPolicy",
    "networkfirewall/ResourcePolicy",
    "oam/SinkPolicy",
    "opensearchingest/ResourcePolicy",
    "pinpoint/Smsvoicev2ResourcePolicy",
    "redshift/ResourcePolicy",
    "redshiftserverless/ResourcePolicy",
    "s3/AccessPoint",
    "s3/Bucket",
    "s3/BucketPolicy",
    "s3/BucketV2",
    "s3/FilesFileSystemPolicy",
    "s3/VectorsVectorBucketPolicy",
    "s3control/AccessGrantsInstanceResourcePolicy",
    "s3control/AccessPointPolicy",
    "s3control/BucketPolicy",
    "s3control/ObjectLambdaAccessPointPolicy",
    "schemas/RegistryPolicy",
    "secretsmanager/Secret",
    "secretsmanager/SecretPolicy",
    "ses/IdentityPolicy",
    "sesv2/EmailIdentityPolicy",
    "sns/Topic",
    "sns/TopicPolicy",
    "sqs/Queue",
    "sqs/QueuePolicy",
    "vpclattice/AuthPolicy",
    "vpclattice/ResourcePolicy",
  ]),
};

function byPath(path: string, shorts: readonly string[]): Record<string, readonly Source[]> {
  return Object.fromEntries(shorts.map((short) => [short, [resource(`${path}?`)]]));
}

const BY_TYPE: Readonly<Record<string, readonly Source[]>> = Object.fromEntries(
  Object.entries(SOURCES).map(([short, sources]) => [awsType(short), sources]),
);

/**
 * An endpoint's policy grants nothing: it is one more fence around calls that other policies allow. A statement is a
 * fence as long as it narrows who passes (a condition), where to (resources) or for what (actions).
 */
export function isFence({ type }: Subject, { values }: Statement): boolean {
  if (!/^aws:ec2\/vpcEndpoint(Policy)?:/.test(type)) return false;
  const { Action, Condition, Resource } = values;
  const named = (value: Value): boolean => typeof value === "string" && !/[*?]/.test(value);
  return Condition !== undefined || !several(Resource).includes("*") || several(Action).every(named);
}

/** Every type whose inputs hold a policy document. */
export const GRANTING: readonly string[] = Object.keys(BY_TYPE);

/** The paths of a type's policy documents, as `places` reads them. */
export function documentPaths(type: string): string[] {
  return (BY_TYPE[type] ?? []).map(({ path }) => path);
}

/** A policy document of a resource, read. */
export interface Grant {
  readonly kind: Kind;
  readonly document: Document;
}

const read = new WeakMap<Subject, readonly Grant[]>();

/** Every policy document in a resource's inputs; read once, however many rules ask. */
export function grantsOf(subject: Subject): readonly Grant[] {
  const known = read.get(subject);
  if (known) return known;
  const grants = (BY_TYPE[subject.type] ?? []).flatMap(({ kind, path }) =>
    places(subject.inputs, path).map((place) => ({ kind, document: documentOf(place.value, place.path) })),
  );
  read.set(subject, grants);
  return grants;
}

/** What is not known yet in a resource's policy documents. */
export function unknownIn(grants: readonly Grant[]): Finding[] {
  return grants.flatMap(({ document }) =>
    document.unknown.map((path) => ({ kind: "unknown" as const, path })),
  );
}
