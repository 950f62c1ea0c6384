import type { Endpoint, Flow } from "./flow";
import type { NamespaceSpec } from "./namespaces";
import type { RangeName } from "./addresses";

/** What a named intent means: who may be at the other end, in each direction. */
export interface Intent {
  /** One sentence for policies' annotations and the docs. */
  readonly meaning: string;
  /** Whether it admits traffic from this sender. Absent: the intent says nothing about ingress and admits none. */
  readonly ingress?: (from: Endpoint, spaces: Spaces) => boolean;
  /** Whether it admits traffic to this receiver. Absent: the intent says nothing about egress and admits none. */
  readonly egress?: (to: Endpoint, spaces: Spaces) => boolean;
}

/** Namespaces by name. */
export type Spaces = ReadonlyMap<string, NamespaceSpec>;

type Test = (end: Endpoint, spaces: Spaces) => boolean;

const anyOf =
  (...tests: readonly Test[]): Test =>
  (end, spaces) =>
    tests.some((test) => test(end, spaces));
const ranges =
  (...names: readonly RangeName[]): Test =>
  (end) =>
    end.kind === "range" && names.includes(end.range);
const namespaces =
  (...names: readonly string[]): Test =>
  (end) =>
    end.kind === "pods" && names.includes(end.namespace);
const workload =
  (namespace: string, ...names: readonly string[]): Test =>
  (end) =>
    end.kind === "pods" &&
    end.namespace === namespace &&
    end.workload !== undefined &&
    names.includes(end.workload.name);

const gateway = workload("istio-system", "gateway");
const injected: Test = (end, spaces) =>
  end.kind === "mesh" || (end.kind === "pods" && spaces.get(end.namespace)?.mesh === "injected");
/** One namespace or workload, never everything at once. */
const named: Test = (end) => end.kind === "pods";
const searchClusters = anyOf(
  workload("security-core", "elasticsearch"),
  workload("logging", "elasticsearch"),
);

/**
 * The intents by the document's names (section 2, Namespace Organization) and, below them, those of namespaces that the
 * document does not list. A flow that its namespaces' intents do not admit is refused before any resource.
 */
export const INTENTS: Readonly<Record<string, Intent>> = {
  cluster_admin_only: {
    meaning: "Only the control plane comes in; only the control plane and the nodes are called.",
    ingress: ranges("control-plane"),
    egress: ranges("control-plane", "nodes"),
  },
  system_access: {
    meaning: "Load balancers and the control plane come in; what the gateway serves is called.",
    ingress: anyOf(ranges("load-balancers", "control-plane"), gateway),
    egress: named,
  },
  monitoring_access: {
    meaning:
      "Dashboards, scalers and data readers come in; metrics, logs, state and notification are called.",
    ingress: anyOf(gateway, namespaces("monitoring", "keda", "analytics")),
    egress: anyOf(named, ranges("database", "object-storage", "internet", "corporate")),
  },
  service_mesh_only: {
    meaning: "Only workloads of the mesh and its gateway come in.",
    ingress: anyOf(injected, gateway),
  },
  external_apis_allowed: {
    meaning: "Public APIs, S3 and workloads of the mesh are called.",
    egress: anyOf(injected, ranges("internet", "object-storage")),
  },
  api_gateway_only: {
    meaning: "Only the API gateway comes in, besides the platform's own workloads among themselves.",
    ingress: anyOf(workload("frontend", "api-gateway"), namespaces("soar-platform")),
  },
  external_integrations_allowed: {
    meaning: "Public and company systems and workloads of the mesh are called.",
    egress: anyOf(injected, ranges("internet", "corporate")),
  },
  dashboard_access: {
    meaning: "Only dashboards come in: Grafana, the gateway and the API gateway that serve them.",
    ingress: anyOf(gateway, workload("monitoring", "grafana"), workload("frontend", "api-gateway")),
  },
  data_sources_only: {
    meaning: "Only indices, metrics, streams, caches, the database and S3 are called.",
    egress: anyOf(
      searchClusters,
      workload("monitoring", "prometheus"),
      workload("data-processing", "kafka", "redis"),
      ranges("database", "object-storage"),
    ),
  },
  cluster_internal_only: {
    meaning: "Only named workloads of the cluster and the internal load balancer come in.",
    ingress: anyOf(named, ranges("internal-load-balancers")),
  },
  storage_backends_only: {
    meaning: "Only indices, the database, S3 and the namespace's own stores are called.",
    egress: anyOf(
      searchClusters,
      workload("data-processing", "kafka", "redis"),
      ranges("database", "object-storage"),
    ),
  },
  external_facing: {
    meaning: "The gateway and workloads of the mesh come in; workloads of the mesh are called.",
    ingress: anyOf(gateway, injected),
    egress: injected,
  },
  platform_services_only: {
    meaning: "Named workloads come in; named workloads, AWS, the database and the internet are called.",
    ingress: named,
    egress: anyOf(named, ranges("database", "object-storage", "internet")),
  },
  nothing: { meaning: "Nothing runs here: names can be resolved, everything else is refused." },
};

/** An end as people name it, for messages and annotations. */
export function describe(end: Endpoint): string {
  switch (end.kind) {
    case "pods":
      return end.workload === undefined ? end.namespace : `${end.namespace}/${end.workload.name}`;
    case "range":
      return end.range;
    case "cidr":
      return end.cidr;
    case "cluster":
    case "mesh":
      return end.kind;
  }
}

/** What is wrong with a flow in the light of the intents of the namespaces at its ends. */
export function intentProblems(flow: Flow, spaces: Spaces): string[] {
  if (flow.shared !== undefined) return [];
  const judge = (direction: "ingress" | "egress", own: Endpoint, other: Endpoint): string[] => {
    if (own.kind !== "pods") return [];
    const space = spaces.get(own.namespace);
    if (space === undefined) return [];
    const intent = space.intents[direction];
    if (INTENTS[intent]?.[direction]?.(other, spaces) === true) return [];
    return [
      `flow ${describe(flow.from)} to ${describe(flow.to)}: ${direction} of ${own.namespace} is ${intent}, ` +
        `which does not admit ${describe(other)}; remove the flow or choose another intent`,
    ];
  };
  return [...judge("egress", flow.from, flow.to), ...judge("ingress", flow.to, flow.from)];
}
