/** What the table of flows says about who reaches whom, worked out without any network policy. Pure. */
import { Address4 } from "ip-address";

import { INTERFACE_SERVICES } from "../../components/network";
import type { Addresses, Endpoint, Flow, NamespaceSpec, Ranges } from "../../components/tenancy";
import type { Preview } from "./objects";

/** Somebody who sends or receives: a pod, or, without a namespace, an address outside the cluster. */
export interface Party {
  /** For messages. */
  readonly name: string;
  readonly address: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** One port of one protocol. */
export interface Contact {
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
}

/** The addresses of a previewed network, by the document's plan of subnets (section 3). */
export function addressesOf({ config, steps }: Preview): Addresses {
  const inputs = (type: string): readonly (readonly [string, Readonly<Record<string, unknown>>])[] =>
    steps
      .filter(({ newState }) => newState?.type === type)
      .map(({ urn, newState }) => [urn.slice(urn.lastIndexOf("::") + 2), newState?.inputs ?? {}]);
  const subnets = (tier: string): readonly string[] =>
    inputs("aws:ec2/subnet:Subnet")
      .filter(([name]) => new RegExp(`^network-${tier}-[a-z]$`).test(name))
      .map(([, { cidrBlock }]) => String(cidrBlock));
  const one = (type: string, key: string): string => String(inputs(type)[0]?.[1][key]);
  const endpoints = inputs("aws:ec2/vpcEndpoint:VpcEndpoint").filter(
    ([, { vpcEndpointType }]) => vpcEndpointType === "Interface",
  );
  const { corporate } = JSON.parse(config["intelliguard:network"] ?? "{}") as {
    readonly corporate?: { readonly cidrs: readonly string[] };
  };
  return {
    vpc: one("aws:ec2/vpc:Vpc", "cidrBlock"),
    pods: one("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "cidrBlock"),
    services: one("eks:index:Cluster", "kubernetesServiceIpAddressRange"),
    nodes: [...subnets("private"), ...subnets("database")],
    controlPlane: subnets("private"),
    loadBalancers: subnets("public"),
    internalLoadBalancers: subnets("private"),
    database: subnets("database"),
    endpoints: subnets("private"),
    awsOverInternet: endpoints.length < INTERFACE_SERVICES.length,
    ...(corporate === undefined ? {} : { corporate: corporate.cidrs }),
  };
}

/** Addresses that no flow is about: management, other networks, instance metadata, the loopback of somebody. */
const STRANGERS = ["10.9.9.9", "192.168.99.99", "100.127.1.1", "169.254.169.254", "8.8.8.8"];

/**
 * Who is asked about: each workload, in each namespace a pod that nobody knows, the first and last address of each
 * range, and addresses that no flow is about.
 */
export function partiesOf(
  namespaces: readonly NamespaceSpec[],
  flows: readonly Flow[],
  known: Ranges,
  pods: string,
): readonly Party[] {
  const workloads = new Map<string, Omit<Party, "address">>();
  for (const { name } of namespaces) {
    workloads.set(`${name}/?`, { name: `${name}/?`, namespace: name, labels: { app: "nobody-knows" } });
  }
  for (const end of flows.flatMap(({ from, to }) => [from, to])) {
    if (end.kind !== "pods" || end.workload === undefined) continue;
    const name = `${end.namespace}/${end.workload.name}`;
    workloads.set(name, { name, namespace: end.namespace, labels: end.workload.labels });
  }
  const first = new Address4(pods).startAddress().bigInt() + 256n;
  const outside = Object.entries(known).flatMap(([range, blocks]) => {
    const ends = blocks.flatMap((block) => {
      const network = new Address4(block);
      return [network.startAddress().correctForm(), network.endAddress().correctForm()];
    });
    return [...new Set([ends[0], ends.at(-1)])].flatMap((address) =>
      address === undefined ? [] : [{ name: `${range} ${address}`, address }],
    );
  });
  return [
    ...[...workloads.values()].map((workload, index) => ({
      ...workload,
      address: Address4.fromBigInt(first + BigInt(index)).correctForm(),
    })),
    ...outside,
    ...STRANGERS.map((address) => ({ name: address, address })),
  ];
}

/** The ports asked about: those of every flow by both protocols, and some that no flow has. */
export function contactsOf(flows: readonly Flow[]): readonly Contact[] {
  const ports = flows.flatMap(({ ports }) =>
    ports.flatMap(({ port, servicePort }) => [port, servicePort ?? port]),
  );
  return [...new Set([...ports, 22, 123, 3389, 65535])]
    .sort((one, other) => one - other)
    .flatMap((port) => [
      { protocol: "TCP" as const, port },
      { protocol: "UDP" as const, port },
    ]);
}

/** What the flows allow: whether the sender's side lets it out, and whether the receiver's lets it in. */
export interface Allowed {
  readonly out: boolean;
  readonly in: boolean;
}

/** Answers from the flows alone. */
export class FlowTable {
  private readonly mesh: ReadonlySet<string>;
  private readonly blocks = new Map<string, boolean>();

  constructor(
    namespaces: readonly NamespaceSpec[],
    private readonly flows: readonly Flow[],
    private readonly known: Ranges,
  ) {
    this.mesh = new Set(namespaces.filter(({ mesh }) => mesh === "injected").map(({ name }) => name));
  }

  /** What may pass between two parties, for each contact. An address outside the cluster keeps nobody in or out. */
  between(from: Party, to: Party, contacts: readonly Contact[]): readonly Allowed[] {
    const leaving = this.flows.filter((flow) => this.isPod(flow.from, from) && this.is(flow.to, to));
    const entering = this.flows.filter((flow) => this.is(flow.from, from) && this.isPod(flow.to, to));
    return contacts.map((contact) => ({
      out: from.namespace === undefined || leaving.some((flow) => opens(flow, contact)),
      in: to.namespace === undefined || entering.some((flow) => opens(flow, contact)),
    }));
  }

  /** Whether the party is one of the pods that an end stands for. */
  private isPod(end: Endpoint, { namespace, labels = {} }: Party): boolean {
    if (namespace === undefined) return false;
    if (end.kind === "cluster") return true;
    if (end.kind === "mesh") return this.mesh.has(namespace);
    if (end.kind !== "pods" || end.namespace !== namespace) return false;
    return Object.entries(end.workload?.labels ?? {}).every(([key, value]) => labels[key] === value);
  }

  /** Whether an end stands for the party, as a pod or by its address. */
  private is(end: Endpoint, party: Party): boolean {
    if (end.kind === "range") return this.known[end.range].some((block) => this.within(party.address, block));
    if (end.kind === "cidr") return this.within(party.address, end.cidr);
    return this.isPod(end, party);
  }

  private within(address: string, block: string): boolean {
    const key = `${address} ${block}`;
    const found = this.blocks.get(key) ?? new Address4(address).isInSubnet(new Address4(block));
    this.blocks.set(key, found);
    return found;
  }
}

function opens({ ports }: Flow, contact: Contact): boolean {
  return ports.some(({ protocol, port }) => protocol === contact.protocol && port === contact.port);
}
