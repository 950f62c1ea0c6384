import { letterOf, type Tier } from "./subnet-plan";

/** Security groups of the network, by the key under which it returns their ids. */
export const GROUPS = [
  "cluster",
  "node",
  "data-node",
  "pods-application",
  "pods-data",
  "rds",
  "bastion",
  "runner",
  "endpoints",
] as const;

/** A security group. */
export type GroupKey = (typeof GROUPS)[number];

/** What a group is called, and what it says of itself. AWS replaces a group whose description changes. */
export const GROUP_TEXTS: Readonly<
  Record<GroupKey, { readonly name: string; readonly description: string }>
> = {
  cluster: { name: "eks_cluster_sg", description: "EKS cluster security group" },
  node: { name: "eks_node_sg", description: "EKS node group security group" },
  "data-node": { name: "eks_data_node_sg", description: "EKS nodes of the data zone" },
  "pods-application": { name: "pods_application_sg", description: "Pods of the application zone" },
  "pods-data": { name: "pods_data_sg", description: "Pods of the data zone" },
  rds: { name: "rds_sg", description: "RDS database security group" },
  bastion: { name: "bastion_sg", description: "Bastion, without inbound rules" },
  runner: { name: "runner_sg", description: "Deployment runner, without inbound rules" },
  endpoints: { name: "endpoints_sg", description: "Interface endpoints of AWS services" },
};

/** The other side of a rule: a group, the subnets of a tier, or a range. */
export type Peer =
  { readonly group: GroupKey } | { readonly tier: Tier } | { readonly range: "vpc" | "pods" | "anywhere" };

/** One rule of a security group. */
export interface SecurityRule {
  readonly group: GroupKey;
  readonly direction: "ingress" | "egress";
  readonly protocol: "tcp" | "udp" | "all";
  /** First and last port; absent when the protocol is `all`. */
  readonly ports?: readonly [from: number, to: number];
  readonly peer: Peer;
  /** At most 255 of the characters that EC2 takes: letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`. */
  readonly description: string;
}

/** EC2's limit of rules in one direction of one group (quota L-0EA8095F). */
export const RULES_PER_DIRECTION = 60;

type Ports = readonly [number, number];
const port = (number: number): Ports => [number, number];

const group = (key: GroupKey): Peer => ({ group: key });
const tier = (key: Tier): Peer => ({ tier: key });
const VPC: Peer = { range: "vpc" };
const PODS: Peer = { range: "pods" };
const ANYWHERE: Peer = { range: "anywhere" };

/**
 * The two sides of every crossing between the application zone and the data zone. A crossing is allowed twice: by group,
 * and by the ranges of the subnets, because a rule that names a group stops matching once an inspecting firewall stands
 * on the path, and these are the pairs it inspects (section 4, traffic flow rules).
 */
const NODES_OF_APPLICATION: readonly Peer[] = [group("node"), tier("private")];
const PODS_OF_APPLICATION: readonly Peer[] = [group("pods-application"), tier("pods-application")];
const APPLICATION: readonly Peer[] = [...NODES_OF_APPLICATION, ...PODS_OF_APPLICATION];
const PODS_OF_DATA: readonly Peer[] = [group("pods-data"), tier("pods-data")];
const NODES_OF_DATA: readonly Peer[] = [group("data-node"), tier("database")];
const DATA: readonly Peer[] = [...NODES_OF_DATA, ...PODS_OF_DATA];

function tcp(ports: Ports, peers: readonly Peer[], description: string) {
  return peers.map((peer) => ({ protocol: "tcp" as const, ports, peer, description }));
}

function tcpTable(table: Readonly<Record<number, string>>, peers: readonly Peer[]) {
  return Object.entries(table).flatMap(([number, text]) => tcp(port(Number(number)), peers, text));
}

function dns(peers: readonly Peer[], description: string) {
  return (["udp", "tcp"] as const).flatMap((protocol) =>
    peers.map((peer) => ({ protocol, ports: port(53), peer, description })),
  );
}

function all(peers: readonly Peer[], description: string) {
  return peers.map((peer) => ({ protocol: "all" as const, peer, description }));
}

type Side = readonly Omit<SecurityRule, "group" | "direction">[];

/** Ports on which application pods answer the API server: admission webhooks and aggregated APIs. */
export const WEBHOOK_PORTS: Readonly<Record<number, string>> = {
  443: "Webhooks and aggregated APIs on the standard port",
  6443: "Aggregated metrics API of autoscalers",
  8080: "Webhooks of secret injectors",
  8443: "Webhooks of snapshot and policy controllers",
  9443: "Webhooks of controllers built with controller-runtime",
  10250: "Webhooks of cert-manager, External Secrets and Prometheus operator",
  10251: "Metrics API of the EKS add-on",
  15017: "Webhooks of istiod",
};

/** Services of the application zone that pods of the data zone call, besides DNS. */
const SERVICES_FOR_DATA: Readonly<Record<number, string>> = {
  4317: "Traces to the collector",
  8200: "Secrets from Vault",
  15012: "Mesh configuration and certificates from istiod",
};

/** Metrics of pods in the data zone that Prometheus, in the application zone, reads beside the data ports. */
const METRICS_OF_DATA: Readonly<Record<number, string>> = {
  15014: "Metrics of the mesh agent on each node",
  15020: "Metrics of sidecars",
  24231: "Metrics of the log collector on each node",
};

const kubelet = "Kubelet: logs, exec and metrics";
const exporter = "Metrics of the node exporter";

/** Ports of the data zone (section 4, application_to_data). */
export const DATA_PORTS: Readonly<Record<number, string>> = {
  5432: "PostgreSQL access",
  9200: "Elasticsearch access",
  6379: "Redis access",
};

