import type * as pulumi from "@pulumi/pulumi";
import type { Addresses } from "./addresses";
import type { PoolCapacity } from "./capacity";
import type { Flow } from "./flow";
import type { NamespaceSpec, Tenant } from "./namespaces";
import type { ContainerDefaults, Quota } from "./quotas";

/** Namespaces and flows beyond the tables: another tenant, say. */
export interface AdditionalTenancy {
  readonly namespaces: readonly NamespaceSpec[];
  readonly flows: readonly Flow[];
}

/** What a `Tenancy` needs. */
export interface TenancyArgs {
  /** Kubernetes minor version, for example `1.35`: the version of the Pod Security Standards that admission applies. */
  readonly kubernetesVersion: string;
  /** The environment's addresses, which network policies for anything but pods are made of. */
  readonly addresses: Addresses;
  /**
   * CIDR blocks of S3 in the region, for example the `cidrBlocks` of the S3 gateway endpoint: network policies cannot
   * name a prefix list. They may be unknown during preview; an empty list closes S3.
   */
  readonly objectStorage: pulumi.Input<readonly string[]>;
  /** Node pools at desired size, for the capacity report (section 1, Resource Allocation Strategy). */
  readonly pools: readonly PoolCapacity[];
  /**
   * Changes to the documented quotas (section 2, Namespace Organization), by tenant namespace; what is left out stays
   * as written. Kubernetes quantities, for example `{ analytics: { cpu: "4" } }`. Default: none.
   */
  readonly quotas?: Readonly<Partial<Record<Tenant, Partial<Quota>>>>;
  /** Changes to what a container gets when it names nothing itself. Kubernetes quantities. Default: `CONTAINER_DEFAULTS`. */
  readonly containerDefaults?: Partial<ContainerDefaults>;
  /** Namespaces and flows beyond the tables. Default: none. */
  readonly additional?: AdditionalTenancy;
  /** Protect and retain the namespaces that hold data; true in production and dr. */
  readonly protect: boolean;
}
