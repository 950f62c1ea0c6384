import { stringify } from "yaml";
import type { AmiFamily } from "./args";

/** What a node is told at its first start, beside what EKS tells it. */
export interface NodeSettings {
  /** Pods that the kubelet accepts. */
  readonly maxPods: number;
}

/** nodeadm merges this part over the one that EKS writes before it, so that ours counts. */
function al2023({ maxPods }: NodeSettings): string {
  const config = {
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: { kubelet: { config: { maxPods } } },
  };
  return [
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="NODECONFIG"',
    "",
    "--NODECONFIG",
    "Content-Type: application/node.eks.aws",
    "",
    stringify(config).trimEnd(),
    "--NODECONFIG--",
    "",
  ].join("\n");
}

const bottlerocket = ({ maxPods }: NodeSettings) => `[settings.kubernetes]\nmax-pods = ${maxPods}\n`;

/**
 * The user data of a node, in clear: EKS merges it with its own. It states the pods per node, because a node with custom
 * networking has fewer addresses than EKS's own figure assumes.
 */
export function userData(family: AmiFamily, settings: NodeSettings): string {
  return family === "AL2023" ? al2023(settings) : bottlerocket(settings);
}
