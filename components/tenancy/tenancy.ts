import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ranges } from "./addresses";
import { PRIORITIES, foreignPriorities } from "./allocation";
import type { TenancyArgs } from "./args";
import { capacityReport, type CapacityReport } from "./capacity";
import { checkTenancy } from "./check";
import type { Flow } from "./flow";
import {
  LABEL_DOMAIN,
  TENANTS,
  namespaceLabels,
  retention,
  type NamespaceSpec,
  type Tenant,
} from "./namespaces";
import { plan, type TenancyPlan } from "./plan";
import { policySpec, rangesOf, type Policy } from "./policies";
import { containerLimits, quotaHard } from "./quotas";

/**
 * Who lives in the cluster and what they may do: namespaces with Pod Security levels, quotas, container defaults,
 * priority classes and network policies (section 2, Kubernetes Architecture).
 *
 * Kubernetes objects go to the provider given in the options. Throws, before the first resource, one error that lists
 * everything wrong with the args.
 */
export class Tenancy extends pulumi.ComponentResource {
  /** Names of all namespaces, by name; each known to exist when its value is. */
  readonly namespaces: Readonly<Record<string, pulumi.Output<string>>>;
  /** Names of the priority classes, by name. */
  readonly priorityClasses: Readonly<Record<string, pulumi.Output<string>>>;
  /** Shares wanted by the document and given by pools and quotas. */
  readonly capacity: CapacityReport;
  /** Every flow that the network policies allow; the mesh's authorisation is made of the same ones. */
  readonly flows: readonly Flow[];

  constructor(name: string, args: TenancyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("intelliguard:tenancy:Tenancy", name, {}, opts);
    checkTenancy(name, args);
    const made = plan(args);

    const spaces = new Map(made.namespaces.map((spec) => [spec.name, this.space(name, spec, args)] as const));
    for (const tenant of TENANTS) this.limits(name, tenant, made, spaces);
    for (const policy of made.policies) this.policy(name, policy, args, spaces);
    const classes = PRIORITIES.map((priority) => [priority.name, this.priority(name, priority)] as const);

    this.namespaces = Object.fromEntries(
      [...spaces].map(([key, resource]) => [key, resource.metadata.name] as const),
    );
    this.priorityClasses = Object.fromEntries(
      classes.map(([key, made]) => [key, made.metadata.name] as const),
    );
    this.capacity = capacityReport(args.pools, made.quotas);
    this.flows = made.flows;
    this.registerOutputs({
      namespaces: this.namespaces,
      priorityClasses: this.priorityClasses,
      capacity: this.capacity,
    });
  }

  /** A namespace, created or, where Kubernetes creates it, patched; its default service account gets no token. */
  private space(name: string, spec: NamespaceSpec, args: TenancyArgs) {
    const reason = spec.reason === undefined ? {} : { [`${LABEL_DOMAIN}/pod-security-reason`]: spec.reason };
    const metadata = {
      name: spec.name,
      labels: namespaceLabels(spec, args.kubernetesVersion),
      annotations: reason,
    };
    const space =
      spec.exists === true
        ? new kubernetes.core.v1.NamespacePatch(`${name}-${spec.name}`, { metadata }, { parent: this })
        : new kubernetes.core.v1.Namespace(
            `${name}-${spec.name}`,
            { metadata },
            { parent: this, ...retention(spec, args.protect) },
          );
    // Kubernetes makes the account itself, so it is patched. What needs a token has an account of its own.
    new kubernetes.core.v1.ServiceAccountPatch(
      `${name}-${spec.name}-default`,
      { metadata: { name: "default", namespace: spec.name }, automountServiceAccountToken: false },
      { parent: this, dependsOn: [space] },
    );
    return space;
  }

  /** Quota, container defaults, and the bar to foreign priorities of one tenant. */
  private limits(
    name: string,
    tenant: Tenant,
    made: TenancyPlan,
    spaces: ReadonlyMap<string, pulumi.Resource>,
  ): void {
    const opts = this.inside(tenant, spaces);
    new kubernetes.core.v1.ResourceQuota(
      `${name}-${tenant}-quota`,
      { metadata: { name: "quota", namespace: tenant }, spec: { hard: quotaHard(made.quotas[tenant]) } },
      opts,
    );
    new kubernetes.core.v1.ResourceQuota(
      `${name}-${tenant}-foreign-priorities`,
      {
        metadata: { name: "foreign-priorities", namespace: tenant },
        spec: {
          hard: { pods: "0" },
          scopeSelector: {
            matchExpressions: [
              { scopeName: "PriorityClass", operator: "In", values: foreignPriorities(tenant) },
            ],
          },
        },
      },
      opts,
    );
    new kubernetes.core.v1.LimitRange(
      `${name}-${tenant}-defaults`,
      {
        metadata: { name: "defaults", namespace: tenant },
        spec: { limits: [containerLimits(made.containerDefaults)] },
      },
      opts,
    );
  }

  private policy(
    name: string,
    policy: Policy,
    args: TenancyArgs,
    spaces: ReadonlyMap<string, pulumi.Resource>,
  ): void {
    const spec = policySpec(policy, ranges(args.addresses, []));
    // AWS tells S3's addresses, in no order that it promises: only the rules that need them may be unknown.
    const egress = () =>
      pulumi
        .output(args.objectStorage)
        .apply((blocks) => policySpec(policy, ranges(args.addresses, [...blocks].sort())).egress ?? []);
    new kubernetes.networking.v1.NetworkPolicy(
      `${name}-${policy.namespace}-${policy.name}`,
      {
        metadata: {
          name: policy.name,
          namespace: policy.namespace,
          labels: { ...policy.labels },
          annotations: { [`${LABEL_DOMAIN}/purpose`]: policy.purposes.join("; ") },
        },
        spec: rangesOf(policy).has("object-storage") ? { ...spec, egress: egress() } : spec,
      },
      this.inside(policy.namespace, spaces),
    );
  }

  private priority(name: string, { name: physical, value, description }: (typeof PRIORITIES)[number]) {
    return new kubernetes.scheduling.v1.PriorityClass(
      `${name}-${physical}`,
      { metadata: { name: physical }, value, description, globalDefault: false },
      { parent: this },
    );
  }

  /** Options of what lives in a namespace: it comes after it and, on deletion, goes before it. */
  private inside(space: string, spaces: ReadonlyMap<string, pulumi.Resource>): pulumi.CustomResourceOptions {
    const resource = spaces.get(space);
    return { parent: this, dependsOn: resource === undefined ? [] : [resource] };
  }
}
