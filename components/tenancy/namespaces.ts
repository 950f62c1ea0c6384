/** A zone of the document (section 4, Network Segmentation). */
export type Zone = "dmz" | "application" | "data" | "management";

/** A level of the Pod Security Standards. */
export type PodSecurityLevel = "restricted" | "baseline" | "privileged";

/** One namespace: what it is for, what its pods may be, and what they may talk to in general. */
export interface NamespaceSpec {
  /** DNS label, at most 63 characters. */
  readonly name: string;
  /** What it is for; the document's word where it has one (section 2, Namespace Organization). A legal label value. */
  readonly purpose: string;
  readonly zone: Zone;
  /** Pod Security level for enforce, audit and warn. */
  readonly level: PodSecurityLevel;
  /** Why the level is not `restricted`; required exactly then. */
  readonly reason?: string;
  /**
   * `injected`: every pod gets a sidecar. `gateway`: only pods that ask for one, the ingress gateway. `outside`: none.
   */
  readonly mesh: "injected" | "gateway" | "outside";
  /** Kubernetes creates it; it is patched, never created nor deleted. */
  readonly exists?: true;
  /** It holds volumes or secrets that nothing else holds: protected and retained where the environment asks for it. */
  readonly data?: true;
  /** Its pods call the Kubernetes API. */
  readonly kubernetesApi: boolean;
  /** Its pods call AWS with EKS Pod Identity. */
  readonly podIdentity: boolean;
  /** What may come in and go out, beyond the platform's own flows: keys of `INTENTS`. */
  readonly intents: { readonly ingress: string; readonly egress: string };
}

/** The four namespaces that have a quota (section 2, Namespace Organization). */
export const TENANTS = ["security-core", "soar-platform", "analytics", "data-processing"] as const;
export type Tenant = (typeof TENANTS)[number];

const both = (intent: string) => ({ ingress: intent, egress: intent });
const PLATFORM = both("platform_services_only");
const CLOSED = both("nothing");

/** A namespace of a platform service: outside the mesh, restricted, in the management zone, unless it says otherwise. */
const platform = (
  name: string,
  purpose: string,
  more: Partial<Omit<NamespaceSpec, "name" | "purpose">> = {},
): NamespaceSpec => ({
  name,
  purpose,
  zone: "management",
  level: "restricted",
  mesh: "outside",
  kubernetesApi: true,
  podIdentity: false,
  intents: PLATFORM,
  ...more,
});

const DOCUMENTED_SYSTEM: readonly NamespaceSpec[] = [
  platform("kube-system", "kubernetes_core_components", {
    exists: true,
    level: "privileged",
    reason: "aws-node, kube-proxy and the EBS CSI node driver use the host's network and devices",
    podIdentity: true,
    intents: both("cluster_admin_only"),
  }),
  platform("istio-system", "service_mesh_control_plane", {
    mesh: "gateway",
    intents: both("system_access"),
  }),
  platform("monitoring", "observability_stack", {
    data: true,
    podIdentity: true,
    intents: both("monitoring_access"),
  }),
];

/** What Kubernetes itself creates beside kube-system: nothing of ours runs there, so they are closed. */
const CLOSED_BY_DEFAULT: readonly NamespaceSpec[] = ["default", "kube-node-lease", "kube-public"].map(
  (name) => platform(name, "unused", { exists: true, kubernetesApi: false, intents: CLOSED }),
);

const PLATFORM_SERVICES: readonly NamespaceSpec[] = [
  platform("istio-cni", "mesh_network_plugin", {
    level: "privileged",
    reason: "the CNI node agent writes the host's network configuration",
  }),
  platform("cert-manager", "certificates_and_ca_bundles", { podIdentity: true }),
  platform("vault", "secrets", { data: true, podIdentity: true }),
  platform("consul", "vault_storage", { data: true }),
  platform("external-secrets", "secret_synchronisation", { podIdentity: true }),
  platform("external-dns", "dns_records", { podIdentity: true }),
  platform("aws-load-balancer-controller", "load_balancers", { podIdentity: true }),
  platform("karpenter", "node_scaling", { podIdentity: true }),
  platform("keda", "workload_scaling", { podIdentity: true }),
  platform("nvidia-device-plugin", "gpu_devices", {
    level: "privileged",
    reason: "the device plugin registers the host's GPUs with the kubelet through host paths",
  }),
  platform("node-exporter", "node_metrics", {
    kubernetesApi: false,
    level: "privileged",
    reason: "node-exporter reads the host's /proc, /sys and network counters",
  }),
  platform("observability", "tracing"),
  platform("logging", "log_search", { data: true, podIdentity: true }),
  platform("elastic-system", "elasticsearch_operator"),
  platform("fluentd", "log_collection", {
    podIdentity: true,
    level: "privileged",
    reason: "Fluentd reads /var/log of every node as root",
  }),
  platform("velero", "kubernetes_backup", {
    podIdentity: true,
    level: "privileged",
    reason: "Velero's node agent reads pod volumes through the host's kubelet directory",
  }),
  platform("backup", "database_and_secret_backup", { kubernetesApi: false, podIdentity: true }),
  platform("gitops", "continuous_configuration"),
];

