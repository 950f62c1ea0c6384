import { CLUSTER, MESH, all, range, shared, tcp, udp, type Endpoint, type Flow, type Port } from "./flow";
import type { NamespaceSpec } from "./namespaces";
import { SPACES, WORKLOADS as w } from "./workloads";

const DNS_PORTS = [udp(53), tcp(53)];

/** Names (section 2, allow_dns), by UDP and, for long answers, TCP; to the cluster's resolver and nobody else. */
const DNS: readonly Flow[] = [
  shared("dns", CLUSTER, w.coredns, DNS_PORTS, "resolve names"),
  // AWS judges egress before a Service address is translated.
  shared("dns", CLUSTER, range("dns-service"), DNS_PORTS, "resolve names by the Service's address"),
  shared("dns", range("nodes"), w.coredns, DNS_PORTS, "resolve names from pods on the host's network"),
  shared("dns", w.coredns, range("vpc-resolver"), DNS_PORTS, "forward names outside the cluster"),
];

/** The API server has no pods: its Service address for egress, its network interfaces for what follows translation. */
function kubernetesApi(namespaces: readonly NamespaceSpec[]): Flow[] {
  return namespaces
    .filter((space) => space.kubernetesApi)
    .flatMap(({ name }) => [
      shared("kubernetes-api", all(name), range("kubernetes-api"), [tcp(443)], "call the Kubernetes API"),
      shared("kubernetes-api", all(name), range("control-plane"), [tcp(443)], "call the Kubernetes API"),
    ]);
}

/** EKS Pod Identity and the AWS services that have an endpoint in the VPC. */
function awsApi(namespaces: readonly NamespaceSpec[]): Flow[] {
  return namespaces
    .filter((space) => space.podIdentity)
    .flatMap(({ name }) => [
      shared("aws-api", all(name), range("pod-identity"), [tcp(80)], "get credentials from EKS Pod Identity"),
      shared("aws-api", all(name), range("endpoints"), [tcp(443)], "call AWS services in the VPC"),
    ]);
}

/** What every sidecar needs: its configuration and certificates, a place for its traces, Vault for injected secrets. */
const MESH_SERVICES: readonly Flow[] = [
  shared(
    "mesh-control-plane",
    MESH,
    w.istiod,
    [tcp(15012)],
    "configure sidecars and sign their certificates",
  ),
  shared("mesh-services", w.gateway, w.istiod, [tcp(15012)], "configure the gateway"),
  shared("mesh-services", MESH, w.jaeger, [tcp(4317)], "send traces"),
  shared("mesh-services", w.gateway, w.jaeger, [tcp(4317)], "send traces"),
  shared("mesh-services", MESH, w.vault, [tcp(8200)], "read secrets"),
];

const webhook = (to: Endpoint, port: number, purpose: string): Flow =>
  shared("webhooks", range("control-plane"), to, [tcp(port, 443)], purpose);

/** Admission webhooks, conversion webhooks and aggregated APIs, called by the API server from its network interfaces. */
const WEBHOOKS: readonly Flow[] = [
  webhook(w.istiod, 15017, "inject sidecars, validate mesh configuration"),
  webhook(w.certManagerWebhook, 10250, "validate certificates"),
  webhook(w.trustManager, 6443, "validate bundles"),
  webhook(w.externalSecretsWebhook, 10250, "validate and convert external secrets"),
  webhook(w.vaultInjector, 8080, "inject Vault agents"),
  webhook(w.prometheusOperator, 10250, "validate rules"),
  webhook(w.elasticOperator, 9443, "validate Elasticsearch objects"),
  webhook(w.kedaWebhooks, 9443, "validate scaled objects"),
  webhook(w.kedaMetrics, 6443, "serve external metrics"),
  webhook(SPACES.loadBalancerController, 9443, "validate and set target groups"),
];

/** Metrics ports, scraped by Prometheus; sidecar pods through the agent's merged port. */
const METRICS: readonly (readonly [Endpoint, readonly Port[]])[] = [
  [MESH, [tcp(15020)]],
  [w.gateway, [tcp(15020)]],
  [w.istiod, [tcp(15014)]],
  [all("istio-cni"), [tcp(15014)]],
  [w.coredns, [tcp(9153)]],
  [w.metricsServer, [tcp(10251)]],
  [SPACES.certManager, [tcp(9402)]],
  [w.vault, [tcp(8200)]],
  [w.consul, [tcp(8501)]],
  [all("external-secrets"), [tcp(8080)]],
  [SPACES.externalDns, [tcp(7979)]],
  [SPACES.loadBalancerController, [tcp(8080)]],
  [SPACES.karpenter, [tcp(8080)]],
  [all("keda"), [tcp(8080)]],
  [SPACES.velero, [tcp(8085)]],
  [w.argocdApplicationSets, [tcp(8080)]],
  [w.argocdController, [tcp(8082)]],
  [w.argocdServer, [tcp(8083)]],
  [w.argocdRepo, [tcp(8084)]],
  [w.jaeger, [tcp(8888)]],
  [w.fluentd, [tcp(24231)]],
  [w.logsExporter, [tcp(9108)]],
  [w.prometheus, [tcp(9090)]],
  [w.grafana, [tcp(3000)]],
  [w.prometheusOperator, [tcp(10250)]],
  [w.kubeStateMetrics, [tcp(8080)]],
  // Kubelet and node-exporter listen on the node itself, the API server on its interfaces.
  [range("nodes"), [tcp(9100), tcp(10250)]],
  [range("control-plane"), [tcp(443)]],
];

/** The flows without which a default deny would stop the platform itself. */
export function platformFlows(namespaces: readonly NamespaceSpec[]): Flow[] {
  return [
    ...DNS,
    ...kubernetesApi(namespaces),
    ...awsApi(namespaces),
    ...MESH_SERVICES,
    ...WEBHOOKS,
    ...METRICS.map(([to, ports]) => shared("metrics", w.prometheus, to, ports, "scrape metrics")),
    shared("elastic-operator", w.elasticOperator, w.search, [tcp(9200)], "operate the search cluster"),
    shared("elastic-operator", w.elasticOperator, w.logs, [tcp(9200)], "operate the log cluster"),
  ];
}
