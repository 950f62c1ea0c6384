export type { Addresses, RangeName, Ranges } from "./addresses";
export { ALLOCATIONS, PLATFORM_CRITICAL, PRIORITIES, type Allocation, type Share } from "./allocation";
export type { AdditionalTenancy, TenancyArgs } from "./args";
export {
  capacityLines,
  capacityReport,
  type CapacityLine,
  type CapacityReport,
  type PoolCapacity,
} from "./capacity";
export type { Endpoint, Flow, Pods, Port } from "./flow";
export { flows } from "./flows";
export { INTENTS, type Intent } from "./intents";
export {
  LABEL_DOMAIN,
  NAMESPACES,
  TENANTS,
  type NamespaceSpec,
  type PodSecurityLevel,
  type Tenant,
  type Zone,
} from "./namespaces";
export { CONTAINER_DEFAULTS, QUOTAS, type ContainerDefaults, type Quota } from "./quotas";
export { DEFAULT_CONTEXT, PRIVILEGED_CONTEXT, type SecurityContexts } from "./security-contexts";
export { Tenancy } from "./tenancy";
export { WORKLOADS } from "./workloads";
