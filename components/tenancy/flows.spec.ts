import { expect } from "chai";
import { pairProblems, PAIRS_PER_ADDRESS } from "./aws-limits";
import { ranges } from "./addresses";
import { flowProblems } from "./check-tables";
import { PRODUCTION } from "./fixture";
import { all, flow, pods, range, tcp, type Endpoint, type Flow } from "./flow";
import { flows } from "./flows";
import { INTENTS, describe as name } from "./intents";
import { NAMESPACES, type Zone } from "./namespaces";
import { policies } from "./policies";

const TABLE = flows(NAMESPACES);
const KNOWN = ranges(PRODUCTION.addresses, []);
const spaces = new Map(NAMESPACES.map((space) => [space.name, space]));

/** The flows between two ends as `port` texts, by the names of the ends. */
const between = (from: string, to: string) =>
  TABLE.filter((entry) => name(entry.from) === from && name(entry.to) === to)
    .flatMap(({ ports }) => ports.map(({ protocol, port }) => `${protocol} ${port}`))
    .sort();

function zoneOf(end: Endpoint): Zone | undefined {
  if (end.kind === "range") return end.range === "database" ? "data" : undefined;
  if (end.kind !== "pods") return undefined;
  return end.workload?.zone ?? spaces.get(end.namespace)?.zone;
}

describe("flows", () => {
  it("break no rule of their own", () => {
    expect(flowProblems(NAMESPACES, TABLE, KNOWN)).to.deep.equal([]);
  });

  it("are listed once each, with a purpose", () => {
    const keys = TABLE.map(({ from, to, ports }) => JSON.stringify([name(from), name(to), ports]));
    expect(keys.filter((key, index) => keys.indexOf(key) < index)).to.deep.equal([]);
    for (const { purpose } of TABLE) expect(purpose).to.match(/\w{3}/);
  });

  it("include what a default deny would otherwise stop", () => {
    expect(between("cluster", "kube-system/coredns")).to.deep.equal(["TCP 53", "UDP 53"]);
    expect(between("cluster", "dns-service")).to.deep.equal(["TCP 53", "UDP 53"]);
    expect(between("kube-system/coredns", "vpc-resolver")).to.deep.equal(["TCP 53", "UDP 53"]);
    expect(between("mesh", "istio-system/istiod")).to.deep.equal(["TCP 15012"]);
    expect(between("monitoring/prometheus", "mesh")).to.deep.equal(["TCP 15020"]);
    expect(between("control-plane", "istio-system/istiod")).to.deep.equal(["TCP 15017"]);
    expect(between("load-balancers", "istio-system/gateway")).to.deep.equal(["TCP 8080"]);
    for (const { name: space, podIdentity, kubernetesApi } of NAMESPACES) {
      expect(between(space, "pod-identity"), space).to.deep.equal(podIdentity ? ["TCP 80"] : []);
      expect(between(space, "kubernetes-api"), space).to.deep.equal(kubernetesApi ? ["TCP 443"] : []);
      expect(between(space, "control-plane"), space).to.deep.equal(kubernetesApi ? ["TCP 443"] : []);
    }
  });

  it("cross zones only on the documented ports (section 4, traffic_flow_rules)", () => {
    const allowed: Partial<Record<string, number[]>> = {
      "dmz application": [443, 8080, 8443],
      "dmz data": [],
      "application data": [5432, 9200, 6379],
      // The platform's pods run on the application zone's nodes, whatever they manage.
      "management data": [5432, 9200, 6379],
    };
    const crossings = TABLE.map(({ from, to, ports }) => ({
      path: `${name(from)} to ${name(to)}`,
      zones: `${zoneOf(from)} ${zoneOf(to)}`,
      ports,
    }));
    for (const { path, zones, ports } of crossings) {
      const open = allowed[zones];
      if (open !== undefined) for (const { port } of ports) expect(open, path).to.include(port);
    }
    for (const zones of ["dmz application", "application data", "management data"]) {
      expect(
        crossings.some((crossing) => crossing.zones === zones),
        zones,
      ).to.be.true;
    }
  });

  it("serve Redis to the cluster and the internal load balancer only", () => {
    const senders = TABLE.filter(({ to }) => name(to) === "data-processing/redis").map(({ from }) =>
      name(from),
    );
    expect(senders).to.have.members([
      "analytics/ml-pipelines",
      "data-processing/data-pipelines",
      "data-processing/redis",
      "internal-load-balancers",
    ]);
  });

  it("never start in what is closed by default", () => {
    for (const space of ["default", "kube-node-lease", "kube-public"]) {
      expect(TABLE.filter(({ from, to }) => [name(from), name(to)].includes(space))).to.deep.equal([]);
    }
  });
});

