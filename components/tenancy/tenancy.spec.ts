import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { mocked, valueOf, type Registered, type World } from "../../testing/mocks";
import { Tenancy } from ".";
import { PRODUCTION } from "./fixture";
import { NAMESPACES, TENANTS, retention } from "./namespaces";
import { plan } from "./plan";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const PATCH = "kubernetes:core/v1:NamespacePatch";
const ACCOUNT = "kubernetes:core/v1:ServiceAccountPatch";
const QUOTA = "kubernetes:core/v1:ResourceQuota";
const LIMITS = "kubernetes:core/v1:LimitRange";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const PRIORITY = "kubernetes:scheduling.k8s.io/v1:PriorityClass";

const metadata = ({ inputs }: Registered) =>
  inputs.metadata as {
    name: string;
    namespace: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };

describe("Tenancy", () => {
  let world: World;
  let tenancy: Tenancy;
  let small: World;
  let smallTenancy: Tenancy;
  before(async () => {
    const objectStorage = pulumi.output(["3.5.80.0/21", "52.218.128.0/17"]);
    ({ world, result: tenancy } = await mocked(
      () => new Tenancy("tenancy", { ...PRODUCTION, objectStorage }),
    ));
    const change = {
      quotas: { analytics: { cpu: "2" } },
      containerDefaults: { cpuLimit: "1" },
      protect: false,
    };
    ({ world: small, result: smallTenancy } = await mocked(
      () => new Tenancy("tenancy", { ...PRODUCTION, ...change }),
    ));
  });

  it("creates every namespace and patches those that exist", () => {
    const named = (type: string) => world.all(type).map((resource) => metadata(resource).name);
    expect([...named(NAMESPACE), ...named(PATCH)]).to.have.members(NAMESPACES.map(({ name }) => name));
    expect(named(PATCH)).to.include("kube-system");
    expect(metadata(world.one(NAMESPACE, "tenancy-velero")).annotations).to.deep.equal({
      "intelliguard.com/pod-security-reason":
        "Velero's node agent reads pod volumes through the host's kubelet directory",
    });
  });

  it("labels namespaces with purpose, zone and Pod Security", () => {
    const { labels } = metadata(world.one(NAMESPACE, "tenancy-security-core"));
    expect(labels).to.include({
      "intelliguard.com/purpose": "wazuh_elasticsearch_kibana",
      "intelliguard.com/zone": "application",
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/enforce-version": "v1.35",
      "istio-injection": "enabled",
    });
  });

  it("takes the token from every default service account", () => {
    const accounts = world.all(ACCOUNT);
    expect(accounts.map((account) => metadata(account).namespace)).to.have.members(
      NAMESPACES.map(({ name }) => name),
    );
    for (const account of accounts) {
      expect(metadata(account).name).to.equal("default");
      expect(account.inputs.automountServiceAccountToken).to.equal(false);
    }
  });

  it("gives each tenant its quota, defaults, and a bar to foreign priorities", () => {
    for (const tenant of TENANTS) {
      expect(metadata(world.one(QUOTA, `tenancy-${tenant}-quota`)).namespace).to.equal(tenant);
      expect(metadata(world.one(LIMITS, `tenancy-${tenant}-defaults`)).namespace).to.equal(tenant);
    }
    expect(world.one(QUOTA, "tenancy-security-core-quota").inputs.spec).to.deep.equal({
      hard: { "requests.cpu": "32", "requests.memory": "128Gi", "requests.storage": "2Ti" },
    });
    expect(world.one(QUOTA, "tenancy-analytics-foreign-priorities").inputs.spec).to.deep.equal({
      hard: { pods: "0" },
      scopeSelector: {
        matchExpressions: [
          {
            scopeName: "PriorityClass",
            operator: "In",
            values: ["platform-critical", "security-core", "system-cluster-critical", "system-node-critical"],
          },
        ],
      },
    });
    expect(world.all(QUOTA)).to.have.length(2 * TENANTS.length);
    expect(world.all(LIMITS)).to.have.length(TENANTS.length);
  });

  it("makes the priority classes, none of them the default", () => {
    const classes = world.all(PRIORITY).map(({ inputs }) => [inputs.value, inputs.globalDefault]);
    expect(classes).to.deep.equal([
      [1_000_000, false],
      [400_000, false],
      [300_000, false],
      [200_000, false],
      [100_000, false],
    ]);
  });

  it("places the same policies in whatever order AWS lists S3's addresses", async () => {
    const objectStorage = ["52.218.128.0/17", "3.5.80.0/21"];
    const { world: other } = await mocked(() => new Tenancy("tenancy", { ...PRODUCTION, objectStorage }));
    expect(other.all(POLICY).map(({ inputs }) => inputs)).to.have.deep.members(
      world.all(POLICY).map(({ inputs }) => inputs),
    );
  });

  it("places every planned policy, with the addresses of S3 once they are known", () => {
    const placed = world
      .all(POLICY)
      .map((policy) => `${metadata(policy).namespace}/${metadata(policy).name}`);
    expect(placed).to.have.members(
      plan(PRODUCTION).policies.map(({ namespace, name }) => `${namespace}/${name}`),
    );
    const velero = world.one(POLICY, "tenancy-velero-platform-services-only");
    expect(velero.inputs.spec).to.deep.equal({
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ ipBlock: { cidr: "3.5.80.0/21" } }, { ipBlock: { cidr: "52.218.128.0/17" } }],
          ports: [{ protocol: "TCP", port: 443 }],
        },
      ],
    });
    expect(metadata(velero).annotations).to.deep.equal({ "intelliguard.com/purpose": "backups" });
  });

  it("hands out names, classes, flows and the capacity report", async () => {
    expect(await valueOf(tenancy.namespaces.vault!)).to.equal("vault");
    expect(await valueOf(tenancy.namespaces["kube-system"]!)).to.equal("kube-system");
    expect(await valueOf(tenancy.priorityClasses["platform-critical"]!)).to.equal("platform-critical");
    expect(tenancy.flows).to.deep.equal(plan(PRODUCTION).flows);
    expect(tenancy.capacity.total.cpu).to.equal(288);
  });

  it("changes quotas and defaults by args", () => {
    expect(small.one(QUOTA, "tenancy-analytics-quota").inputs.spec).to.deep.equal({
      hard: { "requests.cpu": "2", "requests.memory": "96Gi", "requests.storage": "1Ti" },
    });
    const [item] = (
      small.one(LIMITS, "tenancy-analytics-defaults").inputs.spec as { limits: { default: unknown }[] }
    ).limits;
    expect(item?.default).to.deep.equal({ cpu: "1", memory: "256Mi" });
  });

  it("protects and retains what holds data, where asked to", () => {
    const data = ["monitoring", "vault", "consul", "logging", ...TENANTS];
    const kept = NAMESPACES.filter((spec) => retention(spec, true).protect).map(({ name }) => name);
    expect(kept).to.have.members(data);
    for (const spec of NAMESPACES) {
      expect(retention(spec, true).retainOnDelete).to.equal(retention(spec, true).protect);
      expect(retention(spec, false)).to.deep.equal({ protect: false, retainOnDelete: false });
    }
    expect(protectedChildren(tenancy)).to.have.members(data.map((name) => `tenancy-${name}`));
    expect(protectedChildren(smallTenancy)).to.deep.equal([]);
  });

  it("refuses bad args before the first resource", async () => {
    let thrown: unknown;
    const { world: nothing } = await mocked(() => {
      try {
        new Tenancy("tenancy", { ...PRODUCTION, kubernetesVersion: "latest" });
      } catch (error) {
        thrown = error;
      }
    });
    expect(String(thrown)).to.contain('kubernetesVersion is "latest"');
    expect(nothing.resources.filter(({ type }) => type.startsWith("kubernetes:"))).to.deep.equal([]);
  });
});

/** Logical names of the protected children. Mocks are not told, so the SDK's own record is read. */
function protectedChildren(component: Tenancy): string[] {
  const { __childResources: children } = component as unknown as {
    __childResources: Set<{ __name: string; __protect?: boolean }>;
  };
  return [...children].filter((child) => child.__protect === true).map((child) => child.__name);
}
