import type { Rule } from "../rule";
import { eksAccess } from "./eks-access";
import { eksEndpoint } from "./eks-endpoint";
import { eksLogging } from "./eks-logging";
import { instanceMetadata } from "./instance-metadata";
import { internalLoadBalancer } from "./internal-load-balancer";
import { noPublicAccess } from "./no-public-access";
import { openIngress } from "./open-ingress";
import { publicAccessBlock } from "./public-access-block";

/** What is public, who may do what, and whether it can fail or be deleted without loss. */
export const rules: readonly Rule[] = [
  noPublicAccess,
  publicAccessBlock,
  openIngress,
  internalLoadBalancer,
  instanceMetadata,
  eksEndpoint,
  eksLogging,
  eksAccess,
];
