import type { Rule } from "../rule";
import { backups } from "./backups";
import { chartVersion } from "./chart-version";
import { containerRegistry } from "./container-registry";
import { containerResources } from "./container-resources";
import { defaultDeny } from "./default-deny";
import { defaultNamespace } from "./default-namespace";
import { deletionProtection } from "./deletion-protection";
import { disruptionBudget } from "./disruption-budget";
import { eksAccess } from "./eks-access";
import { eksEndpoint } from "./eks-endpoint";
import { eksLogging } from "./eks-logging";
import { everyone } from "./everyone";
import { imageExact } from "./image-exact";
import { imageRegistry } from "./image-registry";
import { instanceMetadata } from "./instance-metadata";
import { internalLoadBalancer } from "./internal-load-balancer";
import { logRetention } from "./log-retention";
import { noPublicAccess } from "./no-public-access";
import { openIngress } from "./open-ingress";
import { probes } from "./probes";
import { publicAccessBlock } from "./public-access-block";
import { quotaDefaults } from "./quota-defaults";
import { rbacBinding, rbacWildcard } from "./rbac";
import { serviceAccount } from "./service-account";
import { staticCredentials } from "./static-credentials";
import { tags } from "./tags";
import { wildcardAction } from "./wildcard-action";
import { wildcardResource } from "./wildcard-resource";
import { zoneSpread } from "./zone-spread";

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
  tags,
  imageExact,
  imageRegistry,
  chartVersion,
  containerResources,
  probes,
  disruptionBudget,
  zoneSpread,
  serviceAccount,
  rbacBinding,
  rbacWildcard,
  defaultDeny,
  quotaDefaults,
  defaultNamespace,
];
