import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import {
  ENVIRONMENTS,
  INTENTS,
  PURPOSES,
  QUOTAS,
  STORAGE_CLASSES,
  SUBNETS,
  type Environment,
} from "./testing/documented";

interface Step {
  readonly newState: {
    readonly type: string;
    readonly urn: string;
    readonly inputs: Record<string, unknown>;
    readonly dependencies?: readonly string[];
    readonly propertyDependencies?: Record<string, string[]>;
  };
}
interface Preview {
  readonly steps: readonly Step[];
  readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

/** What a preview of all four stacks prints for programs. */
async function previews(): Promise<Record<string, Preview>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "preview/main.ts", "--json", "--no-policy"],
    { cwd: __dirname, maxBuffer: 256 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Record<string, Preview>;
}

/** The inputs of a preview's resources, found by type and logical name. */
class Resources {
  constructor(readonly preview: Preview) {}

  all(
    type: string,
  ): { name: string; inputs: Record<string, unknown>; references: Record<string, string[]> }[] {
    return this.preview.steps
      .filter((step) => step.newState.type === type)
      .map(({ newState }) => ({
        name: newState.urn.split("::").at(-1) ?? "",
        inputs: newState.inputs,
        references: newState.propertyDependencies ?? {},
      }));
  }

  inputs<T>(type: string): T[] {
    return this.all(type).map(({ inputs }) => inputs as T);
  }
}

interface NodeGroup {
  readonly instanceTypes: string[];
  readonly labels: Record<string, string>;
  readonly version: string;
  readonly scalingConfig: {
    readonly minSize: number;
    readonly desiredSize: number;
    readonly maxSize: number;
  };
}
interface LaunchTemplate {
  readonly blockDeviceMappings: {
    readonly ebs: { readonly volumeSize: number; readonly volumeType: string };
  }[];
}
interface KubernetesObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Record<string, string>;
  };
}

describe("the program", function () {
  this.timeout(240_000);
  let all: Record<string, Preview>;
  before(async () => {
    all = await previews();
  });

  it("previews the four stacks without an error", () => {
    expect(Object.keys(all)).to.have.members(Object.keys(ENVIRONMENTS));
    for (const preview of Object.values(all)) {
      expect(preview.diagnostics ?? []).to.deep.equal([]);
    }
  });

  it("places namespaces and network policies after the add-ons, whether or not every pool gets its nodes", () => {
    const tenancy = all.production!.steps.find(
      ({ newState }) => newState.type === "intelliguard:tenancy:Tenancy",
    );
    const after = (tenancy?.newState.dependencies ?? []).map((urn) => urn.split("::").slice(-1).join());
    expect(after).to.include.members(["cluster-coredns", "cluster-metrics-server", "cluster-premium-ssd"]);
    expect(after).not.to.include("cluster-ml-inference");
  });

  for (const [stack, documented] of Object.entries(ENVIRONMENTS)) {
    describe(`${stack}, as the document has it`, () => {
      let resources: Resources;
      before(() => {
        resources = new Resources(all[stack]!);
      });

      it("has the document's number and types of nodes (section 1)", () => {
        const groups = resources.inputs<NodeGroup>("aws:eks/nodeGroup:NodeGroup");
        const nodes = groups.reduce((sum, group) => sum + group.scalingConfig.desiredSize, 0);
        expect(nodes).to.equal(documented.nodes);
        expect(groups.flatMap((group) => group.instanceTypes)).to.include.members([
          ...documented.instanceTypes,
        ]);
      });

      it("has the document's node groups (section 2)", () => holdsNodeGroups(resources, documented));
      it("has the document's network (section 3)", () => holdsNetwork(resources, documented));
      it("has the document's security groups (section 3)", () => holdsSecurityGroups(resources, documented));
      it("has the document's namespaces, quotas and intents (section 2)", () => holdsNamespaces(resources));
      it("has the document's storage classes, one of them the default (sections 1 and 5)", () =>
        holdsStorageClasses(resources, documented));

      it("runs Kubernetes 1.35 with encrypted secrets, private endpoint and all logs (section 2)", () => {
        const [cluster] = resources.inputs<Record<string, unknown>>("eks:index:Cluster");
        expect(cluster).to.include({
          version: "1.35",
          endpointPrivateAccess: true,
          endpointPublicAccess: false,
        });
        expect(cluster?.enabledClusterLogTypes).to.have.lengthOf(5);
        expect(cluster).to.have.property("encryptionConfigKeyArn");
      });
    });
  }
});

function holdsNodeGroups(resources: Resources, documented: Environment): void {
  const groups = resources.all("aws:eks/nodeGroup:NodeGroup");
  const templates = resources.all("aws:ec2/launchTemplate:LaunchTemplate");
  for (const [name, group] of Object.entries(documented.nodeGroups)) {
    const inputs = groups.find((one) => one.name === `cluster-${name}`)?.inputs as NodeGroup | undefined;
    expect(inputs?.scalingConfig, name).to.deep.equal({
      minSize: group.min,
      desiredSize: group.desired,
      maxSize: group.max,
    });
    expect(inputs?.instanceTypes, name).to.deep.equal([group.type]);
    expect(inputs?.labels, name).to.include(group.labels ?? {});
    const template = templates.find((one) => one.name === `cluster-${name}`)?.inputs as
      LaunchTemplate | undefined;
    if (group.disk !== undefined) {
      expect(template?.blockDeviceMappings[0]?.ebs, name).to.include({
        volumeSize: group.disk.size,
        volumeType: group.disk.type,
      });
    }
  }
}

