/**
 * The numbers of the document's sections 1 to 3, as it writes them but for what cannot be taken literally: names with
 * underscores, an address that is none, a retired instance type. Written down apart from the settings, so that a test
 * can hold the two against each other.
 */

/** A node group (section 2, kubernetes_clusters). */
export interface NodeGroup {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  readonly type: string;
  readonly disk?: { readonly size: number; readonly type: string };
  readonly labels?: Readonly<Record<string, string>>;
}

/** An environment (section 1, environments), with its VPC in the plan of section 3. */
export interface Environment {
  readonly region: string;
  readonly zones: readonly string[];
  readonly nodes: number;
  readonly instanceTypes: readonly string[];
  readonly defaultClass: string;
  readonly backupStrategy: string;
  /** The first two octets of the VPC's range. */
  readonly network: string;
  readonly nodeGroups: Readonly<Record<string, NodeGroup>>;
}

const SECURITY_CORE_LABELS = { workload: "security-core", zone: "multi-az" };

export const ENVIRONMENTS: Readonly<Record<string, Environment>> = {
  production: {
    region: "us-west-2",
    zones: ["us-west-2a", "us-west-2b", "us-west-2c"],
    nodes: 24,
    instanceTypes: ["m5.2xlarge", "r5.4xlarge", "c5n.4xlarge"],
    defaultClass: "premium-ssd",
    backupStrategy: "multi_region",
    network: "10.0",
    nodeGroups: {
      "security-core": {
        min: 6,
        desired: 8,
        max: 12,
        type: "m5.2xlarge",
        disk: { size: 200, type: "gp3" },
        labels: SECURITY_CORE_LABELS,
      },
      "analytics-processing": {
        min: 4,
        desired: 6,
        max: 16,
        type: "r5.4xlarge",
        disk: { size: 500, type: "gp3" },
        labels: { workload: "analytics", memory: "high" },
      },
      "ml-inference": {
        min: 2,
        desired: 4,
        max: 8,
        type: "g6.2xlarge",
        disk: { size: 1024, type: "io2" },
        labels: { workload: "ml-inference", accelerator: "gpu" },
      },
    },
  },
  staging: {
    region: "us-west-2",
    zones: ["us-west-2a", "us-west-2b"],
    nodes: 8,
    instanceTypes: ["m5.large", "r5.xlarge"],
    defaultClass: "standard",
    backupStrategy: "single_region",
    network: "10.1",
    nodeGroups: {},
  },
  development: {
    region: "us-west-2",
    zones: ["us-west-2a"],
    nodes: 3,
    instanceTypes: ["m5.large"],
    defaultClass: "standard",
    backupStrategy: "local",
    network: "10.2",
    nodeGroups: {},
  },
  dr: {
    region: "us-east-1",
    zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
    nodes: 12,
    instanceTypes: ["m5.xlarge", "r5.2xlarge"],
    defaultClass: "premium-ssd",
    backupStrategy: "cross_region",
    network: "10.3",
    nodeGroups: {
      "security-core": { min: 3, desired: 4, max: 8, type: "m5.xlarge" },
    },
  },
};

/** Subnets by name: the last two octets of each range, in the order of the zones (section 3, VPC configuration). */
export const SUBNETS: Readonly<Record<string, readonly string[]>> = {
  "public-subnet": ["1.0/24", "2.0/24", "3.0/24"],
  "private-subnet": ["10.0/24", "20.0/24", "30.0/24"],
  "db-subnet": ["100.0/24", "200.0/24", "201.0/24"],
};

/** Quotas by namespace (section 2, namespace_architecture.application_namespaces). */
export const QUOTAS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "security-core": { "requests.cpu": "32", "requests.memory": "128Gi", "requests.storage": "2Ti" },
  "soar-platform": { "requests.cpu": "16", "requests.memory": "64Gi", "requests.storage": "500Gi" },
  analytics: { "requests.cpu": "24", "requests.memory": "96Gi", "requests.storage": "1Ti" },
  "data-processing": { "requests.cpu": "20", "requests.memory": "80Gi", "requests.storage": "3Ti" },
};

/** Purposes by namespace (section 2, namespace_architecture), as labels can hold them. */
export const PURPOSES: Readonly<Record<string, string>> = {
  "kube-system": "kubernetes_core_components",
  "istio-system": "service_mesh_control_plane",
  monitoring: "observability_stack",
  "security-core": "wazuh_elasticsearch_kibana",
  "soar-platform": "shuffle_cortex_thehive",
  analytics: "grafana_prometheus_ml_pipelines",
  "data-processing": "kafka_redis_data_pipelines",
};

/** Network policy intents by namespace (section 2, namespace_architecture). */
export const INTENTS: Readonly<Record<string, readonly string[]>> = {
  "kube-system": ["cluster_admin_only"],
  "istio-system": ["system_access"],
  monitoring: ["monitoring_access"],
  "security-core": ["service_mesh_only", "external_apis_allowed"],
  "soar-platform": ["api_gateway_only", "external_integrations_allowed"],
  analytics: ["dashboard_access", "data_sources_only"],
  "data-processing": ["cluster_internal_only", "storage_backends_only"],
};

/** Parameters of the storage classes (section 5, storage_classes), but for the key. */
export const STORAGE_CLASSES: Readonly<
  Record<string, { readonly parameters: Readonly<Record<string, string>>; readonly reclaimPolicy: string }>
> = {
  "premium-ssd": {
    parameters: { type: "gp3", iops: "3000", throughput: "125", encrypted: "true" },
    reclaimPolicy: "Retain",
  },
  "high-performance": {
    parameters: { type: "io2", iops: "10000", encrypted: "true" },
    reclaimPolicy: "Retain",
  },
  standard: { parameters: { type: "gp2", encrypted: "true" }, reclaimPolicy: "Delete" },
};
