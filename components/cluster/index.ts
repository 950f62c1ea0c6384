import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ACCESS_POLICIES } from "./access";
import { type EksClusterArgs, NETWORK_ZONES } from "./args";
import { problems } from "./checks";
import { eniConfig } from "./custom-resources";
import { placeNodePools } from "./node-pools";
import { eniConfigName, isOpen } from "./nodegroups";
import { placeAddons } from "./place-addons";
import { nodeBootstrap, secretsKeyUse, serviceTrust } from "./policies";
import { type PlacedRole, placeRole } from "./roles";
import { placeSnapshotClass, placeStorageClasses, SNAPSHOT_CLASS } from "./storage";
import { DEFAULT_CLASS, type StorageClassName } from "./storage-classes";

export { ADDON_NAMES, type AddonName } from "./addons";
export {
  type Access,
  type AccessLevel,
  AMI_FAMILIES,
  type AmiFamily,
  type ClusterDns,
  type EksClusterArgs,
  LOG_TYPES,
  type LogType,
  type NetworkZone,
  type NodePool,
  type Taint,
  type ZoneNetwork,
} from "./args";
export { STORAGE_TIERS, type StorageClassName, type StorageTier } from "./storage-classes";

/**
 * The Kubernetes cluster of an environment: EKS control plane, add-ons, node pools and storage classes (section 2,
 * cluster design; section 5, persistent storage). What comes before what: the log group and the roles, the control
 * plane, the add-ons that network pods with their ENIConfigs, the nodes, the other add-ons, the storage classes.
 */
export class EksCluster extends pulumi.ComponentResource {
  /** The cluster's name, known once the cluster exists: depending on it is depending on the cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** HTTPS address of the API server. */
  readonly endpoint: pulumi.Output<string>;
  /** Places objects in the cluster, by server-side apply. */
  readonly kubernetes: k8s.Provider;
  /** Issuer of the service accounts' tokens, without `https://`: for the trust policies of IRSA. */
  readonly oidcIssuer: pulumi.Output<string>;
  /** ARN of that issuer as an IAM identity provider. */
  readonly oidcProviderArn: pulumi.Output<string>;
  /** Security group that EKS itself made for the cluster. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Role of the nodes; burst nodes take it as well. */
  readonly nodeRoleArn: pulumi.Output<string>;
  readonly nodeRoleName: pulumi.Output<string>;
  /** Log group of the control plane's logs. */
  readonly logGroupName: pulumi.Output<string>;
  /** The class of claims that name none. */
  readonly defaultStorageClass: StorageClassName;
  /** The class of volume snapshots. */
  readonly snapshotClass = SNAPSHOT_CLASS;
  /** What a workload depends on: the nodes, the add-ons and the storage classes. */
  readonly ready: readonly pulumi.Resource[];
  /**
   * What an object depends on that runs nowhere, such as a namespace or a network policy: the add-ons and the storage
   * classes. A pool that cannot get its GPUs today must not leave the cluster without its policies.
   */
  readonly serving: readonly pulumi.Resource[];

  /** @throws when an arg is wrong: one line for every problem */
  constructor(name: string, args: EksClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("intelliguard:cluster:EksCluster", name, {}, opts);
    const found = problems(args);
    if (found.length > 0) throw new Error(found.map((problem) => `${name}: ${problem}`).join("\n"));
    const child = { parent: this };

    const logs = this.logGroup(name, args);
    const cluster = this.controlPlane(name, args, this.clusterRole(name, args), logs);
    this.clusterName = cluster.eksCluster.name;
    this.endpoint = cluster.eksCluster.endpoint;
    this.oidcIssuer = cluster.oidcIssuer;
    this.oidcProviderArn = this.tokenIssuer(name, cluster).arn;
    this.securityGroupId = cluster.eksCluster.vpcConfig.clusterSecurityGroupId;
    this.logGroupName = logs.name;
    const entries = this.accessEntries(name, args);
    // Whoever takes the cluster down needs access until the last object in it is gone.
    this.kubernetes = new k8s.Provider(
      `${name}-kubernetes`,
      { kubeconfig: cluster.kubeconfigJson, enableServerSideApply: true },
      { ...child, dependsOn: entries },
    );

    const context = { parent: this, clusterName: this.clusterName };
    const early = [...placeAddons(name, "before-nodes", args, context).values()];
    const configs = this.eniConfigs(name, args, early);
    const role = this.nodeRole(name, args);
    this.nodeRoleArn = role.role.arn;
    this.nodeRoleName = role.role.name;
    const nodes = placeNodePools(name, args, { ...context, role, dependsOn: [...early, ...configs] });
    // Only the nodes that run them: a pool that cannot get its GPUs today must not keep the cluster without DNS.
    const hosts = nodes.filter(({ pool }) => isOpen(pool)).map(({ group }) => group);
    const late = [...placeAddons(name, "after-nodes", args, context, hosts).values()];

    const objects = { ...child, provider: this.kubernetes, dependsOn: late };
    this.defaultStorageClass = DEFAULT_CLASS[args.storageTier];
    const classes = [...placeStorageClasses(name, args, objects), placeSnapshotClass(name, objects)];
    this.serving = [...late, ...classes];
    this.ready = [...nodes.map(({ group }) => group), ...this.serving];
    this.registerOutputs({
      clusterName: this.clusterName,
      endpoint: this.endpoint,
      oidcIssuer: this.oidcIssuer,
      nodeRoleArn: this.nodeRoleArn,
      defaultStorageClass: this.defaultStorageClass,
    });
  }

