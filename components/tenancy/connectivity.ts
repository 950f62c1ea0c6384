import { Address4 } from "ip-address";

/**
 * What NetworkPolicies let through, computed from the objects alone by the rules of `networking.k8s.io/v1`: an
 * evaluator that knows nothing of the flows the policies were made from.
 */

type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

interface PolicyPeer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface PolicyPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** A NetworkPolicy as the API server holds it. */
export interface NetworkPolicyObject {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly {
      readonly from?: readonly PolicyPeer[];
      readonly ports?: readonly PolicyPort[];
    }[];
    readonly egress?: readonly {
      readonly to?: readonly PolicyPeer[];
      readonly ports?: readonly PolicyPort[];
    }[];
  };
}

/** A pod, or, without namespace and labels, an address outside the cluster. */
export interface Party {
  readonly address: string;
  readonly pod?: { readonly namespace: string; readonly labels: Labels };
}

/** One port of one protocol. */
export interface Contact {
  readonly protocol: string;
  readonly port: number;
}

type Direction = "Ingress" | "Egress";

interface Rule {
  readonly peers: readonly PolicyPeer[] | undefined;
  readonly ports: readonly PolicyPort[] | undefined;
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case "In":
          return value !== undefined && values.includes(value);
        case "NotIn":
          return value === undefined || !values.includes(value);
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
        default:
          throw new Error(`selector operator ${operator} is unknown`);
      }
    })
  );
}

function opens(ports: readonly PolicyPort[] | undefined, contact: Contact): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some(({ protocol = "TCP", port, endPort }) => {
    if (typeof port === "string")
      throw new Error(`named port ${port} cannot be judged without the pod's containers`);
    if (protocol !== contact.protocol) return false;
    return port === undefined || (contact.port >= port && contact.port <= (endPort ?? port));
  });
}

/** Evaluates a fixed set of policies. */
export class Connectivity {
  readonly #policies: ReadonlyMap<string, readonly NetworkPolicyObject[]>;
  readonly #containment = new Map<string, boolean>();
  readonly #isolation = {
    Ingress: new WeakMap<Party, Rule[] | undefined>(),
    Egress: new WeakMap<Party, Rule[] | undefined>(),
  };

  /**
   * @param namespaces labels of every namespace by name; `kubernetes.io/metadata.name` is added as the API server does
   * @param policies all policies of the cluster
   */
  constructor(
    private readonly namespaces: ReadonlyMap<string, Labels>,
    policies: readonly NetworkPolicyObject[],
  ) {
    const grouped = new Map<string, NetworkPolicyObject[]>();
    for (const policy of policies) {
      const { namespace } = policy.metadata;
      grouped.set(namespace, [...(grouped.get(namespace) ?? []), policy]);
    }
    this.#policies = grouped;
  }

  /** Whether a connection is let out of its sender and into its receiver. */
  allows(from: Party, to: Party, contact: Contact): boolean {
    return this.leaves(from, to, contact) && this.enters(from, to, contact);
  }

  /** Whether the sender's own policies let it out. An address outside the cluster has none. */
  leaves(from: Party, to: Party, contact: Contact): boolean {
    return this.#passes(from, to, contact, "Egress");
  }

  /** Whether the receiver's own policies let it in. An address outside the cluster has none. */
  enters(from: Party, to: Party, contact: Contact): boolean {
    return this.#passes(to, from, contact, "Ingress");
  }

  #passes(own: Party, other: Party, contact: Contact, direction: Direction): boolean {
    const rules = this.#rules(own, direction);
    // A pod that no policy of a direction selects is open in that direction.
    if (rules === undefined) return true;
    return rules.some(
      ({ peers, ports }) =>
        opens(ports, contact) &&
        (peers === undefined ||
          peers.length === 0 ||
          peers.some((peer) => this.#matches(peer, own.pod?.namespace ?? "", other))),
    );
  }

  /** The rules a party is under in one direction; undefined when no policy isolates it. Worked out once per party. */
  #rules(party: Party, direction: Direction): Rule[] | undefined {
    const known = this.#isolation[direction];
    if (!known.has(party)) known.set(party, this.#isolate(party, direction));
    return known.get(party);
  }

  #isolate({ pod }: Party, direction: Direction): Rule[] | undefined {
    if (pod === undefined) return undefined;
    const isolating = (this.#policies.get(pod.namespace) ?? []).filter(({ spec }) => {
      const types = spec.policyTypes ?? ["Ingress", ...(spec.egress === undefined ? [] : ["Egress"])];
      return types.includes(direction) && selects(spec.podSelector, pod.labels);
    });
    if (isolating.length === 0) return undefined;
    return isolating.flatMap(({ spec }) =>
      direction === "Ingress"
        ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
        : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports })),
    );
  }

  #matches(
    { ipBlock, namespaceSelector, podSelector }: PolicyPeer,
    namespace: string,
    party: Party,
  ): boolean {
    if (ipBlock !== undefined) {
      return (
        this.#within(party.address, ipBlock.cidr) &&
        !(ipBlock.except ?? []).some((hole) => this.#within(party.address, hole))
      );
    }
    if (party.pod === undefined) return false;
    const rightSpace =
      namespaceSelector === undefined
        ? party.pod.namespace === namespace
        : selects(namespaceSelector, this.#labelsOf(party.pod.namespace));
    return rightSpace && selects(podSelector ?? {}, party.pod.labels);
  }

  #labelsOf(namespace: string): Labels {
    return { ...this.namespaces.get(namespace), "kubernetes.io/metadata.name": namespace };
  }

  #within(address: string, cidr: string): boolean {
    const key = `${address} ${cidr}`;
    const known = this.#containment.get(key);
    if (known !== undefined) return known;
    const answer = new Address4(address).isInSubnet(new Address4(cidr));
    this.#containment.set(key, answer);
    return answer;
  }
}
