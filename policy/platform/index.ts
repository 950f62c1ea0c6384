import type { Rule } from "../rule";
import { backups } from "./backups";
import { containerRegistry } from "./container-registry";
import { deletionProtection } from "./deletion-protection";
import { eksAccess } from "./eks-access";
import { eksEndpoint } from "./eks-endpoint";
import { eksLogging } from "./eks-logging";
import { everyone } from "./everyone";
import { instanceMetadata } from "./instance-metadata";
import { internalLoadBalancer } from "./internal-load-balancer";
import { logRetention } from "./log-retention";
import { noPublicAccess } from "./no-public-access";
import { openIngress } from "./open-ingress";
import { publicAccessBlock } from "./public-access-block";
import { staticCredentials } from "./static-credentials";
import { wildcardAction } from "./wildcard-action";
import { wildcardResource } from "./wildcard-resource";

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
  wildcardAction,
  wildcardResource,
  everyone,
  staticCredentials,
  deletionProtection,
  backups,
  logRetention,
  containerRegistry,
];
