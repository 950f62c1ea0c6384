import { z } from "zod";
import { access } from "./access";
import { cluster } from "./cluster";
import { environment, nodeCount, protect, region } from "./environment";
import { domain } from "./names";
import { network } from "./network";
import { nodePools } from "./node-pools";
import { patchOf } from "./patch";
import { backup, recovery, storage, tenancy } from "./platform";

/** Everything a stack can set, complete: what an environment's defaults and the stack's config make together. */
export const configSchema = z.strictObject({
  environment,
  region,
  domain: domain.describe("The environment's public domain (section 4, external DNS)."),
  nodeCount,
  protect,
  network: network.describe("VPC, subnets and routes (section 3, VPC configuration)."),
  access: access.describe("How people and deployments get in (section 4, management zone)."),
  cluster: cluster.describe("The EKS cluster (section 2, cluster design)."),
  nodePools,
  tenancy: tenancy.describe("What tenants may use (section 2, namespace organization)."),
  storage: storage.describe("Storage of the environment (section 1, storage_tier)."),
  backup: backup.describe("Backups of the environment (section 1, backup_strategy)."),
  recovery: recovery.describe("Recovery objectives (section 8, disaster recovery plan)."),
});

/** A complete configuration. */
export type Config = z.output<typeof configSchema>;

/** What a stack file may say: any part of a configuration; the environment's defaults fill the rest. */
export const overrideSchema = patchOf(configSchema);

/** An environment's defaults: everything but what only a stack can know. */
export type Defaults = Omit<Config, "access"> & { readonly access: DefaultAccess };
type DefaultAccess = Omit<Config["access"], "administrators" | "runner"> & {
  readonly runner: Omit<Config["access"]["runner"], "repository">;
};
