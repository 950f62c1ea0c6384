import type { Addresses, RangeName } from "./addresses";
import { ranges } from "./addresses";
import type { TenancyArgs } from "./args";
import type { Flow } from "./flow";
import { flows } from "./flows";
import { NAMESPACES, TENANTS, type NamespaceSpec, type Tenant } from "./namespaces";
import { policies, without, type Policy } from "./policies";
import { CONTAINER_DEFAULTS, QUOTAS, type ContainerDefaults, type Quota } from "./quotas";

/** Everything a tenancy consists of, as plain data. */
export interface TenancyPlan {
  readonly namespaces: readonly NamespaceSpec[];
  readonly flows: readonly Flow[];
  readonly policies: readonly Policy[];
  readonly quotas: Readonly<Record<Tenant, Quota>>;
  readonly containerDefaults: ContainerDefaults;
}

/** The tables and the additions of the args. */
export function tables(args: Pick<TenancyArgs, "additional">): Pick<TenancyPlan, "namespaces" | "flows"> {
  const namespaces = [...NAMESPACES, ...(args.additional?.namespaces ?? [])];
  return { namespaces, flows: [...flows(namespaces), ...(args.additional?.flows ?? [])] };
}

/** Ranges without an address in this environment. S3's are known later and never count as empty. */
function emptyRanges(addresses: Addresses): RangeName[] {
  const known = Object.entries(ranges(addresses, ["0.0.0.0/0"])) as [RangeName, readonly unknown[]][];
  return known.filter(([, blocks]) => blocks.length === 0).map(([name]) => name);
}

/** Turns checked args into what is to be built. The same args give the same plan. */
export function plan(args: TenancyArgs): TenancyPlan {
  const { namespaces, flows: every } = tables(args);
  const present = without(every, emptyRanges(args.addresses));
  const quotas = TENANTS.map((tenant) => [tenant, { ...QUOTAS[tenant], ...args.quotas?.[tenant] }] as const);
  return {
    namespaces,
    flows: present,
    policies: policies(namespaces, present),
    quotas: Object.fromEntries(quotas) as Record<Tenant, Quota>,
    containerDefaults: { ...CONTAINER_DEFAULTS, ...args.containerDefaults },
  };
}
