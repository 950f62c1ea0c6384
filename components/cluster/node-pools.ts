import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EksClusterArgs, NodePool } from "./args";
import { amiType, type NodeGroupPlan, nodeGroups, type NodeVolume, nodeVolumes } from "./nodegroups";
import type { PlacedRole } from "./roles";
import { userData } from "./userdata";

/** Share of a group's nodes that an update may take away at once; of a single node, that node. */
const MAX_UNAVAILABLE_PERCENT = 33;

/** Where nodes go and what must be there before them. */
export interface NodeContext {
  readonly parent: pulumi.Resource;
  readonly clusterName: pulumi.Output<string>;
  readonly role: PlacedRole;
  readonly dependsOn: readonly pulumi.Resource[];
}

const blockDevice = (
  { deviceName, sizeGiB, type, iops, throughput }: NodeVolume,
  kmsKeyId: pulumi.Input<string>,
) => ({
  deviceName,
  ebs: {
    volumeSize: sizeGiB,
    volumeType: type,
    ...(iops === undefined ? {} : { iops }),
    ...(throughput === undefined ? {} : { throughput }),
    encrypted: "true",
    kmsKeyId,
    deleteOnTermination: "true",
  },
});

/** What a pool's nodes are made from. No image: EKS puts in its newest when the group is made or updated. */
function launchTemplate(name: string, pool: NodePool, args: EksClusterArgs, parent: pulumi.Resource) {
  const tags = { ...args.tags, Name: `${args.clusterName}-${pool.name}` };
  const text = userData(args.amiFamily, { maxPods: pool.maxPods });
  return new aws.ec2.LaunchTemplate(
    `${name}-${pool.name}`,
    {
      namePrefix: `${args.clusterName}-${pool.name}-`,
      description: `Nodes of the pool ${pool.name}`,
      updateDefaultVersion: true,
      ebsOptimized: "true",
      monitoring: { enabled: true },
      // One hop reaches the node itself and pods on its network; other pods get credentials by Pod Identity only.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      vpcSecurityGroupIds: [...(args.networks[pool.zone]?.nodeSecurityGroupIds ?? [])],
      blockDeviceMappings: nodeVolumes(args.amiFamily, pool).map((volume) =>
        blockDevice(volume, args.volumesKeyArn),
      ),
      userData: Buffer.from(text).toString("base64"),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags,
      })),
      tags: { Name: `${args.clusterName}-${pool.name}` },
    },
    { parent },
  );
}

function nodeGroup(
  name: string,
  plan: NodeGroupPlan,
  template: aws.ec2.LaunchTemplate,
  args: EksClusterArgs,
  { parent, clusterName, role, dependsOn }: NodeContext,
) {
  const { pool } = plan;
  const subnets = args.networks[pool.zone]?.nodeSubnetIds ?? {};
  return new aws.eks.NodeGroup(
    `${name}-${plan.name}`,
    {
      clusterName,
      // A prefix, because a group that must be replaced stands beside its successor until its pods have moved.
      nodeGroupNamePrefix: `${plan.name}-`,
      nodeRoleArn: role.role.arn,
      subnetIds: plan.zones.flatMap((zone) => subnets[zone] ?? []),
      amiType: amiType(args.amiFamily, pool.gpu),
      capacityType: "ON_DEMAND",
      instanceTypes: [pool.instanceType],
      version: args.version,
      launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
      scalingConfig: { minSize: plan.min, desiredSize: plan.desired, maxSize: plan.max },
      updateConfig: { maxUnavailablePercentage: MAX_UNAVAILABLE_PERCENT },
      nodeRepairConfig: { enabled: true },
      labels: plan.labels,
      taints: pool.taints.map(({ key, value, effect }) => ({ key, value, effect })),
      tags: { Name: `${args.clusterName}-${plan.name}` },
    },
    { parent, dependsOn: [...dependsOn, ...role.policies] },
  );
}

/** A node group and the pool that it belongs to. */
export interface PlacedGroup {
  readonly pool: NodePool;
  readonly group: aws.eks.NodeGroup;
}

/** Places a launch template for each pool and its node groups; groups that follow one another wait for their turn. */
export function placeNodePools(name: string, args: EksClusterArgs, context: NodeContext): PlacedGroup[] {
  return args.pools.flatMap((pool) => {
    const template = launchTemplate(name, pool, args, context.parent);
    const placed = new Map<string, aws.eks.NodeGroup>();
    for (const plan of nodeGroups(pool, args.zones)) {
      const previous = plan.after === undefined ? undefined : placed.get(plan.after);
      const dependsOn = [...context.dependsOn, ...(previous === undefined ? [] : [previous])];
      placed.set(plan.name, nodeGroup(name, plan, template, args, { ...context, dependsOn }));
    }
    return [...placed.values()].map((group) => ({ pool, group }));
  });
}
