import { z } from "zod";
import { instanceTypeName } from "./names";

/** EBS types a node's volume can have. */
export const DISK_TYPES = ["gp3", "gp2", "io1", "io2"] as const;

const taint = z.strictObject({
  key: z.string().min(1).describe("The taint's key; pods need a toleration of it."),
  value: z.string().describe("The taint's value."),
  effect: z
    .enum(["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"])
    .describe("The taint's effect, as EKS spells it."),
});

export const nodePool = z.strictObject({
  instanceType: instanceTypeName.describe("EC2 instance type of the pool's nodes."),
  min: z.int().min(0).describe("Fewest nodes."),
  desired: z
    .int()
    .min(0)
    .describe("Nodes asked for. Nothing else scales the pool, so an edit here adds or removes nodes."),
  max: z.int().min(1).describe("Most nodes."),
  diskGiB: z.int().min(20).describe("Size of each node's volume, in GiB; encrypted with the volumes key."),
  diskType: z.enum(DISK_TYPES).describe("EBS type of that volume."),
  iops: z.int().optional().describe("I/O operations per second; io1 and io2 must state them, gp3 may."),
  throughput: z.int().optional().describe("MiB per second; gp3 only."),
  labels: z.record(z.string(), z.string()).describe("Kubernetes labels of the nodes."),
  taints: z.array(taint).describe("Taints of the nodes; without any, every pod may run there."),
  zone: z
    .enum(["application", "data"])
    .describe("Network zone of nodes and pods (section 4): private subnets, or database subnets."),
  gpu: z.boolean().describe("Whether the nodes have NVIDIA GPUs, and so the image with the drivers."),
  maxPods: z
    .int()
    .min(10)
    .optional()
    .describe("Pods per node, when fewer than the type's network interfaces allow."),
});

export const nodePools = z
  .record(
    z.string().regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, {
      error: "not a node pool's name; use 2 to 32 lower-case letters, digits and inner hyphens",
    }),
    nodePool,
  )
  .describe("Node pools by name (section 2, node_groups); null removes one.");
