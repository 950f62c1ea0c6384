import { closest } from "fastest-levenshtein";
import { PRIVATE, isBlock, ranges, within, type Addresses } from "./addresses";
import type { TenancyArgs } from "./args";
import { flowProblems, namespaceProblems } from "./check-tables";
import { TENANTS, type Tenant } from "./namespaces";
import { tables } from "./plan";
import { quantity } from "./quantity";
import { CONTAINER_DEFAULTS, MEMORY_OVERCOMMIT, type ContainerDefaults, type Quota } from "./quotas";

const LISTS = [
  "nodes",
  "controlPlane",
  "loadBalancers",
  "internalLoadBalancers",
  "database",
  "endpoints",
] as const;

function addressProblems(addresses: Addresses): string[] {
  const block = (key: string, cidr: string) =>
    isBlock(cidr)
      ? []
      : [`addresses.${key} is "${cidr}"; write an IPv4 block with its first address, such as 10.0.10.0/24`];
  const own = (["vpc", "pods", "services"] as const).flatMap((key) => {
    const problems = block(key, addresses[key]);
    if (problems.length > 0 || PRIVATE.some((range) => within(addresses[key], range))) return problems;
    return [
      `addresses.${key} is ${addresses[key]}, public space that pods reach as internet; take one of ${PRIVATE.join(", ")}`,
    ];
  });
  const lists = LISTS.flatMap((key) => {
    if (addresses[key].length === 0) return [`addresses.${key} is empty; name at least one block`];
    return addresses[key].flatMap((cidr) => {
      const problems = block(key, cidr);
      if (problems.length > 0 || !isBlock(addresses.vpc) || within(cidr, addresses.vpc)) return problems;
      return [`addresses.${key} has ${cidr}, outside the VPC ${addresses.vpc}; name a subnet of the VPC`];
    });
  });
  return [...own, ...lists, ...(addresses.corporate ?? []).flatMap((cidr) => block("corporate", cidr))];
}

const amount = (key: string, text: string, example: string): string[] =>
  (quantity(text) ?? 0) > 0
    ? []
    : [`${key} is "${text}"; write a positive Kubernetes quantity, such as ${example}`];

const EXAMPLES: Readonly<Record<keyof Quota, string>> = { cpu: "32", memory: "128Gi", storage: "2Ti" };

function quotaProblems(quotas: Readonly<Partial<Record<string, Partial<Quota>>>>): string[] {
  return Object.entries(quotas).flatMap(([tenant, quota]) => {
    if (!TENANTS.includes(tenant as Tenant)) {
      return [
        `quotas.${tenant} is no tenant; did you mean ${closest(tenant, [...TENANTS])}? (${TENANTS.join(", ")})`,
      ];
    }
    return Object.entries(quota ?? {}).flatMap(([key, text]) =>
      key in EXAMPLES
        ? amount(`quotas.${tenant}.${key}`, text, EXAMPLES[key as keyof Quota])
        : [`quotas.${tenant}.${key} is no quota; use ${Object.keys(EXAMPLES).join(", ")}`],
    );
  });
}

function containerProblems(changes: Partial<ContainerDefaults>): string[] {
  const defaults = { ...CONTAINER_DEFAULTS, ...changes };
  const malformed = Object.entries(changes).flatMap(([key, text]) =>
    amount(`containerDefaults.${key}`, text, key.startsWith("cpu") ? "100m" : "128Mi"),
  );
  if (malformed.length > 0) return malformed;
  const value = (key: keyof ContainerDefaults) => quantity(defaults[key]) ?? 0;
  return [
    ...(value("cpuLimit") < value("cpuRequest")
      ? [
          `containerDefaults.cpuLimit ${defaults.cpuLimit} is below cpuRequest ${defaults.cpuRequest}; raise the limit`,
        ]
      : []),
    ...(value("memoryLimit") < value("memoryRequest")
      ? [
          `containerDefaults.memoryLimit ${defaults.memoryLimit} is below memoryRequest ${defaults.memoryRequest}; ` +
            "raise the limit",
        ]
      : []),
    ...(value("memoryLimit") > MEMORY_OVERCOMMIT * value("memoryRequest")
      ? [
          `containerDefaults.memoryLimit ${defaults.memoryLimit} is more than ${MEMORY_OVERCOMMIT} times memoryRequest ` +
            `${defaults.memoryRequest}, which the limit range refuses; raise the request`,
        ]
      : []),
  ];
}

function poolProblems({ pools }: TenancyArgs): string[] {
  const names = pools.map(({ name }) => name);
  return pools.flatMap((pool, index) => [
    ...(names.indexOf(pool.name) < index ? [`pools names ${pool.name} twice; name each pool once`] : []),
    ...(Number.isInteger(pool.nodes) && pool.nodes >= 0
      ? []
      : [`pools.${pool.name}.nodes is ${pool.nodes}; write a whole number of nodes, 0 or more`]),
    ...(["vcpu", "memoryGiB"] as const)
      .filter((key) => !(pool[key] > 0))
      .map((key) => `pools.${pool.name}.${key} is ${pool[key]}; write what one node has`),
  ]);
}

/** Every problem of the args, each with key, value and remedy. */
export function tenancyProblems(args: TenancyArgs): string[] {
  const { namespaces, flows } = tables(args);
  const addresses = addressProblems(args.addresses);
  const known = addresses.length === 0 ? ranges(args.addresses, []) : undefined;
  return [
    ...(/^1\.\d+$/.test(args.kubernetesVersion)
      ? []
      : [`kubernetesVersion is "${args.kubernetesVersion}"; write major and minor, such as 1.35`]),
    ...addresses,
    ...quotaProblems(args.quotas ?? {}),
    ...containerProblems(args.containerDefaults ?? {}),
    ...poolProblems(args),
    ...namespaceProblems(namespaces),
    ...flowProblems(namespaces, flows, known),
  ];
}

/** Throws one error with all problems of the args, one a line. */
export function checkTenancy(name: string, args: TenancyArgs): void {
  const problems = tenancyProblems(args);
  if (problems.length === 0) return;
  throw new Error(
    [`Tenancy ${name} cannot be built:`, ...problems.map((problem) => `  ${problem}`)].join("\n"),
  );
}
