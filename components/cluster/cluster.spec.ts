import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type Lookups, mocked, type Registered, valueOf, type World } from "../../testing/mocks";
import { type EksClusterArgs, EksCluster } from ".";
import { ADDON_NAMES } from "./addons";
import { example, PRODUCTION_POOLS } from "./fixture";
import { ENI_CONFIG_LABEL } from "./nodegroups";

const LOOKUPS: Lookups = {
  "aws:eks/getAddonVersion:getAddonVersion": ({ addonName, kubernetesVersion }) => ({
    version: `${String(addonName)} for ${String(kubernetesVersion)}`,
  }),
};

const ADDON = "aws:eks/addon:Addon";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const ENI_CONFIG = "kubernetes:crd.k8s.amazonaws.com/v1alpha1:ENIConfig";
const STORAGE_CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";
const SNAPSHOT_CLASS = "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass";

/** `type name` of each resource with those it was told to wait for. */
type Waits = Map<string, string[]>;

/** Records explicit dependencies, which a mocked engine does not hand out. */
function recorder(waits: Waits): pulumi.ResourceTransformation {
  const names = new Map<unknown, string>();
  return ({ resource, type, name, opts }) => {
    names.set(resource, `${type} ${name}`);
    const explicit = [(opts as pulumi.CustomResourceOptions).dependsOn ?? []].flat() as unknown[];
    waits.set(
      `${type} ${name}`,
      explicit.map((each) => names.get(each) ?? "outside"),
    );
    return undefined;
  };
}

interface Placed {
  readonly world: World;
  readonly result: EksCluster;
  readonly waits: Waits;
}

async function place(change: Partial<EksClusterArgs> = {}): Promise<Placed> {
  const waits: Waits = new Map();
  const build = () => new EksCluster("cluster", example(change), { transformations: [recorder(waits)] });
  return { ...(await mocked(build, LOOKUPS)), waits };
}

/** Whether a resource is placed only after another, directly or by what it waits for. */
function follows(waits: Waits, later: string, earlier: string): boolean {
  const direct = waits.get(later) ?? [];
  return direct.includes(earlier) || direct.some((each) => follows(waits, each, earlier));
}

interface Template {
  metadataOptions: object;
  blockDeviceMappings: { deviceName: string; ebs: Record<string, unknown> }[];
  vpcSecurityGroupIds: string[];
  userData: string;
  tagSpecifications: { resourceType: string; tags: Record<string, string> }[];
}

const values = ({ inputs }: Registered) =>
  JSON.parse(inputs.configurationValues as string) as Record<string, unknown>;