describe("intents", () => {
  const refused = (from: Endpoint, to: Endpoint) =>
    flowProblems(NAMESPACES, [flow(from, to, [tcp(8080)], "test")], KNOWN);
  const gateway = pods("istio-system", "gateway", { istio: "ingressgateway" });
  const kibana = pods("security-core", "kibana", { "kibana.k8s.elastic.co/name": "security" });

  it("each admit what the document means and refuse the rest", () => {
    const cases: [Endpoint, Endpoint, boolean][] = [
      // service_mesh_only
      [gateway, kibana, true],
      [all("frontend"), kibana, true],
      [all("vault"), kibana, false],
      [range("nodes"), kibana, false],
      // external_apis_allowed
      [all("security-core"), range("internet"), true],
      [all("security-core"), range("corporate"), false],
      // api_gateway_only
      [pods("frontend", "api-gateway", { app: "api-gateway" }), all("soar-platform"), true],
      [gateway, all("soar-platform"), false],
      [all("security-core"), all("soar-platform"), false],
      // external_integrations_allowed
      [all("soar-platform"), range("corporate"), true],
      [all("soar-platform"), range("database"), false],
      // dashboard_access
      [pods("monitoring", "grafana", { "app.kubernetes.io/name": "grafana" }), all("analytics"), true],
      [all("soar-platform"), all("analytics"), false],
      // data_sources_only
      [all("analytics"), range("database"), true],
      [all("analytics"), range("internet"), false],
      // cluster_internal_only
      [range("internal-load-balancers"), all("data-processing"), true],
      [range("load-balancers"), all("data-processing"), false],
      // storage_backends_only
      [all("data-processing"), range("object-storage"), true],
      [all("data-processing"), range("internet"), false],
      // cluster_admin_only
      [range("control-plane"), all("kube-system"), true],
      [all("gitops"), all("kube-system"), false],
      // system_access
      [range("load-balancers"), all("istio-system"), true],
      [range("corporate"), all("istio-system"), false],
      // monitoring_access
      [gateway, all("monitoring"), true],
      [all("soar-platform"), all("monitoring"), false],
      // nothing
      [gateway, all("default"), false],
      [all("default"), range("internet"), false],
    ];
    for (const [from, to, admitted] of cases) {
      expect(refused(from, to).length === 0, `${name(from)} to ${name(to)}`).to.equal(admitted);
    }
  });

  it("that the document names exist, and all that exist are used", () => {
    const documented = [
      "service_mesh_only",
      "api_gateway_only",
      "dashboard_access",
      "cluster_internal_only",
      "external_apis_allowed",
      "external_integrations_allowed",
      "data_sources_only",
      "storage_backends_only",
      "cluster_admin_only",
      "system_access",
      "monitoring_access",
    ];
    expect(INTENTS).to.include.keys(...documented);
    const used = new Set(NAMESPACES.flatMap(({ intents }) => Object.values(intents)));
    expect([...used]).to.have.members(Object.keys(INTENTS));
  });

  it("that the document names each become a policy of that name and label", () => {
    const made = policies(NAMESPACES, TABLE);
    for (const { name: space, intents } of NAMESPACES.filter(
      ({ intents }) => intents.ingress !== "nothing",
    )) {
      if (intents.ingress === "platform_services_only") continue;
      for (const intent of new Set(Object.values(intents))) {
        const found = made.filter(
          (policy) =>
            policy.namespace === space &&
            policy.name.startsWith(intent.replaceAll("_", "-")) &&
            policy.labels["intelliguard.com/intent"] === intent,
        );
        expect(found, `${space} ${intent}`).to.not.be.empty;
      }
    }
  });
});

describe("AWS's limits", () => {
  const many = (count: number, to: Endpoint, start = 1000): Flow =>
    flow(
      all("gitops"),
      to,
      Array.from({ length: count }, (_, index) => tcp(start + index)),
      "test",
    );

  it("leave room in the table", () => {
    expect(pairProblems(policies(NAMESPACES, TABLE), KNOWN)).to.deep.equal([]);
  });

  it("count ports over all policies that reach one peer", () => {
    const found = (...list: Flow[]) => pairProblems(policies(NAMESPACES, list), KNOWN);
    expect(found(many(PAIRS_PER_ADDRESS, all("vault")))).to.deep.equal([]);
    expect(found(many(PAIRS_PER_ADDRESS + 1, all("vault"))).join("\n"))
      .to.match(/gitops.*: egress has 25 ports with vault, more than the 24/)
      .and.match(/vault.*: ingress has 25 ports with gitops, more than the 24/);
    // A workload and its whole namespace are the same address.
    const vault = pods("vault", "vault", { "app.kubernetes.io/name": "vault" });
    expect(found(many(20, all("vault")), many(20, vault, 2000)).join("\n")).to.match(
      /egress has 40 ports with vault\/vault/,
    );
    expect(found(many(20, all("vault")), many(20, all("consul"), 2000))).to.deep.equal([]);
    // Two ranges with the same blocks are the same address.
    expect(found(many(20, range("endpoints")), many(20, range("control-plane"), 2000))).to.not.be.empty;
    expect(found(many(20, range("endpoints")), many(20, range("database"), 2000))).to.deep.equal([]);
  });

  it("want the Service's port to be the container's, except for senders with a sidecar", () => {
    const through = (from: Endpoint) =>
      flowProblems(NAMESPACES, [flow(from, all("monitoring"), [tcp(3000, 80)], "test")], KNOWN);
    expect(through(all("keda"))[0]).to.match(/Service port 80 differs from container port 3000/);
    expect(through(pods("istio-system", "gateway", { istio: "ingressgateway" }))).to.deep.equal([]);
  });
});
