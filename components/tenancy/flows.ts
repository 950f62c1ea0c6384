import { flow, range, tcp, udp, type Endpoint, type Flow, type Port } from "./flow";
import type { NamespaceSpec } from "./namespaces";
import { platformFlows } from "./platform-flows";
import { SPACES, WORKLOADS as w } from "./workloads";

const HTTPS = [tcp(443)];
const SEARCH = [tcp(9200)];
const internet = range("internet");
const objectStorage = range("object-storage");
const database = range("database");

/** Each sender to each receiver on the same ports. */
const each = (from: readonly Endpoint[], to: readonly Endpoint[], ports: readonly Port[], purpose: string) =>
  from.flatMap((sender) => to.map((receiver) => flow(sender, receiver, ports, purpose)));

/**
 * The way in: load balancer, gateway, and what they serve. From the DMZ only 443, 8080 and 8443 lead into the
 * application zone, and nothing into the data zone (section 4, traffic_flow_rules); what the API gateway calls listens there.
 */
const INGRESS: readonly Flow[] = [
  flow(range("load-balancers"), w.gateway, [tcp(8080)], "requests and health checks from the load balancer"),
  flow(w.gateway, w.apiGateway, [tcp(8080)], "API requests"),
  flow(w.gateway, w.webUi, [tcp(8080)], "the web interface"),
  flow(w.webUi, w.apiGateway, [tcp(8080)], "the web interface's API calls"),
  flow(w.gateway, w.searchKibana, [tcp(5601)], "security dashboards"),
  flow(w.gateway, w.wazuh, [tcp(8443)], "the Wazuh API"),
  flow(w.gateway, w.pipelines, [tcp(8080)], "pipeline dashboards"),
  flow(w.gateway, w.grafana, [tcp(3000, 80)], "platform dashboards"),
  flow(w.gateway, w.logsKibana, [tcp(5601)], "log search"),
  flow(w.gateway, w.argocdServer, [tcp(8080, 443)], "delivery status"),
  flow(w.apiGateway, w.thehive, [tcp(8080)], "cases"),
  flow(w.apiGateway, w.cortex, [tcp(8080)], "analysers"),
  flow(w.apiGateway, w.shuffle, [tcp(8080)], "workflows"),
  flow(w.apiGateway, w.wazuh, [tcp(8443)], "the Wazuh API"),
  flow(w.apiGateway, w.pipelines, [tcp(8080)], "pipeline results"),
];

/** Security core: detection, its search cluster, threat intelligence outside. */
const SECURITY_CORE: readonly Flow[] = [
  flow(w.search, w.search, [tcp(9200), tcp(9300)], "cluster transport"),
  ...each([w.wazuh, w.searchKibana], [w.search], SEARCH, "index and search alerts"),
  flow(w.searchKibana, w.wazuh, [tcp(8443)], "manage agents"),
  flow(w.wazuh, w.wazuh, [tcp(1516)], "cluster transport"),
  flow(w.wazuh, w.kafka, [tcp(9093)], "publish alerts"),
  flow(w.wazuh, internet, HTTPS, "threat intelligence, such as VirusTotal"),
  flow(w.search, objectStorage, HTTPS, "index snapshots"),
  flow(w.search, internet, HTTPS, "index snapshots in the recovery region"),
];

/** SOAR: cases, analysers, workflows, and the systems they act upon. */
const SOAR: readonly Flow[] = [
  flow(w.thehive, w.cortex, [tcp(8080)], "run analysers"),
  flow(w.shuffle, w.shuffle, [tcp(5001), tcp(8080)], "workflow parts among themselves"),
  flow(w.shuffle, w.apiGateway, [tcp(8080)], "call the platform's own API"),
  ...each([w.thehive, w.cortex, w.shuffle], [w.search], SEARCH, "search and store cases"),
  ...each([w.thehive, w.shuffle], [w.kafka], [tcp(9093)], "consume alerts"),
  ...each([w.thehive, w.cortex, w.shuffle], [internet], HTTPS, "integrations"),
  ...each([w.thehive, w.cortex, w.shuffle], [range("corporate")], HTTPS, "MISP"),
  ...each([w.thehive, w.shuffle], [range("corporate")], [tcp(587)], "mail through the company's relay"),
];

/** Analytics: pipelines and the data they read. */
const ANALYTICS: readonly Flow[] = [
  flow(w.grafana, w.pipelines, [tcp(8080)], "pipeline data in dashboards"),
  ...each([w.pipelines], [w.search, w.logs], SEARCH, "read indices"),
  flow(w.pipelines, w.prometheus, [tcp(9090)], "read metrics"),
  flow(w.pipelines, w.kafka, [tcp(9093)], "read streams"),
  flow(w.pipelines, w.redis, [tcp(6379)], "read features"),
  flow(w.pipelines, database, [tcp(5432)], "read relational data"),
  flow(w.pipelines, objectStorage, HTTPS, "read data sets and models"),
];

