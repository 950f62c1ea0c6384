import { expect } from "chai";
import { NAMESPACES, TENANTS, namespaceLabels } from "./namespaces";

const of = (name: string) => NAMESPACES.find((space) => space.name === name)!;

describe("namespaces", () => {
  it("are the document's, with its purposes and policies (section 2)", () => {
    const system = {
      "kube-system": ["kubernetes_core_components", "cluster_admin_only"],
      "istio-system": ["service_mesh_control_plane", "system_access"],
      monitoring: ["observability_stack", "monitoring_access"],
    };
    for (const [name, [purpose, policy]] of Object.entries(system)) {
      expect(of(name)).to.deep.include({ name, purpose, intents: { ingress: policy, egress: policy } });
    }
    const application = {
      "security-core": ["wazuh_elasticsearch_kibana", "service_mesh_only", "external_apis_allowed"],
      "soar-platform": ["shuffle_cortex_thehive", "api_gateway_only", "external_integrations_allowed"],
      analytics: ["grafana_prometheus_ml_pipelines", "dashboard_access", "data_sources_only"],
      "data-processing": ["kafka_redis_data_pipelines", "cluster_internal_only", "storage_backends_only"],
    };
    expect(Object.keys(application)).to.deep.equal([...TENANTS]);
    for (const [name, [purpose, ingress, egress]] of Object.entries(application)) {
      expect(of(name)).to.deep.include({ name, purpose, mesh: "injected", intents: { ingress, egress } });
    }
  });

  it("are those that the platform's systems run in", () => {
    const platform = "istio-cni logging vault consul external-secrets velero cert-manager karpenter gitops";
    for (const name of platform.split(" ")) expect(of(name), name).to.exist;
  });

  it("are restricted, unless a reason says why not, and only the known few are not", () => {
    for (const { name, level, reason } of NAMESPACES) {
      expect(level === "restricted", name).to.equal(reason === undefined);
    }
    const privileged = NAMESPACES.filter(({ level }) => level !== "restricted").map(({ name }) => name);
    expect(privileged).to.have.members([
      "kube-system",
      "istio-cni",
      "node-exporter",
      "fluentd",
      "velero",
      "nvidia-device-plugin",
    ]);
  });

  it("pin the Pod Security version for enforce, audit and warn", () => {
    expect(namespaceLabels(of("vault"), "1.35")).to.deep.equal({
      "intelliguard.com/purpose": "secrets",
      "intelliguard.com/zone": "management",
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/enforce-version": "v1.35",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/audit-version": "v1.35",
      "pod-security.kubernetes.io/warn": "restricted",
      "pod-security.kubernetes.io/warn-version": "v1.35",
      "istio-injection": "disabled",
    });
  });

  it("inject sidecars into tenants and the DMZ, leave the gateway the choice, and nobody else", () => {
    const injection = (name: string) => namespaceLabels(of(name), "1.35")["istio-injection"];
    for (const name of [...TENANTS, "frontend"]) expect(injection(name), name).to.equal("enabled");
    expect(injection("istio-system")).to.equal(undefined);
    const rest = NAMESPACES.filter(({ name }) => ![...TENANTS, "frontend", "istio-system"].includes(name));
    for (const { name } of rest) expect(injection(name), name).to.equal("disabled");
  });

  it("patch what Kubernetes creates itself", () => {
    const existing = NAMESPACES.filter(({ exists }) => exists === true).map(({ name }) => name);
    expect(existing).to.have.members(["default", "kube-node-lease", "kube-public", "kube-system"]);
  });

  it("are in the document's zones (section 4)", () => {
    expect(of("data-processing").zone).to.equal("data");
    expect(of("security-core").zone).to.equal("application");
    expect(of("frontend").zone).to.equal("dmz");
    expect(of("monitoring").zone).to.equal("management");
    expect(of("logging").zone).to.equal("management");
  });
});
