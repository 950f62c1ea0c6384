import type { Environment } from "./schema/environment";

/** The two ranges of an environment: the VPC's own, and the secondary one that only pods use. */
export interface Ranges {
  readonly vpcCidr: string;
  readonly podCidr: string;
}

/**
 * Ranges of every environment, in one table so that no two can meet: peering refuses any overlap. Production's VPC is
 * the document's (section 3, VPC configuration); the others and all pod ranges follow it.
 */
export const RANGES: Readonly<Record<Environment, Ranges>> = {
  production: { vpcCidr: "10.0.0.0/16", podCidr: "100.64.0.0/16" },
  staging: { vpcCidr: "10.1.0.0/16", podCidr: "100.65.0.0/16" },
  development: { vpcCidr: "10.2.0.0/16", podCidr: "100.66.0.0/16" },
  dr: { vpcCidr: "10.3.0.0/16", podCidr: "100.67.0.0/16" },
};

/** Third octets of the /24 subnets, by zone; database 300 is not an octet, so 201 (section 3, VPC configuration). */
const OCTETS = {
  public: [1, 2, 3],
  private: [10, 20, 30],
  database: [100, 200, 201],
  management: [40, 50, 60],
} as const;

/** Pod subnets by zone: three quarters of the range for the application zone, most of the rest for the data zone. */
const PODS = {
  "pods-application": ["0.0/18", "64.0/18", "128.0/18"],
  "pods-data": ["192.0/20", "208.0/20", "224.0/20"],
} as const;

/** The subnets of an environment, one of each tier for each of its first `zones` zones. */
export function subnetPlan({ vpcCidr, podCidr }: Ranges, zones: 2 | 3) {
  const vpc = firstTwoOctets(vpcCidr);
  const pods = firstTwoOctets(podCidr);
  const each24 = (octets: readonly number[]): string[] =>
    octets.slice(0, zones).map((octet) => `${vpc}.${octet}.0/24`);
  const eachPods = (tails: readonly string[]): string[] =>
    tails.slice(0, zones).map((tail) => `${pods}.${tail}`);
  return {
    public: each24(OCTETS.public),
    private: each24(OCTETS.private),
    database: each24(OCTETS.database),
    management: each24(OCTETS.management),
    firewall: [0, 16, 32].slice(0, zones).map((start) => `${vpc}.250.${start}/28`),
    "pods-application": eachPods(PODS["pods-application"]),
    "pods-data": eachPods(PODS["pods-data"]),
  };
}

function firstTwoOctets(cidr: string): string {
  return cidr.split(".").slice(0, 2).join(".");
}