  /** Made before the cluster, which would otherwise make it itself: unencrypted, and kept for ever. */
  private logGroup(name: string, args: EksClusterArgs): aws.cloudwatch.LogGroup {
    const groupName = `/aws/eks/${args.clusterName}/cluster`;
    return new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      {
        name: groupName,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.logsKeyArn,
        tags: { Name: groupName },
      },
      { parent: this, protect: args.protect },
    );
  }

  private clusterRole(name: string, { secretsKeyArn }: EksClusterArgs): PlacedRole {
    return placeRole(
      `${name}-control-plane`,
      {
        description: "The EKS control plane",
        trust: serviceTrust("eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
        managed: ["AmazonEKSClusterPolicy"],
        inline: { secrets: pulumi.jsonStringify(secretsKeyUse(secretsKeyArn)) },
      },
      { parent: this },
    );
  }

  /** The cluster alone: its networking, DNS, nodes, security groups and storage classes are placed here, where they can be seen. */
  private controlPlane(
    name: string,
    args: EksClusterArgs,
    role: PlacedRole,
    logs: aws.cloudwatch.LogGroup,
  ): eks.Cluster {
    const open = args.publicAccessCidrs.length > 0;
    return new eks.Cluster(
      name,
      {
        name: args.clusterName,
        version: args.version,
        // The role itself, with its policies to wait for: an ARN that hung on a new policy would be unknown in a preview,
        // and a cluster whose role is unknown is a cluster to replace.
        serviceRole: role.role,
        vpcId: args.vpcId,
        subnetIds: [...args.controlPlaneSubnetIds],
        clusterSecurityGroup: args.clusterSecurityGroup,
        skipDefaultSecurityGroups: true,
        endpointPrivateAccess: true,
        endpointPublicAccess: open,
        ...(open ? { publicAccessCidrs: [...args.publicAccessCidrs] } : {}),
        kubernetesServiceIpAddressRange: args.serviceCidr,
        encryptionConfigKeyArn: args.secretsKeyArn,
        enabledClusterLogTypes: [...args.logTypes],
        authenticationMode: eks.AuthenticationMode.Api,
        // Nobody but the program moves the version: at the end of standard support the cluster stays as it is.
        upgradePolicy: { supportType: "EXTENDED" },
        deletionProtection: args.deletionProtection,
        bootstrapSelfManagedAddons: false,
        useDefaultVpcCni: true,
        kubeProxyAddonOptions: { enabled: false },
        corednsAddonOptions: { enabled: false },
        skipDefaultNodeGroup: true,
        createInstanceRole: false,
        createOidcProvider: false,
        clusterTags: { Name: args.clusterName },
      },
      { parent: this, protect: args.protect, dependsOn: [logs, ...role.policies, ...args.nodesAfter] },
    );
  }

  /** For software that cannot use Pod Identity. Without thumbprints IAM checks the issuer's certificate itself. */
  private tokenIssuer(name: string, cluster: eks.Cluster): aws.iam.OpenIdConnectProvider {
    return new aws.iam.OpenIdConnectProvider(
      `${name}-tokens`,
      { url: cluster.oidcProviderUrl, clientIdLists: ["sts.amazonaws.com"], tags: { Name: name } },
      { parent: this },
    );
  }

  private accessEntries(name: string, args: EksClusterArgs): pulumi.Resource[] {
    const { clusterName } = this;
    return Object.entries(args.access).flatMap(([key, { principalArn, level }]) => {
      const entry = new aws.eks.AccessEntry(
        `${name}-${key}`,
        { clusterName, principalArn, type: "STANDARD", tags: { Name: `${args.clusterName}-${key}` } },
        { parent: this },
      );
      const policy = new aws.eks.AccessPolicyAssociation(
        `${name}-${key}`,
        { clusterName, principalArn, policyArn: ACCESS_POLICIES[level], accessScope: { type: "cluster" } },
        { parent: this, dependsOn: [entry] },
      );
      return [entry, policy];
    });
  }

  /** One for each network zone that has pools, in each availability zone. */
  private eniConfigs(name: string, args: EksClusterArgs, addons: pulumi.Resource[]): pulumi.Resource[] {
    const opts = { parent: this, provider: this.kubernetes, dependsOn: addons };
    const used = NETWORK_ZONES.filter((zone) => args.pools.some((pool) => pool.zone === zone));
    return used.flatMap((network) =>
      args.zones.flatMap((zone) => {
        const found = args.networks[network];
        const subnet = found?.podSubnetIds[zone];
        if (found === undefined || subnet === undefined) return [];
        const objectName = eniConfigName(network, zone);
        const spec = { subnet, securityGroups: [...found.podSecurityGroupIds] };
        return [eniConfig(`${name}-eni-${objectName}`, objectName, spec, opts)];
      }),
    );
  }

  private nodeRole(name: string, { region, accountId, clusterName }: EksClusterArgs): PlacedRole {
    const clusterArn = `arn:aws:eks:${region}:${accountId}:cluster/${clusterName}`;
    return placeRole(
      `${name}-node`,
      {
        description: "The nodes: join, pull images, be reached by Session Manager",
        trust: serviceTrust("ec2.amazonaws.com"),
        managed: [
          "AmazonEKSWorkerNodeMinimalPolicy",
          "AmazonEC2ContainerRegistryPullOnly",
          "AmazonSSMManagedInstanceCore",
        ],
        inline: { bootstrap: JSON.stringify(nodeBootstrap(clusterArn)) },
      },
      { parent: this },
    );
  }
}