/** Data processing: streams, caches, pipelines and where they end. */
const DATA_PROCESSING: readonly Flow[] = [
  flow(w.kafka, w.kafka, [tcp(9091), tcp(9093)], "cluster transport"),
  flow(w.redis, w.redis, [tcp(6379), tcp(16379)], "cluster transport"),
  flow(w.dataPipelines, w.kafka, [tcp(9093)], "read and write streams"),
  flow(w.dataPipelines, w.redis, [tcp(6379)], "cache"),
  flow(range("internal-load-balancers"), w.redis, [tcp(6379)], "Redis behind the internal load balancer"),
  ...each([w.dataPipelines], [w.search], SEARCH, "index events"),
  flow(w.dataPipelines, database, [tcp(5432)], "store relational data"),
  ...each([w.dataPipelines, w.kafka], [objectStorage], HTTPS, "archive events"),
];

/** Metrics, traces, logs and who is told. */
const OBSERVABILITY: readonly Flow[] = [
  flow(w.grafana, w.prometheus, [tcp(9090)], "metrics in dashboards"),
  flow(w.grafana, w.alertmanager, [tcp(9093)], "alerts in dashboards"),
  flow(w.grafana, w.grafana, [tcp(9094), udp(9094)], "alerting among replicas"),
  flow(w.grafana, w.logs, SEARCH, "logs in dashboards"),
  flow(w.grafana, w.jaeger, [tcp(16686)], "traces in dashboards"),
  flow(w.grafana, database, [tcp(5432)], "shared state"),
  flow(w.prometheus, w.alertmanager, [tcp(9093)], "send alerts, scrape metrics"),
  flow(w.prometheus, objectStorage, HTTPS, "long-term metrics"),
  flow(w.alertmanager, w.alertmanager, [tcp(9094), udp(9094)], "deduplicate among replicas"),
  flow(w.alertmanager, internet, HTTPS, "notify Slack and the dead-man's switch"),
  flow(w.alertmanager, range("corporate"), [tcp(587)], "mail through the company's relay"),
  ...each([w.fluentd, w.jaeger, w.logsKibana, w.logsExporter], [w.logs], SEARCH, "index and search"),
  flow(w.logs, w.logs, [tcp(9200), tcp(9300)], "cluster transport"),
  ...each([w.logs, w.fluentd], [objectStorage], HTTPS, "snapshots and archive"),
  flow(w.logs, internet, HTTPS, "index snapshots in the recovery region"),
];

/** Secrets, certificates, backups, delivery, scaling. */
const SERVICES: readonly Flow[] = [
  flow(w.vault, w.vault, [tcp(8200), tcp(8201)], "request forwarding among replicas"),
  flow(w.vaultInjector, w.vault, [tcp(8200)], "configure injected agents"),
  flow(w.vault, w.consul, [tcp(8501)], "storage"),
  flow(w.vault, database, [tcp(5432)], "create database credentials"),
  flow(w.consul, w.consul, [tcp(8300), tcp(8301), udp(8301), tcp(8501), tcp(8502)], "cluster transport"),
  ...each([w.externalSecrets, w.certManager], [w.vault], [tcp(8200)], "read secrets and sign certificates"),
  flow(w.certManager, internet, HTTPS, "ACME and Route 53"),
  flow(SPACES.externalDns, internet, HTTPS, "Route 53, which has no endpoint in the VPC"),
  flow(SPACES.loadBalancerController, internet, HTTPS, "WAF and Shield, which have no endpoint in the VPC"),
  flow(SPACES.karpenter, internet, HTTPS, "IAM and price lists, which have no endpoint in the VPC"),
  flow(w.kedaMetrics, w.kedaOperator, [tcp(9666)], "external metrics"),
  flow(w.kedaOperator, w.prometheus, [tcp(9090)], "scale by metrics"),
  flow(SPACES.velero, objectStorage, HTTPS, "backups"),
  flow(SPACES.backup, objectStorage, HTTPS, "dumps and snapshots"),
  flow(SPACES.backup, database, [tcp(5432)], "database dumps"),
  flow(SPACES.backup, w.vault, [tcp(8200)], "Vault's snapshots"),
  flow(SPACES.backup, w.consul, [tcp(8501)], "snapshots of Vault's storage"),
  ...each(
    [w.argocdServer, w.argocdController, w.argocdApplicationSets],
    [w.argocdRepo],
    [tcp(8081)],
    "render manifests",
  ),
  ...each([w.argocdServer, w.argocdController, w.argocdRepo], [w.argocdRedis], [tcp(6379)], "cache"),
  flow(w.argocdRepo, internet, [tcp(22), tcp(443)], "the configuration repository"),
];

/** Kubernetes' own parts, beyond names, the API and AWS: only the cluster's administration reaches them. */
const KUBERNETES: readonly Flow[] = [
  flow(range("control-plane"), w.metricsServer, [tcp(10251, 443)], "resource metrics for the API server"),
  flow(w.metricsServer, range("nodes"), [tcp(10250)], "resource use from the kubelets"),
];

/**
 * The one table of flows: what the platform needs to work and what the document's intents allow.
 *
 * @param namespaces every namespace, for the flows that follow from its properties
 */
export function flows(namespaces: readonly NamespaceSpec[]): Flow[] {
  return [
    ...platformFlows(namespaces),
    ...KUBERNETES,
    ...INGRESS,
    ...SECURITY_CORE,
    ...SOAR,
    ...ANALYTICS,
    ...DATA_PROCESSING,
    ...OBSERVABILITY,
    ...SERVICES,
  ];
}