const application = (
  name: string,
  purpose: string,
  intents: NamespaceSpec["intents"],
  more: Partial<NamespaceSpec>,
): NamespaceSpec => ({
  ...platform(name, purpose),
  zone: "application",
  mesh: "injected",
  kubernetesApi: false,
  intents,
  ...more,
});

const APPLICATIONS: readonly NamespaceSpec[] = [
  application(
    "security-core",
    "wazuh_elasticsearch_kibana",
    { ingress: "service_mesh_only", egress: "external_apis_allowed" },
    { data: true, podIdentity: true },
  ),
  application(
    "soar-platform",
    "shuffle_cortex_thehive",
    { ingress: "api_gateway_only", egress: "external_integrations_allowed" },
    // Shuffle and Cortex start their workers and analysers as jobs.
    { data: true, podIdentity: true, kubernetesApi: true },
  ),
  application(
    "analytics",
    "grafana_prometheus_ml_pipelines",
    { ingress: "dashboard_access", egress: "data_sources_only" },
    // A step of a pipeline is a job.
    { data: true, podIdentity: true, kubernetesApi: true },
  ),
  application(
    "data-processing",
    "kafka_redis_data_pipelines",
    { ingress: "cluster_internal_only", egress: "storage_backends_only" },
    { zone: "data", data: true, podIdentity: true },
  ),
  // The DMZ services of section 4 that run as pods; the document gives them no namespace.
  application("frontend", "api_gateway_web_ui", both("external_facing"), { zone: "dmz" }),
];

/**
 * Every namespace of the platform: the document's (section 2, Namespace Organization), those that its systems run in,
 * and those that Kubernetes brings along.
 */
export const NAMESPACES: readonly NamespaceSpec[] = [
  ...DOCUMENTED_SYSTEM,
  ...CLOSED_BY_DEFAULT,
  ...PLATFORM_SERVICES,
  ...APPLICATIONS,
];

/** The prefix of every label of ours. */
export const LABEL_DOMAIN = "intelliguard.com";

const INJECTION = { injected: "enabled", outside: "disabled", gateway: undefined } as const;

/**
 * The labels of a namespace: purpose, zone, Pod Security levels, mesh membership.
 *
 * @param version Kubernetes minor version whose Pod Security Standards apply, for example `1.35`; pinned so that an
 *   upgrade of the cluster does not change what is admitted
 */
export function namespaceLabels(spec: NamespaceSpec, version: string): Record<string, string> {
  const security = ["enforce", "audit", "warn"].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, spec.level],
    [`pod-security.kubernetes.io/${mode}-version`, `v${version}`],
  ]);
  // A namespace without the label still injects pods that ask for it, as the gateway does; `disabled` refuses even those.
  const injection = INJECTION[spec.mesh];
  return {
    [`${LABEL_DOMAIN}/purpose`]: spec.purpose,
    [`${LABEL_DOMAIN}/zone`]: spec.zone,
    ...(Object.fromEntries(security) as Record<string, string>),
    ...(injection === undefined ? {} : { "istio-injection": injection }),
  };
}

/**
 * Whether a namespace is protected from deletion, and left alone when the program drops it: deleting a namespace deletes
 * every claim and secret in it.
 *
 * @param protect whether the environment protects its data
 */
export function retention(
  spec: NamespaceSpec,
  protect: boolean,
): { protect: boolean; retainOnDelete: boolean } {
  const kept = protect && spec.data === true;
  return { protect: kept, retainOnDelete: kept };
}
