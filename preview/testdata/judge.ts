/** Judges a handful of resources by a pack, in a process of its own as only one pack may be served per process. */
import { Policies } from "../policies";
import { blank, type Resource } from "../resource";
import { packageOf, providerType, urnOf } from "../urn";
import { secret, SIGNATURE, UNKNOWN, type WireMap } from "../values";

const place = { stack: "app", project: "judged" };
const root = urnOf(place, "", "pulumi:pulumi:Stack", "judged-app");

function provider(pkg: string, inputs: WireMap): Resource {
  const type = providerType(pkg);
  const urn = urnOf(place, "", type, "default");
  return {
    ...blank({ operation: "create", urn, type, name: "default", custom: true }),
    inputs,
    outputs: inputs,
  };
}

const providers = [provider("aws", { region: "us-west-2", __internal: {} }), provider("kubernetes", {})];

function resource(type: string, name: string, inputs: WireMap, more: Partial<Resource> = {}): Resource {
  const urn = urnOf(place, root, type, name);
  const identity = { operation: "create", urn, type, name, custom: !type.startsWith("judged:") } as const;
  return { ...blank(identity), parent: root, inputs, outputs: inputs, ...more };
}

const vpc = resource(
  "aws:ec2/vpc:Vpc",
  "net",
  { cidrBlock: "10.0.0.0/16", tags: { Name: "net" } },
  { protect: true },
);
const container = {
  name: "main",
  image: "nginx:latest",
  securityContext: { privileged: true, capabilities: { add: ["ALL"] } },
};

const resources: Resource[] = [
  {
    ...blank({
      operation: "create",
      urn: root,
      type: "pulumi:pulumi:Stack",
      name: "judged-app",
      custom: false,
    }),
  },
  ...providers,
  resource("judged:index:Part", "part", { tags: { Owner: "me" }, list: [1, { a: null }] }),
  vpc,
  resource(
    "aws:ec2/subnet:Subnet",
    "subnet",
    { vpcId: UNKNOWN, tags: {} },
    {
      dependencies: [vpc.urn],
      propertyDependencies: { vpcId: [vpc.urn], tags: [] },
      deleteBeforeReplace: true,
    },
  ),
  resource(
    "aws:sqs/queue:Queue",
    "queue",
    { delaySeconds: 5 },
    { ignoreChanges: ["tags"], timeouts: { create: 1800 } },
  ),
  resource(
    "aws:ssm/parameter:Parameter",
    "known-secret",
    { type: "SecureString", value: secret("s3cr3t") },
    { additionalSecretOutputs: ["value"] },
  ),
  resource("aws:s3/bucket:Bucket", "bucket", {
    bucket: "b",
    network: { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: vpc.urn, id: "" },
  }),
  resource("aws:ebs/volume:Volume", "volume", {
    availabilityZone: "us-west-2a",
    size: 10,
    encrypted: UNKNOWN,
  }),
  resource("aws:rds/cluster:Cluster", "database", { storageEncrypted: false, engine: "aurora-postgresql" }),
  resource("kubernetes:core/v1:Pod", "pod", {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "pod", namespace: "analytics" },
    spec: { hostNetwork: true, containers: [container] },
  }),
  resource("kubernetes:apps/v1:Deployment", "deployment", {
    metadata: { name: "d", namespace: UNKNOWN },
    spec: { template: { spec: { containers: [{ ...container, securityContext: UNKNOWN }] } } },
  }),
];

async function main([dir = "", how = ""]: string[]): Promise<void> {
  const policies = await Policies.load({ dir, protocol: how === "protocol" }, "app", root);
  const providerOf = ({ type, custom }: Resource): Resource | undefined =>
    custom ? providers.find((each) => each.type === providerType(packageOf(type))) : undefined;
  for (const each of resources) await policies.judge(each, providerOf(each));
  await policies.judgeStack(resources, providerOf);
  policies.close();
  const inputs = Object.fromEntries(resources.map(({ name, inputs }) => [name, inputs]));
  process.stdout.write(JSON.stringify({ ...policies.judgement, inputs }));
}

void main(process.argv.slice(2)).then(() => process.exit());
