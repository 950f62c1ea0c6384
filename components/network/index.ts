export {
  GATEWAY_SERVICES,
  type GatewayService,
  INTERFACE_SERVICES,
  type InterfaceService,
} from "./endpoint-policies";
export { type CorporateNetwork, Network, type NetworkArgs } from "./network";
export type { Subnet } from "./routing";
export { type GroupKey, GROUPS, SECURITY_RULES, type SecurityRule } from "./security-rules";
export { type Tier, TIERS } from "./subnet-plan";
