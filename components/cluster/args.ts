import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AddonName } from "./addons";
import type { StorageTier } from "./storage-classes";

/** The logs an EKS control plane can write. */
export const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;
export type LogType = (typeof LOG_TYPES)[number];

/** The network zones that nodes and pods live in (section 4, network segmentation). */
export const NETWORK_ZONES = ["application", "data"] as const;
export type NetworkZone = (typeof NETWORK_ZONES)[number];

/** The operating systems a node can run. */
export const AMI_FAMILIES = ["AL2023", "BOTTLEROCKET"] as const;
export type AmiFamily = (typeof AMI_FAMILIES)[number];

/** The subnets and security groups of one network zone. */
export interface ZoneNetwork {
  /**
   * Subnet of the nodes, by availability zone: the private tier for the application zone, the database tier for the
   * data zone. Its route table must lead to the EKS, ECR, EC2, STS and S3 endpoints or to a NAT gateway.
   */
  readonly nodeSubnetIds: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Subnet of the pods (secondary range), by availability zone. Pods keep their own address on the way out, so its
   * route table must lead to a NAT gateway as well.
   */
  readonly podSubnetIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** Security groups of the nodes: `node` (and `data-node`, if there is one). At least one. */
  readonly nodeSecurityGroupIds: readonly pulumi.Input<string>[];
  /** Security groups of the pods' interfaces: `pods-application` or `pods-data`. One to five. */
  readonly podSecurityGroupIds: readonly pulumi.Input<string>[];
}

/** A taint as EKS spells it. */
export interface Taint {
  /** For example `dedicated`. */
  readonly key: string;
  /** For example `security-core`. */
  readonly value: string;
  readonly effect: "NO_SCHEDULE" | "NO_EXECUTE" | "PREFER_NO_SCHEDULE";
}

/** One node pool (section 2, node_groups). */
export interface NodePool {
  /** Name, for example `security-core`: 2 to 32 lower-case letters, digits and inner hyphens. */
  readonly name: string;
  /** EC2 instance type, x86-64. */
  readonly instanceType: string;
  /** Fewest nodes, over all zones. */
  readonly min: number;
  /** Nodes asked for, over all zones. Nothing else scales the pool, so an edit here adds or removes nodes. */
  readonly desired: number;
  /** Most nodes, over all zones; the burst autoscaler keeps within it. */
  readonly max: number;
  /** Size of each node's volume, in GiB. */
  readonly diskGiB: number;
  /** EBS type of that volume; io1 and io2 need `iops`. */
  readonly diskType: "gp3" | "gp2" | "io1" | "io2";
  /** I/O operations per second: required for io1 and io2, optional for gp3, refused for gp2. */
  readonly iops?: number | undefined;
  /** MiB per second, 125 to 1000; gp3 only. */
  readonly throughput?: number | undefined;
  /** Kubernetes labels as the document writes them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints: at least one for pools of the data zone and for GPU pools, none for the pool that runs the platform. */
  readonly taints: readonly Taint[];
  /** The network zone of its nodes and of the pods on them. */
  readonly zone: NetworkZone;
  /** Whether its nodes have NVIDIA GPUs and so need the image with the drivers. */
  readonly gpu: boolean;
  /** Pods per node: 10 to 110 (250 from 30 vCPUs up), within what the type's network interfaces can address. */
  readonly maxPods: number;
}

/** What a principal may do in the cluster. `deployer` and `admin` administer; `viewer` reads everything but secrets. */
export type AccessLevel = "admin" | "deployer" | "viewer";

/** A principal that may enter the cluster. */
export interface Access {
  /**
   * ARN of a role or user. Never the principal that runs the first `up`: EKS itself makes an entry for the creator
   * of a cluster and refuses a second one.
   */
  readonly principalArn: pulumi.Input<string>;
  readonly level: AccessLevel;
}

/** What CoreDNS answers beside the cluster's own names (section 4, service discovery). */
export interface ClusterDns {
  /** Names that answer with a service's address, for example `vault.intelliguard.local` -> `vault-active.vault.svc.cluster.local`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Domains that other name servers answer, with their addresses; empty when the VPC's resolver knows them all. */
  readonly forwarders: Readonly<Record<string, readonly string[]>>;
}

/** What {@link EksCluster} needs. */
export interface EksClusterArgs {
  /** Physical name of the cluster, for example `intelliguard-production`: letters, digits, hyphens, at most 100. */
  readonly clusterName: string;
  /** Kubernetes minor version, for example `1.35` (section 2, kubernetes_clusters; 1.24 is out of support). */
  readonly version: string;
  /** The account: twelve digits. */
  readonly accountId: string;
  /** The region, for example `us-west-2`. */
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets for the control plane's interfaces, in at least two availability zones. */
  readonly controlPlaneSubnetIds: readonly pulumi.Input<string>[];
  /** Security group of the control plane's interfaces (section 3, eks_cluster_sg). */
  readonly clusterSecurityGroup: pulumi.Input<aws.ec2.SecurityGroup>;
  /** The availability zones that get nodes, for example `["us-west-2a"]` (section 1, availability_zones). */
  readonly zones: readonly string[];
  /** The network of each network zone; `data` only where a pool lives in it. */
  readonly networks: { readonly application: ZoneNetwork; readonly data?: ZoneNetwork };
  /** Range of the services' addresses, private, /12 to /24, outside the VPC and everything peered with it. */
  readonly serviceCidr: string;
  /** Ranges that reach the API server from outside the VPC; empty closes the public endpoint. Never all of the internet. */
  readonly publicAccessCidrs: readonly string[];
  /** Control plane logs sent to CloudWatch. */
  readonly logTypes: readonly LogType[];
  /** Days that CloudWatch keeps them: one of the periods that CloudWatch offers. */
  readonly logRetentionDays: number;
  /** ARN of the `logs` key. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** ARN of the `kubernetes` key, which encrypts secrets in etcd. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** ARN of the `volumes` key, which encrypts the volumes of nodes and claims. */
  readonly volumesKeyArn: pulumi.Input<string>;
  /** Who may enter the cluster, by a short name that never changes: `admin`, `runner`, `auditor`. */
  readonly access: Readonly<Record<string, Access>>;
  /** Whether EKS refuses to delete the cluster. */
  readonly deletionProtection: boolean;
  /** Protects the cluster and its logs in the state: true in production and dr. */
  readonly protect: boolean;
  /** Operating system of all nodes. */
  readonly amiFamily: AmiFamily;
  /** Whether nodes take pod addresses in blocks of 16. */
  readonly prefixDelegation: boolean;
  /** The node pools. Their order has no meaning. */
  readonly pools: readonly NodePool[];
  /**
   * What must be there before a node starts, and go after the last one: the network with its routes, endpoints and
   * security rules. The control plane waits for it already; it has the same security rules.
   */
  readonly nodesAfter: readonly pulumi.Resource[];
  /** Exact add-on versions; the others follow the cluster's version. */
  readonly addonVersions?: Readonly<Partial<Record<AddonName, string | undefined>>>;
  readonly dns: ClusterDns;
  /** The storage tier of the environment (section 1, storage_tier); decides the default storage class. */
  readonly storageTier: StorageTier;
  /** Tags of what AWS creates on Kubernetes' behalf and the provider's default tags do not reach: instances, volumes, snapshots. */
  readonly tags: Readonly<Record<string, string>>;
}
