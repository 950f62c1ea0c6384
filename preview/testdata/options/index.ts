/** Previewed by the real engine and by the embedded preview; both must print the same. */
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as kubernetes from "@pulumi/kubernetes";
import * as random from "@pulumi/random";

class Inner extends pulumi.ComponentResource {
  readonly queue: aws.sqs.Queue;

  constructor(name: string, args: { tags: Record<string, string> }, opts?: pulumi.ComponentResourceOptions) {
    super("options:index:Inner", name, args, opts);
    this.queue = new aws.sqs.Queue(`${name}-queue`, { tags: args.tags, delaySeconds: 5 }, { parent: this });
    new aws.sqs.QueuePolicy(
      `${name}-policy`,
      {
        queueUrl: this.queue.id,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Resource: this.queue.arn }] }),
      },
      { parent: this.queue },
    );
    this.registerOutputs({ url: this.queue.url, tags: args.tags });
  }
}

class Outer extends pulumi.ComponentResource {
  readonly inner: Inner;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("options:index:Outer", name, { label: pulumi.secret("label-secret"), count: 2 }, opts);
    this.inner = new Inner(`${name}-inner`, { tags: { Part: "inner" } }, { parent: this });
    new Inner(`${name}-second`, { tags: {} }, { parent: this, protect: false });
    this.registerOutputs({ inner: this.inner });
  }
}

/** Gives queues a longer delay and the resources of a component a tag. */
function transforms(): void {
  pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
    type === "aws:sqs/queue:Queue" ? { props: { ...props, delaySeconds: 9 }, opts } : undefined,
  );
  const parent = new pulumi.ComponentResource(
    "options:index:Transformed",
    "transformed",
    {},
    {
      transforms: [
        ({ type, props, opts }) =>
          type === "aws:sns/topic:Topic"
            ? {
                props: { ...props, displayName: "changed" },
                opts: { ...opts, protect: true, ignoreChanges: ["tags"] },
              }
            : undefined,
      ],
      hooks: { afterCreate: [new pulumi.ResourceHook("told", () => undefined)] },
    },
  );
  new aws.sns.Topic("changed", { name: "changed", displayName: "before" }, { parent });
}

