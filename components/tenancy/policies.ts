import type { RangeName, Ranges } from "./addresses";
import type { Endpoint, Flow, Labels, Port } from "./flow";
import { groupBy } from "./group";
import { LABEL_DOMAIN, type NamespaceSpec } from "./namespaces";

/** The same ports for several ends. */
export interface Rule {
  readonly peers: readonly Endpoint[];
  readonly ports: readonly Port[];
}

/** A network policy before its addresses are known. */
export interface Policy {
  readonly namespace: string;
  /** DNS label, unique in its namespace. */
  readonly name: string;
  readonly labels: Labels;
  /** Why it is there, one reason a line. */
  readonly purposes: readonly string[];
  /** Pods it applies to; empty: every pod of the namespace. */
  readonly podSelector: Labels;
  readonly policyTypes: readonly ("Ingress" | "Egress")[];
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

/** Which pods or namespaces: by these labels, or all. */
interface Selector {
  matchLabels?: Record<string, string>;
}
interface Peer {
  ipBlock?: { cidr: string };
  namespaceSelector?: Selector;
  podSelector?: Selector;
}
interface PolicyPort {
  protocol: string;
  port: number;
}

/** The spec of a NetworkPolicy with every value known. */
export interface PolicySpec {
  podSelector: Selector;
  policyTypes: string[];
  ingress?: { from: Peer[]; ports: PolicyPort[] }[];
  egress?: { to: Peer[]; ports: PolicyPort[] }[];
}

/** Everything is refused that nothing allows (section 2, default_deny_all). */
const defaultDeny = (namespace: string): Policy => ({
  namespace,
  name: "default-deny-all",
  labels: { [`${LABEL_DOMAIN}/intent`]: "default_deny_all" },
  purposes: ["refuse what no other policy allows"],
  podSelector: {},
  policyTypes: ["Ingress", "Egress"],
  ingress: [],
  egress: [],
});

/** One half of a flow: what one namespace has to allow. */
interface Half {
  readonly namespace: string;
  readonly policy: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly direction: "Ingress" | "Egress";
  readonly peer: Endpoint;
  readonly flow: Flow;
}

/** The namespaces whose pods an end covers. */
function covered(end: Endpoint, namespaces: readonly NamespaceSpec[]): readonly NamespaceSpec[] {
  switch (end.kind) {
    case "pods":
      return namespaces.filter(({ name }) => name === end.namespace);
    case "mesh":
      return namespaces.filter(({ mesh }) => mesh === "injected");
    case "cluster":
      return namespaces;
    case "range":
    case "cidr":
      return [];
  }
}

function halves(flow: Flow, namespaces: readonly NamespaceSpec[]): Half[] {
  const half = (direction: "Ingress" | "Egress", own: Endpoint, peer: Endpoint) =>
    covered(own, namespaces).map((space) => {
      const intent = direction === "Ingress" ? space.intents.ingress : space.intents.egress;
      const base = flow.shared === undefined ? intent.replaceAll("_", "-") : `allow-${flow.shared}`;
      const workload = own.kind === "pods" ? own.workload : undefined;
      return {
        namespace: space.name,
        policy: workload === undefined ? base : `${base}-${workload.name}`,
        labels:
          flow.shared === undefined
            ? { [`${LABEL_DOMAIN}/intent`]: intent }
            : { [`${LABEL_DOMAIN}/flow`]: flow.shared },
        selector: workload?.labels ?? {},
        direction,
        peer,
        flow,
      };
    });
  return [...half("Egress", flow.from, flow.to), ...half("Ingress", flow.to, flow.from)];
}

const portsKey = (ports: readonly Port[]) =>
  JSON.stringify(ports.map(({ protocol, port }) => [protocol, port]));

/** The halves of one direction as rules: those with equal ports share one. */
function rules(parts: readonly Half[], direction: Half["direction"]): Rule[] {
  const byPorts = groupBy(
    parts.filter((part) => part.direction === direction),
    ({ flow }) => portsKey(flow.ports),
  );
  return [...byPorts.values()].map((group) => ({
    peers: [...new Map(group.map(({ peer }) => [JSON.stringify(peer), peer])).values()],
    ports: group[0]?.flow.ports ?? [],
  }));
}

function merge(parts: readonly Half[]): Policy[] {
  const [first] = parts;
  if (first === undefined) return [];
  const directions = (["Ingress", "Egress"] as const).filter((direction) =>
    parts.some((part) => part.direction === direction),
  );
  return [
    {
      namespace: first.namespace,
      name: first.policy,
      labels: first.labels,
      purposes: [...new Set(parts.map(({ flow }) => flow.purpose))],
      podSelector: first.selector,
      policyTypes: directions,
      ingress: rules(parts, "Ingress"),
      egress: rules(parts, "Egress"),
    },
  ];
}

/** The ranges that are empty in this environment: flows from or to them do not exist. */
export function without(flows: readonly Flow[], empty: readonly RangeName[]): Flow[] {
  const missing = (end: Endpoint) => end.kind === "range" && empty.includes(end.range);
  return flows.filter(({ from, to }) => !missing(from) && !missing(to));
}

/**
 * The network policies of all namespaces: a default deny in each, and one policy per namespace, intent (or shared flow)
 * and workload. A flow appears twice, as egress of its sender and as ingress of its receiver.
 */
export function policies(namespaces: readonly NamespaceSpec[], flows: readonly Flow[]): Policy[] {
  const parts = flows.flatMap((flow) => halves(flow, namespaces));
  const grouped = groupBy(parts, ({ namespace, policy }) => `${namespace}/${policy}`);
  return [...namespaces.map(({ name }) => defaultDeny(name)), ...[...grouped.values()].flatMap(merge)];
}

/** The ranges whose addresses a policy needs. */
export function rangesOf(policy: Policy): Set<RangeName> {
  const peers = [...policy.ingress, ...policy.egress].flatMap((rule) => rule.peers);
  return new Set(peers.flatMap((peer) => (peer.kind === "range" ? [peer.range] : [])));
}

const block = (cidr: string): Peer => ({ ipBlock: { cidr } });

/** An end as the peers of a policy. Namespaces are named by the label that the API server keeps and nobody can change. */
function peersOf(end: Endpoint, known: Ranges): Peer[] {
  switch (end.kind) {
    case "pods":
      return [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": end.namespace } },
          ...(end.workload === undefined ? {} : { podSelector: { matchLabels: { ...end.workload.labels } } }),
        },
      ];
    case "mesh":
      return [{ namespaceSelector: { matchLabels: { "istio-injection": "enabled" } } }];
    case "cluster":
      return [{ namespaceSelector: {} }];
    case "range":
      return known[end.range].map(block);
    case "cidr":
      return [block(end.cidr)];
  }
}

const portsOf = (ports: readonly Port[]): PolicyPort[] =>
  ports.map(({ protocol, port }) => ({ protocol, port }));

/** The spec of a policy with the environment's addresses filled in. */
export function policySpec(policy: Policy, known: Ranges): PolicySpec {
  const { policyTypes, podSelector } = policy;
  // A rule without peers would mean everybody, so one whose ranges are all empty is left out.
  const side = (list: readonly Rule[]) =>
    list
      .map(({ peers, ports }) => ({
        peers: peers.flatMap((peer) => peersOf(peer, known)),
        ports: portsOf(ports),
      }))
      .filter(({ peers }) => peers.length > 0);
  const ingress = side(policy.ingress).map(({ peers, ports }) => ({ from: peers, ports }));
  const egress = side(policy.egress).map(({ peers, ports }) => ({ to: peers, ports }));
  return {
    podSelector: Object.keys(podSelector).length === 0 ? {} : { matchLabels: { ...podSelector } },
    policyTypes: [...policyTypes],
    ...(ingress.length === 0 ? {} : { ingress }),
    ...(egress.length === 0 ? {} : { egress }),
  };
}