function holdsNetwork(resources: Resources, documented: Environment): void {
  expect(resources.inputs("aws:ec2/vpc:Vpc")).to.have.lengthOf(1);
  expect(resources.inputs("aws:ec2/vpc:Vpc")[0]).to.include({
    cidrBlock: `${documented.network}.0.0/16`,
    enableDnsHostnames: true,
    enableDnsSupport: true,
  });
  const subnets = resources.inputs<{ cidrBlock: string; availabilityZone: string; tags: { Name: string } }>(
    "aws:ec2/subnet:Subnet",
  );
  const placed = subnets.map(({ tags, cidrBlock, availabilityZone }) => [
    tags.Name,
    cidrBlock,
    availabilityZone,
  ]);
  for (const [name, ranges] of Object.entries(SUBNETS)) {
    const expected = documented.zones.map((zone, index) => [
      `${name}-${index + 1}`,
      `${documented.network}.${ranges[index] ?? ""}`,
      zone,
    ]);
    expect(placed).to.deep.include.members(expected);
  }
}

function holdsSecurityGroups(resources: Resources, documented: Environment): void {
  const groups = resources.inputs<{ tags: { Name: string }; description: string }>(
    "aws:ec2/securityGroup:SecurityGroup",
  );
  const described = Object.fromEntries(groups.map(({ tags, description }) => [tags.Name, description]));
  expect(described).to.include({
    eks_cluster_sg: "EKS cluster security group",
    eks_node_sg: "EKS node group security group",
    rds_sg: "RDS database security group",
  });
  const rules = resources.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
  const has = (group: string, source: string | undefined, expected: Record<string, unknown>) => {
    const found = rules.some(
      ({ inputs, references }) =>
        references.securityGroupId?.[0]?.endsWith(`::network-${group}`) &&
        (source === undefined ||
          references.referencedSecurityGroupId?.[0]?.endsWith(`::network-${source}`)) &&
        Object.entries(expected).every(([key, value]) => inputs[key] === value),
    );
    expect(found, `${group} from ${source ?? "a range"}`).to.equal(true);
  };
  const tcp = (from: number, to: number, description: string) => ({
    ipProtocol: "tcp",
    fromPort: from,
    toPort: to,
    description,
  });
  has("cluster", undefined, {
    ...tcp(443, 443, "HTTPS API access"),
    cidrIpv4: `${documented.network}.0.0/16`,
  });
  has("node", "cluster", tcp(1025, 65535, "Node port access"));
  has("node", "bastion", tcp(22, 22, "SSH access"));
  has("rds", "node", tcp(5432, 5432, "PostgreSQL access"));
  const outbound = resources.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
  expect(outbound.find(({ name }) => name.startsWith("network-cluster-"))?.inputs).to.include({
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
    description: "All outbound traffic",
  });
}

function holdsNamespaces(resources: Resources): void {
  const namespaces = [
    ...resources.inputs<KubernetesObject>("kubernetes:core/v1:Namespace"),
    ...resources.inputs<KubernetesObject>("kubernetes:core/v1:NamespacePatch"),
  ];
  const purposes = Object.fromEntries(
    namespaces.map(({ metadata }) => [metadata.name, metadata.labels["intelliguard.com/purpose"]]),
  );
  expect(purposes).to.include(PURPOSES);

  const quotas = resources.inputs<KubernetesObject & { spec: { hard: Record<string, string> } }>(
    "kubernetes:core/v1:ResourceQuota",
  );
  for (const [namespace, hard] of Object.entries(QUOTAS)) {
    const found = quotas
      .filter(({ metadata }) => metadata.namespace === namespace)
      .map(({ spec }) => spec.hard);
    expect(found).to.deep.include(hard);
  }

  const policies = resources.inputs<KubernetesObject>("kubernetes:networking.k8s.io/v1:NetworkPolicy");
  for (const [namespace, intents] of Object.entries(INTENTS)) {
    const found = policies
      .filter(({ metadata }) => metadata.namespace === namespace)
      .map(({ metadata }) => metadata.labels["intelliguard.com/intent"]);
    expect(found, namespace).to.include.members([...intents, "default_deny_all"]);
  }
}

function holdsStorageClasses(resources: Resources, documented: Environment): void {
  const classes = resources.inputs<
    KubernetesObject & {
      metadata: { annotations: Record<string, string> };
      parameters: Record<string, string>;
      reclaimPolicy: string;
      provisioner: string;
      volumeBindingMode: string;
      allowVolumeExpansion: boolean;
    }
  >("kubernetes:storage.k8s.io/v1:StorageClass");
  expect(classes.map(({ metadata }) => metadata.name)).to.have.members(Object.keys(STORAGE_CLASSES));
  for (const one of classes) {
    const expected = STORAGE_CLASSES[one.metadata.name]!;
    expect(one.parameters).to.include(expected.parameters);
    expect(one).to.include({
      reclaimPolicy: expected.reclaimPolicy,
      provisioner: "ebs.csi.aws.com",
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
    });
  }
  const defaults = classes.filter(
    ({ metadata }) => metadata.annotations["storageclass.kubernetes.io/is-default-class"] === "true",
  );
  expect(defaults.map(({ metadata }) => metadata.name)).to.deep.equal([documented.defaultClass]);
}