const TABLE: Readonly<Record<GroupKey, { readonly ingress: Side; readonly egress: Side }>> = {
  cluster: {
    ingress: [
      ...tcp(port(443), [VPC], "HTTPS API access"),
      ...tcp(port(443), [group("node"), group("data-node")], "API access of nodes"),
      ...tcp(port(443), [group("pods-application"), ...PODS_OF_DATA], "API access of pods"),
    ],
    egress: all([ANYWHERE], "All outbound traffic"),
  },
  node: {
    ingress: [
      ...tcp([1025, 65535], [group("cluster")], "Node port access"),
      ...tcp(port(22), [group("bastion")], "SSH access"),
      ...all([group("node")], "Nodes and their host-network pods among themselves"),
      ...tcp(port(10250), [group("pods-application")], kubelet),
      ...tcp(port(9100), [group("pods-application")], exporter),
    ],
    egress: all([ANYWHERE], "All outbound traffic"),
  },
  "data-node": {
    ingress: [
      ...tcp(port(10250), [group("cluster"), tier("private"), ...PODS_OF_APPLICATION], kubelet),
      ...tcp(port(9100), PODS_OF_APPLICATION, exporter),
      ...tcp(port(22), [group("bastion")], "SSH access"),
      ...all([group("data-node")], "Nodes and their host-network pods among themselves"),
    ],
    egress: [
      ...all([group("data-node"), group("pods-data")], "Data zone"),
      ...tcp(port(443), [ANYWHERE], "API server, AWS APIs and image registries"),
      ...dns(PODS_OF_APPLICATION, "Cluster DNS"),
    ],
  },
  "pods-application": {
    ingress: [
      ...all([group("pods-application")], "Pods of the application zone among themselves"),
      ...all([group("node")], "Host-network pods and node ports"),
      ...tcpTable(WEBHOOK_PORTS, [group("cluster")]),
      ...dns(DATA, "Cluster DNS"),
      ...tcpTable(SERVICES_FOR_DATA, PODS_OF_DATA),
    ],
    egress: all([ANYWHERE], "All outbound traffic"),
  },
  "pods-data": {
    ingress: [
      ...all([group("pods-data")], "Pods of the data zone among themselves"),
      ...all([group("data-node")], "Host-network pods and node ports"),
      ...tcpTable(DATA_PORTS, APPLICATION),
      ...tcpTable(METRICS_OF_DATA, PODS_OF_APPLICATION),
    ],
    egress: [
      ...all([group("pods-data")], "Pods of the data zone among themselves"),
      ...tcp(port(443), [ANYWHERE], "API server, AWS APIs and snapshot repositories"),
      ...dns(PODS_OF_APPLICATION, "Cluster DNS"),
      ...tcpTable(SERVICES_FOR_DATA, PODS_OF_APPLICATION),
    ],
  },
  rds: {
    ingress: tcp(port(5432), APPLICATION, "PostgreSQL access"),
    egress: [],
  },
  bastion: {
    ingress: [],
    egress: [
      ...tcp(port(443), [ANYWHERE], "Session Manager, package repositories and the API server"),
      ...tcp(port(22), [group("node"), group("data-node")], "SSH access"),
    ],
  },
  runner: {
    ingress: [],
    egress: tcp(port(443), [ANYWHERE], "AWS APIs, the API server, GitHub and package registries"),
  },
  endpoints: {
    ingress: tcp(port(443), [VPC, PODS], "AWS APIs from nodes, pods and everything else in the VPC"),
    egress: [],
  },
};

/** Every rule of every group: the document's as written (section 3, security groups) and what the platform adds. */
export const SECURITY_RULES: readonly SecurityRule[] = GROUPS.flatMap((key) =>
  (["ingress", "egress"] as const).flatMap((direction) =>
    TABLE[key][direction].map((rule) => ({ group: key, direction, ...rule })),
  ),
);

/** The addresses that peers stand for. */
export interface Ranges {
  readonly vpcCidr: string;
  readonly podCidr: string;
  readonly zones: readonly string[];
  readonly subnets: Readonly<Record<Tier, readonly string[]>>;
}

/** One rule as EC2 takes it: one port range, one protocol, one peer. */
export interface PlacedRule extends Omit<SecurityRule, "peer"> {
  /** Unique, stable and short: part of the logical name. */
  readonly name: string;
  readonly peer: { readonly group: GroupKey } | { readonly cidr: string };
}

function placePeer(peer: Peer, ranges: Ranges): { label: string; peer: PlacedRule["peer"] }[] {
  if ("group" in peer) return [{ label: peer.group, peer: { group: peer.group } }];
  if ("tier" in peer) {
    return ranges.zones.flatMap((zone, index) => {
      const cidr = ranges.subnets[peer.tier][index];
      return cidr === undefined ? [] : [{ label: `${peer.tier}-${letterOf(zone)}`, peer: { cidr } }];
    });
  }
  const cidr = { vpc: ranges.vpcCidr, pods: ranges.podCidr, anywhere: "0.0.0.0/0" }[peer.range];
  return [{ label: peer.range, peer: { cidr } }];
}

/** The rules with their peers' addresses: a rule of a tier becomes one rule for each of its subnets. */
export function placeRules(rules: readonly SecurityRule[], ranges: Ranges): PlacedRule[] {
  return rules.flatMap(({ peer, ...rule }) => {
    const [from, to] = rule.ports ?? [];
    const ports = from === undefined ? "" : from === to ? `-${from}` : `-${from}-${to ?? from}`;
    const way = rule.direction === "ingress" ? "from" : "to";
    return placePeer(peer, ranges).map((placed) => ({
      ...rule,
      peer: placed.peer,
      name: `${rule.group}-${rule.protocol}${ports}-${way}-${placed.label}`,
    }));
  });
}
