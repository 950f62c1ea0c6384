import { all, pods } from "./flow";

const named = (namespace: string, name: string) => pods(namespace, name, { "app.kubernetes.io/name": name });
const app = (namespace: string, name: string) => pods(namespace, name, { app: name });
const elasticsearch = (namespace: string, cluster: string) =>
  pods(namespace, "elasticsearch", { "elasticsearch.k8s.elastic.co/cluster-name": cluster }, "data");
const kibana = (namespace: string, cluster: string) =>
  pods(namespace, "kibana", { "kibana.k8s.elastic.co/name": cluster });

/**
 * The workloads that flows name, with the labels that their charts, add-ons and operators give their pods. The labels must
 * be among those that the workload's Service selects by: AWS finds the Service of a peer by them and admits its address.
 */
export const WORKLOADS = {
  coredns: pods("kube-system", "coredns", { "k8s-app": "kube-dns" }),
  metricsServer: named("kube-system", "metrics-server"),

  istiod: app("istio-system", "istiod"),
  /** The ingress gateway: the release `istio-ingressgateway` labels its pods so. */
  gateway: pods("istio-system", "gateway", { istio: "ingressgateway" }),

  certManagerWebhook: named("cert-manager", "webhook"),
  certManager: named("cert-manager", "cert-manager"),
  trustManager: named("cert-manager", "trust-manager"),
  vault: named("vault", "vault"),
  vaultInjector: named("vault", "vault-agent-injector"),
  consul: app("consul", "consul"),
  externalSecrets: named("external-secrets", "external-secrets"),
  externalSecretsWebhook: named("external-secrets", "external-secrets-webhook"),
  kedaOperator: app("keda", "keda-operator"),
  kedaMetrics: app("keda", "keda-operator-metrics-apiserver"),
  kedaWebhooks: app("keda", "keda-admission-webhooks"),
  elasticOperator: pods("elastic-system", "operator", { "control-plane": "elastic-operator" }),

  prometheus: named("monitoring", "prometheus"),
  alertmanager: named("monitoring", "alertmanager"),
  grafana: named("monitoring", "grafana"),
  prometheusOperator: app("monitoring", "kube-prometheus-stack-operator"),
  kubeStateMetrics: named("monitoring", "kube-state-metrics"),
  jaeger: named("observability", "jaeger"),
  fluentd: named("fluentd", "fluentd"),
  logs: elasticsearch("logging", "logs"),
  logsKibana: kibana("logging", "logs"),
  logsExporter: app("logging", "prometheus-elasticsearch-exporter"),

  argocdServer: named("gitops", "argocd-server"),
  argocdRepo: named("gitops", "argocd-repo-server"),
  argocdController: named("gitops", "argocd-application-controller"),
  argocdApplicationSets: named("gitops", "argocd-applicationset-controller"),
  argocdRedis: named("gitops", "argocd-redis"),

  apiGateway: app("frontend", "api-gateway"),
  webUi: app("frontend", "web-ui"),
  wazuh: app("security-core", "wazuh-manager"),
  search: elasticsearch("security-core", "security"),
  searchKibana: kibana("security-core", "security"),
  shuffle: app("soar-platform", "shuffle"),
  cortex: app("soar-platform", "cortex"),
  thehive: app("soar-platform", "thehive"),
  pipelines: app("analytics", "ml-pipelines"),
  // 9093 is not among the ports that section 4 lets pass from application to data, so Kafka stays in the application zone.
  kafka: pods("data-processing", "kafka", { app: "kafka" }, "application"),
  redis: app("data-processing", "redis"),
  dataPipelines: pods("data-processing", "data-pipelines", { app: "data-pipelines" }, "application"),
} as const;

/** Whole namespaces that flows name, for systems whose every pod takes part. */
export const SPACES = {
  backup: all("backup"),
  certManager: all("cert-manager"),
  externalDns: all("external-dns"),
  karpenter: all("karpenter"),
  loadBalancerController: all("aws-load-balancer-controller"),
  velero: all("velero"),
} as const;
