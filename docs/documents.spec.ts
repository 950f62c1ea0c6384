import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "..");

/** Every Markdown file that people wrote: the README and all of docs/. */
function documents(): string[] {
  const inDocs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
  return ["README.md", ...inDocs.filter((name) => name.endsWith(".md")).map((name) => join("docs", name))];
}

/** Paths in backticks: a folder with a closing slash, or a file with an ending this project uses. */
function pathsNamed(text: string): string[] {
  const quoted = [...text.matchAll(/`([\w.*<>/-]+)`/g)].map((match) => match[1] ?? "");
  return quoted.filter((name) => /^[\w.-]+(\/[\w.-]+)*(\/|\.(ts|js|mjs|json|ya?ml|md))$/.test(name));
}

/** Targets of links to files of the repository, without their anchors. */
function linksTo(text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? "");
  return targets.filter((target) => !target.includes("://"));
}

describe("documentation", () => {
  for (const file of documents()) {
    it(`${file} names only files that exist`, () => {
      const text = readFileSync(join(root, file), "utf8");
      const missing = [
        ...pathsNamed(text).filter((name) => !existsSync(join(root, name))),
        ...linksTo(text).filter((target) => !existsSync(join(root, normalize(join(dirname(file), target))))),
      ];
      expect(missing).to.deep.equal([]);
    });
  }

  it("covers every block of the document, built or not", () => {
    const coverage = readFileSync(join(root, "docs/architecture-coverage.md"), "utf8");
    expect(BLOCKS.filter((block) => !coverage.includes(`\`${block}\``))).to.deep.equal([]);
  });
});

/** The document's blocks, by the key each has in it. */
const BLOCKS = [
  "environments",
  "workload_allocation",
  "kubernetes_clusters.production_primary",
  "kubernetes_clusters.production_dr",
  "namespace_architecture.system_namespaces",
  "namespace_architecture.application_namespaces",
  "pod_security_standards.security_contexts",
  "pod_security_standards.pod_security_policies",
  "pod_security_standards.network_policies",
  "istio_configuration.control_plane",
  "istio_configuration.data_plane",
  "istio_configuration.security",
  "istio_configuration.observability",
  "aws_infrastructure.vpc_configuration",
  "aws_infrastructure.security_groups",
  "load_balancer_configuration.application_load_balancer",
  "load_balancer_configuration.network_load_balancer",
  "network_segmentation.network_zones",
  "network_segmentation.traffic_flow_rules",
  "service_discovery.dns_configuration",
  "service_discovery.service_mesh_discovery",
  "service_discovery.external_dns",
  "service_discovery.service_entries",
  "storage_architecture.storage_classes",
  "storage_architecture.persistent_volume_claims",
  "object_storage.s3_buckets.log_archive",
  "object_storage.s3_buckets.backup_storage",
  "object_storage.s3_buckets.artifact_storage",
  "security_infrastructure.waf_configuration",
  "security_infrastructure.ddos_protection",
  "security_infrastructure.vpc_flow_logs",
  "secrets_management.hashicorp_vault",
  "secrets_management.external_secrets_operator",
  "monitoring_stack.prometheus",
  "monitoring_stack.alertmanager",
  "monitoring_stack.grafana",
  "logging_infrastructure.fluentd",
  "logging_infrastructure.elasticsearch",
  "backup_strategy.kubernetes_backup",
  "backup_strategy.database_backup",
  "backup_strategy.application_backup",
  "disaster_recovery.recovery_objectives",
  "disaster_recovery.recovery_procedures",
  "disaster_recovery.failover_automation",
  "disaster_recovery.testing_schedule",
];
