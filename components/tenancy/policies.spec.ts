import { expect } from "chai";
import fc from "fast-check";
import { Address4 } from "ip-address";
import { ranges, type Ranges } from "./addresses";
import { Connectivity, type Contact, type NetworkPolicyObject, type Party } from "./connectivity";
import { PRODUCTION } from "./fixture";
import { MESH, CLUSTER, all, pods, range, tcp, udp, type Endpoint, type Flow } from "./flow";
import { NAMESPACES, namespaceLabels, type NamespaceSpec } from "./namespaces";
import { plan } from "./plan";
import { policies, policySpec } from "./policies";

const KNOWN = ranges(PRODUCTION.addresses, ["3.5.80.0/21"]);
const PLAN = plan(PRODUCTION);

function objects(
  namespaces: readonly NamespaceSpec[],
  flows: readonly Flow[],
  known: Ranges,
): NetworkPolicyObject[] {
  return policies(namespaces, flows).map((policy) => ({
    metadata: { name: policy.name, namespace: policy.namespace },
    // What is sent is JSON; so is what is judged.
    spec: JSON.parse(JSON.stringify(policySpec(policy, known))) as NetworkPolicyObject["spec"],
  }));
}

const labelled = (namespaces: readonly NamespaceSpec[]) =>
  new Map(namespaces.map((space) => [space.name, namespaceLabels(space, "1.35")]));

/** Whether an end of a flow means this party, straight from the table. */
function means(end: Endpoint, party: Party, namespaces: readonly NamespaceSpec[], known: Ranges): boolean {
  const inside = (cidr: string) => new Address4(party.address).isInSubnet(new Address4(cidr));
  switch (end.kind) {
    case "cluster":
      return party.pod !== undefined;
    case "mesh":
      return namespaces.some(({ name, mesh }) => mesh === "injected" && name === party.pod?.namespace);
    case "pods":
      return (
        party.pod?.namespace === end.namespace &&
        Object.entries(end.workload?.labels ?? {}).every(([key, value]) => party.pod?.labels[key] === value)
      );
    case "range":
      return known[end.range].some(inside);
    case "cidr":
      return inside(end.cidr);
  }
}

/** A pod of each workload that flows name, a pod without labels in each namespace, an address of each block. */
function parties(namespaces: readonly NamespaceSpec[], flows: readonly Flow[], known: Ranges): Party[] {
  const ends = flows.flatMap(({ from, to }) => [from, to]);
  const workloads = ends.flatMap((end) =>
    end.kind === "pods" && end.workload !== undefined
      ? [{ namespace: end.namespace, labels: end.workload.labels }]
      : [],
  );
  const distinct = new Map(
    [...namespaces.map(({ name }) => ({ namespace: name, labels: {} })), ...workloads].map((pod) => [
      JSON.stringify(pod),
      pod,
    ]),
  );
  const inPods = [...distinct.values()].map((pod, index) => ({
    address: `100.64.${Math.floor(index / 250)}.${(index % 250) + 1}`,
    pod,
  }));
  const blocks = new Set(Object.values(known).flatMap((list) => list.slice(0, 3)));
  const outside = [...blocks].map((cidr) => new Address4(cidr).startAddress().correctForm());
  // Addresses that nothing may reach: instance metadata, an unused corner of the VPC, another Service.
  return [
    ...inPods,
    ...[...outside, "169.254.169.254", "10.0.77.7", "172.20.9.9"].map((address) => ({ address })),
  ];
}

/** Where the policies and the table disagree, and how many contacts were allowed and denied. */
function compare(namespaces: readonly NamespaceSpec[], flows: readonly Flow[], known: Ranges) {
  const network = new Connectivity(labelled(namespaces), objects(namespaces, flows, known));
  const ports = flows.flatMap((flow) =>
    flow.ports.map(({ protocol, port }): Contact => ({ protocol, port })),
  );
  const contacts = [
    ...new Map(
      [...ports, { protocol: "TCP", port: 31337 }, { protocol: "UDP", port: 443 }].map((c) => [
        JSON.stringify(c),
        c,
      ]),
    ).values(),
  ];
  const everybody = parties(namespaces, flows, known);
  const result = { allowed: 0, denied: 0, seen: new Set<Flow>(), wrong: [] as string[] };
  for (const from of everybody) {
    const sent = flows.filter((flow) => means(flow.from, from, namespaces, known));
    for (const to of everybody) {
      if (from.pod === undefined && to.pod === undefined) continue;
      const between = sent.filter((flow) => means(flow.to, to, namespaces, known));
      for (const flow of between) result.seen.add(flow);
      for (const contact of contacts) {
        const wanted = between.some(({ ports }) =>
          ports.some(({ protocol, port }) => protocol === contact.protocol && port === contact.port),
        );
        // Each end by itself: a loose policy must not hide behind the strict one at the other end.
        const right =
          network.allows(from, to, contact) === wanted &&
          (from.pod === undefined || network.leaves(from, to, contact) === wanted) &&
          (to.pod === undefined || network.enters(from, to, contact) === wanted);
        if (!right) {
          result.wrong.push(JSON.stringify({ from, to, contact, wanted }));
        } else if (wanted) result.allowed += 1;
        else result.denied += 1;
      }
    }
  }
  return result;
}

