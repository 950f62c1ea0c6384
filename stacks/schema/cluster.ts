import { z } from "zod";
import { cidr, identity, retentionDays } from "./names";

/** The logs an EKS control plane can write. */
export const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** EKS add-ons whose version a stack may pin. */
export const ADDONS = [
  "vpc-cni",
  "coredns",
  "kube-proxy",
  "aws-ebs-csi-driver",
  "snapshot-controller",
  "eks-node-monitoring-agent",
  "eks-pod-identity-agent",
  "eks-node-monitoring-agent",
  "metrics-server",
] as const;

const VERSION = 'not a Kubernetes minor version; write it in quotes, like "1.35"';

const publicAccess = z.strictObject({
  enabled: z
    .boolean()
    .describe("Whether the API server answers outside the VPC: true for the first `up` only."),
  cidrs: z.array(cidr).describe("Ranges it answers then; never the whole internet."),
});

const addonVersion = z
  .string()
  .regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, {
    error: "not an EKS add-on version; write it like v1.21.2-eksbuild.1",
  })
  .optional();

const addonVersions = z.strictObject(
  Object.fromEntries(ADDONS.map((name) => [name, addonVersion])) as Record<
    (typeof ADDONS)[number],
    typeof addonVersion
  >,
);

export const cluster = z.strictObject({
  version: z
    .string({ error: VERSION })
    .regex(/^1\.\d{2}$/, { error: VERSION })
    .describe("The Kubernetes minor version (section 2, where 1.24 is out of support)."),
  publicAccess: publicAccess.describe("The public API endpoint; the private one is always there."),
  logTypes: z.array(z.enum(LOG_TYPES)).min(1).describe("Control plane logs sent to CloudWatch."),
  logRetentionDays: retentionDays.describe("Days that CloudWatch keeps control plane logs."),
  deletionProtection: z.boolean().describe("Whether EKS refuses to delete the cluster."),
  amiFamily: z.enum(["AL2023", "BOTTLEROCKET"]).describe("The operating system of the nodes."),
  prefixDelegation: z
    .boolean()
    .describe("Whether nodes take pod addresses in blocks of 16; sets the pods per node."),
  admins: z
    .array(identity)
    .describe("Roles and users with cluster administration beside the program's own role."),
  viewers: z.array(identity).describe("Roles and users that may read everything but secrets."),
  addonVersions: addonVersions.describe(
    "Add-on versions that differ from those that follow the cluster's version.",
  ),
});
