import { GATEWAY_SERVICES, INTERFACE_SERVICES } from "./endpoint-policies";
import type { NetworkArgs } from "./network";
import { byTier } from "./subnet-plan";

/** The document's production network, for tests. */
export const documented: NetworkArgs = {
  accountId: "123456789012",
  region: "us-west-2",
  clusterName: "intelliguard-production",
  vpcCidr: "10.0.0.0/16",
  podCidr: "100.64.0.0/16",
  zones: ["us-west-2a", "us-west-2b", "us-west-2c"],
  nodeZones: ["us-west-2a", "us-west-2b", "us-west-2c"],
  subnets: {
    public: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
    private: ["10.0.10.0/24", "10.0.20.0/24", "10.0.30.0/24"],
    database: ["10.0.100.0/24", "10.0.200.0/24", "10.0.201.0/24"],
    management: ["10.0.40.0/24", "10.0.50.0/24", "10.0.60.0/24"],
    firewall: ["10.0.250.0/28", "10.0.250.16/28", "10.0.250.32/28"],
    "pods-application": ["100.64.0.0/18", "100.64.64.0/18", "100.64.128.0/18"],
    "pods-data": ["100.64.192.0/20", "100.64.208.0/20", "100.64.224.0/20"],
  },
  nat: "per-zone",
  interfaceEndpoints: INTERFACE_SERVICES,
  flowLogs: { keyArn: "arn:aws:kms:us-west-2:123456789012:key/logs", retentionDays: 365 },
  privateZone: "intelliguard.local",
  protect: true,
};

/** Every service that has an endpoint under those args. */
export function endpointsOf({ interfaceEndpoints }: NetworkArgs): string[] {
  return [...GATEWAY_SERVICES, ...interfaceEndpoints];
}

/** The same in two zones: what tests of settings build, because it is smaller. */
export const twoZones: NetworkArgs = {
  ...documented,
  zones: documented.zones.slice(0, 2),
  nodeZones: documented.nodeZones.slice(0, 2),
  subnets: byTier((tier) => documented.subnets[tier].slice(0, 2)),
};