describe("EksCluster", () => {
  let placed: Placed;
  before(async () => {
    placed = await place();
  });

  const all = (type: string) => placed.world.all(type);
  const one = (type: string, name: string) => placed.world.one(type, name).inputs;

  describe("the control plane", () => {
    const cluster = () => one("eks:index:Cluster", "cluster");

    it("is closed, encrypted, logged and kept", () => {
      expect(cluster()).to.include({
        name: "intelliguard-production",
        version: "1.35",
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
        encryptionConfigKeyArn: "arn:aws:kms:us-west-2:123456789012:key/kubernetes",
        authenticationMode: "API",
        deletionProtection: true,
        kubernetesServiceIpAddressRange: "172.20.0.0/16",
      });
      expect(cluster().enabledClusterLogTypes).to.have.members([
        "api",
        "audit",
        "authenticator",
        "controllerManager",
        "scheduler",
      ]);
      expect(cluster()).not.to.have.property("publicAccessCidrs");
    });

    it("leaves networking, DNS, nodes and security groups to what stands beside it", () => {
      expect(cluster()).to.deep.include({
        bootstrapSelfManagedAddons: false,
        useDefaultVpcCni: true,
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        createOidcProvider: false,
      });
      expect(cluster().kubeProxyAddonOptions).to.include({ enabled: false });
      expect(cluster().corednsAddonOptions).to.include({ enabled: false });
    });

    it("opens to the stated ranges and no others", async () => {
      const { world } = await place({ publicAccessCidrs: ["203.0.113.0/24"] });
      expect(world.one("eks:index:Cluster", "cluster").inputs).to.deep.include({
        endpointPublicAccess: true,
        publicAccessCidrs: ["203.0.113.0/24"],
      });
    });

    it("waits for the network that its nodes will need", async () => {
      const waits: Waits = new Map();
      await mocked(() => {
        const nodesAfter = [new aws.ec2.Vpc("vpc", {})];
        return new EksCluster("cluster", example({ nodesAfter }), { transformations: [recorder(waits)] });
      }, LOOKUPS);
      expect(waits.get("eks:index:Cluster cluster")).to.include("outside");
      expect(placed.waits.get("eks:index:Cluster cluster")).not.to.include("outside");
    });

    it("has its role's policies before it, and its role known whatever becomes of them", async () => {
      for (const policy of [
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment cluster-control-plane-AmazonEKSClusterPolicy",
        "aws:iam/rolePolicy:RolePolicy cluster-control-plane-secrets",
      ]) {
        expect(follows(placed.waits, "eks:index:Cluster cluster", policy), policy).to.equal(true);
      }
      let given: unknown;
      const seen: pulumi.ResourceTransformation = ({ type, props }) => {
        if (type === "eks:index:Cluster") given = (props as eks.ClusterOptions).serviceRole;
        return undefined;
      };
      await mocked(() => new EksCluster("cluster", example(), { transformations: [seen] }), LOOKUPS);
      expect(aws.iam.Role.isInstance(given)).to.equal(true);
    });

    it("finds its log group made, encrypted and with an end", () => {
      expect(one("aws:cloudwatch/logGroup:LogGroup", "cluster-logs")).to.include({
        name: "/aws/eks/intelliguard-production/cluster",
        retentionInDays: 365,
        kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/logs",
      });
      expect(
        follows(placed.waits, "eks:index:Cluster cluster", "aws:cloudwatch/logGroup:LogGroup cluster-logs"),
      ).to.equal(true);
    });
  });

  describe("access", () => {
    it("is by role: administration for admins and deployers, a view without secrets for viewers", () => {
      const entries = all("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").map(
        ({ name, inputs }) => [name, inputs.principalArn, (inputs.policyArn as string).split("/")[1]],
      );
      expect(entries).to.have.deep.members([
        ["cluster-admin", "arn:aws:iam::123456789012:role/cluster-admin", "AmazonEKSClusterAdminPolicy"],
        ["cluster-runner", "arn:aws:iam::123456789012:role/runner", "AmazonEKSClusterAdminPolicy"],
        ["cluster-auditor", "arn:aws:iam::123456789012:role/auditor", "AmazonEKSViewPolicy"],
      ]);
      expect(all("aws:eks/accessEntry:AccessEntry").map(({ name }) => name)).to.have.members([
        "cluster-admin",
        "cluster-runner",
        "cluster-auditor",
      ]);
    });

    it("lasts until the last object is gone", () => {
      const provider = "pulumi:providers:kubernetes cluster-kubernetes";
      expect(
        follows(
          placed.waits,
          provider,
          "aws:eks/accessPolicyAssociation:AccessPolicyAssociation cluster-runner",
        ),
      ).to.equal(true);
      expect(one("pulumi:providers:kubernetes", "cluster-kubernetes")).to.include({
        enableServerSideApply: "true",
      });
    });
  });

  describe("add-ons", () => {
    it("are all placed, at versions that follow the cluster's, and overwrite what was edited by hand", () => {
      expect(all(ADDON).map(({ inputs }) => inputs.addonName)).to.have.members([...ADDON_NAMES]);
      for (const { inputs } of all(ADDON)) {
        expect(inputs).to.include({
          addonVersion: `${String(inputs.addonName)} for 1.35`,
          resolveConflictsOnCreate: "OVERWRITE",
          resolveConflictsOnUpdate: "OVERWRITE",
        });
      }
    });

    it("take an exact version without looking one up", async () => {
      const pins = Object.fromEntries(ADDON_NAMES.map((name) => [name, "v9.9.9-eksbuild.1"]));
      const { world } = await mocked(() => new EksCluster("cluster", example({ addonVersions: pins })));
      for (const { inputs } of world.all(ADDON)) expect(inputs.addonVersion).to.equal("v9.9.9-eksbuild.1");
    });

    it("come in order: networking, its ENIConfigs, nodes, the rest", () => {
      const cni = `${ADDON} cluster-vpc-cni`;
      for (const { name } of all(ENI_CONFIG)) {
        expect(follows(placed.waits, `${ENI_CONFIG} ${name}`, cni), name).to.equal(true);
      }
      for (const { name } of all(NODE_GROUP)) {
        const group = `${NODE_GROUP} ${name}`;
        for (const early of ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]) {
          expect(follows(placed.waits, group, `${ADDON} cluster-${early}`), name).to.equal(true);
        }
        for (const each of all(ENI_CONFIG)) {
          expect(follows(placed.waits, group, `${ENI_CONFIG} ${each.name}`), name).to.equal(true);
        }
      }
      for (const late of ["coredns", "metrics-server", "snapshot-controller", "aws-ebs-csi-driver"]) {
        const addon = `${ADDON} cluster-${late}`;
        expect(follows(placed.waits, addon, `${NODE_GROUP} cluster-general`), late).to.equal(true);
        expect(follows(placed.waits, addon, `${NODE_GROUP} cluster-ml-inference`), late).to.equal(false);
      }
      const driver = `${ADDON} cluster-aws-ebs-csi-driver`;
      expect(follows(placed.waits, driver, `${ADDON} cluster-snapshot-controller`)).to.equal(true);
    });

    it("call AWS with roles of their own, and the nodes' role may neither network nor make volumes", () => {
      const associations = all(ADDON).flatMap(({ inputs }) => inputs.podIdentityAssociations ?? []);
      expect(associations).to.have.deep.members([
        { serviceAccount: "aws-node", roleArn: "arn:aws:mock:us-west-2:123456789012:cluster-vpc-cni" },
        {
          serviceAccount: "ebs-csi-controller-sa",
          roleArn: "arn:aws:mock:us-west-2:123456789012:cluster-aws-ebs-csi-driver",
        },
      ]);
      const attached = all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
        .filter(({ inputs }) => inputs.role === "cluster-node")
        .map(({ inputs }) => inputs.policyArn);
      expect(attached).to.have.members([
        "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
        "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
        "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      ]);
    });

    it("carry the settings made for them", () => {
      expect(values(placed.world.one(ADDON, "cluster-vpc-cni"))).to.include({ enableNetworkPolicy: "true" });
      expect(values(placed.world.one(ADDON, "cluster-coredns")).corefile).to.contain(
        "rewrite stop name exact vault.intelliguard.local vault-active.vault.svc.cluster.local",
      );
      expect(one(ADDON, "cluster-snapshot-controller")).not.to.have.property("configurationValues");
    });
  });

  describe("ENIConfigs", () => {
    it("put the pods of each zone in its own subnets and group", () => {
      const found = all(ENI_CONFIG).map(({ inputs }) => [
        (inputs.metadata as { name: string }).name,
        inputs.spec,
      ]);
      expect(found).to.have.deep.members(
        ["a", "b", "c"].flatMap((letter) => [
          [
            `us-west-2${letter}`,
            { subnet: `pods-application-${letter}`, securityGroups: ["sg-pods-application"] },
          ],
          [`data-us-west-2${letter}`, { subnet: `pods-data-${letter}`, securityGroups: ["sg-pods-data"] }],
        ]),
      );
    });

    it("exist for every name that a node's label gives", () => {
      const names = all(ENI_CONFIG).map(({ inputs }) => (inputs.metadata as { name: string }).name);
      const labels = all(NODE_GROUP).flatMap(
        ({ inputs }) => (inputs.labels as Record<string, string>)[ENI_CONFIG_LABEL] ?? [],
      );
      expect(labels).to.have.length(3);
      expect(names).to.include.members(labels);
    });
  });

  describe("node pools", () => {
    it("have the document's sizes, types, labels and taints", () => {
      for (const { name, min, desired, max, instanceType, labels, taints } of PRODUCTION_POOLS.slice(0, 4)) {
        const group = one(NODE_GROUP, `cluster-${name}`);
        expect(group.scalingConfig).to.deep.equal({ minSize: min, desiredSize: desired, maxSize: max });
        expect(group.instanceTypes).to.deep.equal([instanceType]);
        expect(group.labels).to.deep.equal(labels);
        expect(group.taints).to.deep.equal(taints);
        expect(group.subnetIds).to.deep.equal(["private-a", "private-b", "private-c"]);
      }
      expect(one(NODE_GROUP, "cluster-security-core").scalingConfig).to.deep.equal({
        minSize: 6,
        desiredSize: 8,
        maxSize: 12,
      });
      expect(one(NODE_GROUP, "cluster-ml-inference").amiType).to.equal("AL2023_x86_64_NVIDIA");
    });

    it("add up to the document's 24 nodes", () => {
      const desired = all(NODE_GROUP).map(
        ({ inputs }) => (inputs.scalingConfig as { desiredSize: number }).desiredSize,
      );
      expect(desired.reduce((total, each) => total + each, 0)).to.equal(24);
    });

    it("put the data pool in the database subnets, a zone at a time", () => {
      const group = (letter: string) => one(NODE_GROUP, `cluster-data-${letter}`);
      expect(["a", "b", "c"].map((letter) => group(letter).subnetIds)).to.deep.equal([
        ["database-a"],
        ["database-b"],
        ["database-c"],
      ]);
      const key = (letter: string) => `${NODE_GROUP} cluster-data-${letter}`;
      expect(follows(placed.waits, key("c"), key("b"))).to.equal(true);
      expect(follows(placed.waits, key("b"), key("a"))).to.equal(true);
    });

    it("are repaired, and updated a third at a time", () => {
      for (const { inputs } of all(NODE_GROUP)) {
        expect(inputs.nodeRepairConfig).to.deep.equal({ enabled: true });
        expect(inputs.updateConfig).to.deep.equal({ maxUnavailablePercentage: 33 });
      }
    });

    const templates = () =>
      all(TEMPLATE).map(({ name, inputs }) => ({ name, template: inputs as unknown as Template }));

    it("answer IMDSv2 only, one hop far", () => {
      expect(templates()).to.have.length(5);
      for (const { name, template } of templates()) {
        expect(template.metadataOptions, name).to.deep.equal({
          httpEndpoint: "enabled",
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
        });
      }
    });

    it("have encrypted volumes of the documented size and type", () => {
      const disk = (name: string) =>
        templates().find((each) => each.name === name)?.template.blockDeviceMappings[0]?.ebs;
      expect(disk("cluster-security-core")).to.include({ volumeSize: 200, volumeType: "gp3" });
      expect(disk("cluster-analytics-processing")).to.include({ volumeSize: 500, volumeType: "gp3" });
      expect(disk("cluster-ml-inference")).to.include({ volumeSize: 1024, volumeType: "io2", iops: 10000 });
      for (const { name, template } of templates()) {
        for (const { ebs } of template.blockDeviceMappings) {
          expect(ebs, name).to.include({
            encrypted: "true",
            kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/volumes",
          });
        }
      }
    });

    it("encrypt both volumes of Bottlerocket", async () => {
      const { world } = await place({ amiFamily: "BOTTLEROCKET" });
      const found = world.one(TEMPLATE, "cluster-general").inputs as unknown as Template;
      expect(
        found.blockDeviceMappings.map(({ deviceName, ebs }) => [deviceName, ebs.encrypted]),
      ).to.deep.equal([
        ["/dev/xvda", "true"],
        ["/dev/xvdb", "true"],
      ]);
      expect(Buffer.from(found.userData, "base64").toString()).to.contain("max-pods = 110");
    });

    it("stand in their zone's groups and tag what they launch", () => {
      const groups = Object.fromEntries(
        templates().map(({ name, template }) => [name, template.vpcSecurityGroupIds]),
      );
      expect(groups).to.deep.include({ "cluster-general": ["sg-node"], "cluster-data": ["sg-data-node"] });
      for (const { template } of templates()) {
        expect(template.tagSpecifications.map(({ resourceType }) => resourceType)).to.have.members([
          "instance",
          "volume",
          "network-interface",
        ]);
        for (const { tags } of template.tagSpecifications) {
          expect(tags).to.include({ Environment: "production", CostCentre: "security" });
        }
        expect(Buffer.from(template.userData, "base64").toString()).to.contain("maxPods: 110");
      }
    });
  });

  describe("storage", () => {
    const defaults = (world: World) =>
      world
        .all(STORAGE_CLASS)
        .filter(
          ({ inputs }) =>
            (inputs.metadata as { annotations: Record<string, string> }).annotations[
              "storageclass.kubernetes.io/is-default-class"
            ] === "true",
        )
        .map(({ name }) => name);

    it("has the document's classes with the customer key", () => {
      expect(one(STORAGE_CLASS, "cluster-premium-ssd")).to.deep.include({
        provisioner: "ebs.csi.aws.com",
        parameters: {
          type: "gp3",
          iops: "3000",
          throughput: "125",
          encrypted: "true",
          kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/volumes",
        },
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
        reclaimPolicy: "Retain",
      });
      expect(one(STORAGE_CLASS, "cluster-high-performance").parameters).to.include({
        type: "io2",
        iops: "10000",
      });
      expect(one(STORAGE_CLASS, "cluster-standard")).to.include({ reclaimPolicy: "Delete" });
      expect(all(STORAGE_CLASS)).to.have.length(3);
    });

    it("has one default, by the tier", async () => {
      expect(defaults(placed.world)).to.deep.equal(["cluster-premium-ssd"]);
      const { world, result } = await place({ storageTier: "standard_ssd" });
      expect(defaults(world)).to.deep.equal(["cluster-standard"]);
      expect(result.defaultStorageClass).to.equal("standard");
    });

    it("has a snapshot class that Velero finds and that keeps snapshots", () => {
      expect(one(SNAPSHOT_CLASS, "cluster-snapshots")).to.deep.include({
        driver: "ebs.csi.aws.com",
        deletionPolicy: "Retain",
      });
      expect(one(SNAPSHOT_CLASS, "cluster-snapshots").metadata).to.have.deep.property("labels", {
        "velero.io/csi-volumesnapshot-class": "true",
      });
      expect(
        follows(placed.waits, `${SNAPSHOT_CLASS} cluster-snapshots`, `${ADDON} cluster-snapshot-controller`),
      ).to.equal(true);
    });

    it("is placed through the cluster's own provider, like every object", () => {
      for (const { name, provider } of [STORAGE_CLASS, ENI_CONFIG, SNAPSHOT_CLASS].flatMap(all)) {
        expect(provider, name).to.contain("cluster-kubernetes");
      }
    });
  });

  it("hands out what others build on", async () => {
    const { result } = placed;
    expect(await valueOf(result.nodeRoleArn)).to.equal("arn:aws:mock:us-west-2:123456789012:cluster-node");
    expect(await valueOf(result.logGroupName)).to.equal("/aws/eks/intelliguard-production/cluster");
    expect(result.snapshotClass).to.equal("ebs");
    // Seven node groups, four add-ons that need them, three storage classes and the snapshot class.
    expect(result.ready).to.have.length(7 + 4 + 4);
    // Without the node groups: what runs nowhere does not wait for a pool that gets no nodes.
    expect(result.serving).to.have.length(4 + 4);
    expect(result.serving.filter((each) => aws.eks.NodeGroup.isInstance(each))).to.deep.equal([]);
  });

  it("makes nothing when an arg is wrong, and says everything that is", async () => {
    const failed: unknown = await place({ version: "1.24.x", logTypes: [] }).catch((error: unknown) => error);
    expect(String(failed)).to.contain('cluster: version: write a minor version such as "1.35", not "1.24.x"');
    expect(String(failed)).to.contain("cluster: logTypes: name at least one of api");
  });
});
