import type { TenancyArgs } from "./args";

/** Args of a production-like tenancy, for tests. */
export const PRODUCTION: TenancyArgs = {
  kubernetesVersion: "1.35",
  addresses: {
    vpc: "10.0.0.0/16",
    pods: "100.64.0.0/16",
    services: "172.20.0.0/16",
    nodes: [
      "10.0.10.0/24",
      "10.0.20.0/24",
      "10.0.30.0/24",
      "10.0.100.0/24",
      "10.0.200.0/24",
      "10.0.201.0/24",
    ],
    controlPlane: ["10.0.10.0/24", "10.0.20.0/24", "10.0.30.0/24"],
    loadBalancers: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
    internalLoadBalancers: ["10.0.10.0/24", "10.0.20.0/24", "10.0.30.0/24"],
    database: ["10.0.100.0/24", "10.0.200.0/24", "10.0.201.0/24"],
    endpoints: ["10.0.10.0/24", "10.0.20.0/24", "10.0.30.0/24"],
    corporate: ["192.168.40.0/24"],
  },
  objectStorage: ["3.5.80.0/21", "52.218.128.0/17"],
  pools: [
    { name: "security-core", nodes: 8, vcpu: 8, memoryGiB: 32 },
    { name: "analytics-processing", nodes: 6, vcpu: 16, memoryGiB: 128 },
    { name: "ml-inference", nodes: 4, vcpu: 8, memoryGiB: 32 },
    { name: "general", nodes: 3, vcpu: 16, memoryGiB: 42 },
    { name: "data", nodes: 3, vcpu: 16, memoryGiB: 42 },
  ],
  protect: true,
};
