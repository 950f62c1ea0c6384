import { sizeOf } from "../cidr";
import { INSTANCE_TYPES, podAddressesPerNode, podsPerNode } from "../instance-types";
import type { Problem } from "../problems";
import type { Config } from "../schema";
import type { Tier } from "../schema/network";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

type Pool = Config["nodePools"][string];
type Zone = Pool["zone"];
type Parts = Pick<Config, "network" | "cluster" | "nodePools">;

/** Where a network zone's nodes and pods get their addresses. */
const TIERS: Readonly<Record<Zone, { readonly nodes: Tier; readonly pods: Tier }>> = {
  application: { nodes: "private", pods: "pods-application" },
  data: { nodes: "database", pods: "pods-data" },
};

/** Nodes that EKS adds to each zone of a pool while it replaces the pool's nodes. */
const SURGE_PER_ZONE = 2;

/** Addresses that AWS keeps of every subnet, and those of the two blocks of 16 they stand in. */
const KEPT = 5;
const KEPT_WITH_PREFIXES = 32;

/** Addresses to leave beside the nodes: the control plane's interfaces, load balancers, databases, spare ones. */
const OTHERS = 32;

/** Every zone's subnets have addresses for all nodes and pods at maximum size, while one pool after the other is replaced. */
export function room({ config }: Subject<keyof Parts>): Problem[] {
  const zones = Object.keys(TIERS) as Zone[];
  return zones.flatMap((zone) =>
    config.network.nodeZones.flatMap((name) => {
      const index = config.network.zones.indexOf(name);
      return [...nodeRoom(config, zone, index), ...podRoom(config, zone, index)];
    }),
  );
}

function poolsIn({ nodePools }: Parts, zone: Zone): Pool[] {
  return Object.values(nodePools).filter(
    (pool) => pool.zone === zone && INSTANCE_TYPES[pool.instanceType] !== undefined,
  );
}

/** The most nodes of a pool that one availability zone can come to hold. */
function nodesPerZone({ max }: Pool, { network }: Parts): number {
  return Math.ceil(max / network.nodeZones.length) + SURGE_PER_ZONE;
}

function nodeRoom(config: Parts, zone: Zone, index: number): Problem[] {
  const tier = TIERS[zone].nodes;
  const nodes = poolsIn(config, zone).reduce((sum, pool) => sum + nodesPerZone(pool, config), 0);
  const endpoints = tier === "private" ? config.network.interfaceEndpoints.length : 0;
  return compare(
    config,
    tier,
    index,
    nodes + endpoints + OTHERS,
    KEPT,
    `${nodes} nodes at maximum size and what stands beside them need`,
  );
}

function podRoom(config: Parts, zone: Zone, index: number): Problem[] {
  const { prefixDelegation } = config.cluster;
  const pools = poolsIn(config, zone).map((pool) => {
    const maxPods =
      pool.maxPods ?? podsPerNode(pool.instanceType, { customNetworking: true, prefixDelegation });
    const nodes = nodesPerZone(pool, config);
    return {
      pods: nodes * maxPods,
      addresses: nodes * podAddressesPerNode(pool.instanceType, maxPods, prefixDelegation),
    };
  });
  const pods = pools.reduce((sum, pool) => sum + pool.pods, 0);
  const addresses = pools.reduce((sum, pool) => sum + pool.addresses, 0);
  return compare(
    config,
    TIERS[zone].pods,
    index,
    addresses,
    prefixDelegation ? KEPT_WITH_PREFIXES : KEPT,
    `${pods} pods at maximum size need`,
  );
}

function compare(
  { network }: Parts,
  tier: Tier,
  index: number,
  needed: number,
  kept: number,
  what: string,
): Problem[] {
  const cidr = network.subnets[tier][index];
  if (cidr === undefined) return [];
  const usable = Math.max(0, sizeOf(cidr) - kept);
  if (needed <= usable) return [];
  return [
    {
      key: keyOf(["network", "subnets", tier, index]),
      value: cidr,
      problem: `${usable} usable addresses, but ${what} ${needed}`,
      remedy: "give it a larger range, or lower max or maxPods of the pools",
    },
  ];
}