describe("network policies", () => {
  it("let through what the table of flows says between all pods and addresses, and nothing else", () => {
    const { allowed, denied, seen, wrong } = compare(PLAN.namespaces, PLAN.flows, KNOWN);
    expect(wrong).to.deep.equal([]);
    // Far from vacuous: every flow is seen at work, and most contacts are refused.
    expect([...seen]).to.have.members(PLAN.flows);
    expect(allowed).to.be.greaterThan(PLAN.flows.length);
    expect(denied).to.be.greaterThan(100 * allowed);
  });

  it("say the same as any table of flows, whatever it is", () => {
    const spaces = ["one", "two", "three"].map((name, index): NamespaceSpec => ({
      name,
      purpose: name,
      zone: "application",
      level: "restricted",
      mesh: index === 2 ? "outside" : "injected",
      kubernetesApi: false,
      podIdentity: false,
      intents: {
        ingress: "platform_services_only",
        egress: index === 0 ? "nothing" : "platform_services_only",
      },
    }));
    const namespace = fc.constantFrom(...spaces.map(({ name }) => name));
    const end = fc.oneof(
      namespace.map(all),
      fc.tuple(namespace, fc.constantFrom("web", "api")).map(([space, app]) => pods(space, app, { app })),
      fc.constantFrom<Endpoint>(MESH, CLUSTER, range("database"), { kind: "cidr", cidr: "192.0.2.0/24" }),
    );
    const port = fc.oneof(
      fc.constantFrom(80, 443).map((number) => tcp(number)),
      fc.constant(udp(53)),
    );
    const table = fc.array(
      fc.record(
        {
          from: end,
          to: end,
          ports: fc.array(port, { minLength: 1, maxLength: 3 }),
          purpose: fc.constant("test"),
          shared: fc.constantFrom("one", "two"),
        },
        { requiredKeys: ["from", "to", "ports", "purpose"] },
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(table, (flows) => {
        expect(compare(spaces, flows, KNOWN).wrong).to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
  });

  it("deny everything first and let names be resolved, in every namespace", () => {
    for (const { name } of NAMESPACES) {
      const deny = PLAN.policies.find(
        (policy) => policy.namespace === name && policy.name === "default-deny-all",
      );
      expect(deny && policySpec(deny, KNOWN), name).to.deep.equal({
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
      });
      const dns = PLAN.policies.find((policy) => policy.namespace === name && policy.name === "allow-dns");
      expect(dns && policySpec(dns, KNOWN), name).to.deep.equal({
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
              },
              { ipBlock: { cidr: "172.20.0.10/32" } },
            ],
            ports: [
              { protocol: "UDP", port: 53 },
              { protocol: "TCP", port: 53 },
            ],
          },
        ],
      });
    }
  });

  it("have legal names, unique in their namespace", () => {
    const names = PLAN.policies.map(({ namespace, name }) => `${namespace}/${name}`);
    expect(new Set(names).size).to.equal(names.length);
    for (const { name } of PLAN.policies) expect(name).to.match(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  });

  it("are the same each time, and no exception, named port or open rule is among them", () => {
    expect(plan(PRODUCTION)).to.deep.equal(PLAN);
    for (const policy of PLAN.policies) {
      const { ingress = [], egress = [] } = policySpec(policy, KNOWN);
      for (const { peers, ports } of [
        ...ingress.map((rule) => ({ peers: rule.from, ports: rule.ports })),
        ...egress.map((rule) => ({ peers: rule.to, ports: rule.ports })),
      ]) {
        expect(peers, policy.name).to.not.be.empty;
        expect(ports, policy.name).to.not.be.empty;
        expect(JSON.stringify(peers)).to.not.contain("except");
        for (const { port } of ports) expect(port).to.be.a("number");
      }
    }
  });

  it("leave out, rather than open, a rule whose addresses are none", () => {
    const velero = PLAN.policies.find(
      ({ namespace, name }) => namespace === "velero" && name === "platform-services-only",
    )!;
    expect(policySpec(velero, KNOWN).egress).to.deep.equal([
      { to: [{ ipBlock: { cidr: "3.5.80.0/21" } }], ports: [{ protocol: "TCP", port: 443 }] },
    ]);
    expect(policySpec(velero, { ...KNOWN, "object-storage": [] })).to.deep.equal({
      podSelector: {},
      policyTypes: ["Egress"],
    });
  });

  it("have no flow to the company network where there is none", () => {
    const addresses = { ...PRODUCTION.addresses, corporate: [] };
    const corporate = (flows: readonly Flow[]) =>
      flows.filter(({ to }) => to.kind === "range" && to.range === "corporate").length;
    expect(corporate(PLAN.flows)).to.be.greaterThan(0);
    expect(corporate(plan({ ...PRODUCTION, addresses }).flows)).to.equal(0);
  });
});