function application(): Record<string, unknown> {
  const config = new pulumi.Config();
  transforms();
  const outer = new Outer("outer", { protect: true });
  const vpc = new aws.ec2.Vpc(
    "net",
    { cidrBlock: "10.0.0.0/16", tags: { Name: "net" } },
    {
      aliases: [{ name: "old-net" }, "urn:pulumi:app::options::aws:ec2/vpc:Vpc::older-net"],
      customTimeouts: { create: "30m", delete: "1h30m" },
      ignoreChanges: ["tags"],
    },
  );
  const subnet = new aws.ec2.Subnet(
    "subnet",
    {
      vpcId: vpc.id,
      cidrBlock: "10.0.1.0/24",
      availabilityZone: pulumi.interpolate`${config.get("az") ?? "us-west-2a"}`,
    },
    { deletedWith: vpc, replaceOnChanges: ["cidrBlock"], deleteBeforeReplace: true },
  );
  new pulumi.ComponentResource("options:index:Refers", "refers", { vpc, outer });
  const password = new random.RandomPassword("password", { length: config.requireNumber("size") });
  const id = new random.RandomId("id", { byteLength: 4, keepers: { vpc: vpc.id, fixed: "yes" } });
  new aws.ssm.Parameter("known-secret", { type: "SecureString", value: pulumi.secret("s3cr3t-value") });
  new aws.ssm.Parameter("unknown-secret", { type: "SecureString", value: password.result });
  new aws.ssm.Parameter(
    "combined",
    {
      type: "String",
      value: pulumi.jsonStringify({
        zones: config.requireObject("zones"),
        nested: config.requireObject("nested"),
      }),
      tags: { secret: pulumi.secret("tag-secret"), vpc: vpc.id, id: id.hex },
    },
    { additionalSecretOutputs: ["arn"], dependsOn: [outer], retainOnDelete: true },
  );
  const east = new aws.Provider("east", {
    region: "us-east-1",
    allowedAccountIds: ["123456789012"],
    defaultTags: { tags: { Side: "east" } },
    token: pulumi.secret("provider-secret"),
  });
  const eastBucket = new aws.s3.Bucket(
    "east",
    { bucket: "east-bucket" },
    { provider: east, dependsOn: outer.inner },
  );
  new Inner("elsewhere", { tags: { Part: "east" } }, { providers: [east] });
  new aws.s3.BucketVersioning(
    "versions",
    { bucket: eastBucket.bucket, versioningConfiguration: { status: "Enabled" } },
    { parent: eastBucket },
  );
  new aws.s3.BucketObject("object", {
    bucket: eastBucket.id,
    source: new pulumi.asset.StringAsset("the text of an asset"),
    metadata: { size: pulumi.output(3).apply(String) },
  });
  const imported = new aws.iam.Role(
    "imported",
    { name: "existing", assumeRolePolicy: "{}" },
    { import: "existing", protect: true },
  );
  const found = aws.ec2.SecurityGroup.get("found", "sg-0123456789abcdef0");
  const cluster = new eks.Cluster("cluster", {
    vpcId: vpc.id,
    privateSubnetIds: [subnet.id],
    version: "1.35",
    skipDefaultNodeGroup: true,
    clusterTags: { secret: pulumi.secret("cluster-secret") },
  });
  new aws.eks.Addon(
    "addon",
    { clusterName: cluster.eksCluster.name, addonName: "coredns" },
    { dependsOn: cluster },
  );
  const kube = new kubernetes.Provider("kube", {
    kubeconfig: cluster.kubeconfigJson,
    enableServerSideApply: true,
  });
  const namespace = new kubernetes.core.v1.Namespace(
    "namespace",
    { metadata: { name: "tenant", labels: { zone: "data" } } },
    { provider: kube },
  );
  new kubernetes.networking.v1.NetworkPolicy(
    "deny",
    {
      metadata: { name: "deny", namespace: namespace.metadata.name },
      spec: { podSelector: {}, policyTypes: ["Ingress"] },
    },
    { provider: kube, parent: namespace },
  );
  const known = new kubernetes.Provider("known", { kubeconfig: "{}", context: "some" });
  const map = new kubernetes.core.v1.ConfigMap(
    "map",
    {
      metadata: { name: "map", namespace: "default" },
      data: { key: "value", region: aws.getRegionOutput().region },
    },
    { provider: known },
  );
  new kubernetes.core.v1.Secret(
    "secret",
    {
      metadata: { name: "secret", namespace: map.metadata.namespace },
      stringData: { password: password.result, plain: "p" },
    },
    { provider: known },
  );
  const base = new pulumi.StackReference("organization/options/base");
  new aws.sns.Topic("topic", {
    name: pulumi.interpolate`topic-${base.getOutput("region")}`,
    kmsMasterKeyId: base.requireOutput("key"),
    tags: { token: base.getOutput("token"), missing: base.getOutput("missing"), group: found.id },
  });
  new aws.cloudwatch.LogGroup(
    "logs",
    {
      name: "logs",
      retentionInDays: 30,
      tags: { account: aws.getCallerIdentityOutput().accountId, role: imported.name },
    },
    { replaceWith: [vpc], hideDiffs: ["tags"] },
  );
  return {
    vpc: vpc.id,
    cidr: vpc.cidrBlock,
    password: password.result,
    nested: { known: "yes", list: [1, vpc.arn], secret: pulumi.secret({ inner: "output-secret" }) },
    region: base.getOutput("region"),
  };
}

function base(): Record<string, unknown> {
  return { region: "us-west-2", key: "alias/base", token: pulumi.secret("base-token"), ports: [1, 2] };
}

export = pulumi.getStack() === "base" ? base() : application();
