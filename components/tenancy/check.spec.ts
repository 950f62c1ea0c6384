import { expect } from "chai";
import type { TenancyArgs } from "./args";
import { checkTenancy, tenancyProblems } from "./check";
import { PRODUCTION } from "./fixture";
import { all, flow, pods, range, tcp, type Flow } from "./flow";
import type { NamespaceSpec, Tenant } from "./namespaces";

const SPACE: NamespaceSpec = {
  name: "tenant-five",
  purpose: "another_tenant",
  zone: "application",
  level: "restricted",
  mesh: "injected",
  kubernetesApi: false,
  podIdentity: false,
  intents: { ingress: "service_mesh_only", egress: "external_apis_allowed" },
};

const addresses = (change: Partial<TenancyArgs["addresses"]>): Partial<TenancyArgs> => ({
  addresses: { ...PRODUCTION.addresses, ...change },
});
const pools = (change: Partial<TenancyArgs["pools"][number]>): Partial<TenancyArgs> => ({
  pools: [{ name: "general", nodes: 1, vcpu: 2, memoryGiB: 8, ...change }],
});
const space = (change: Partial<NamespaceSpec>): Partial<TenancyArgs> => ({
  additional: { namespaces: [{ ...SPACE, ...change }], flows: [] },
});
const extra = (...flows: Flow[]): Partial<TenancyArgs> => ({ additional: { namespaces: [SPACE], flows } });

/** A bad value, and what has to be said about it. */
const BAD: readonly (readonly [string, Partial<TenancyArgs>, RegExp])[] = [
  [
    "version with patch",
    { kubernetesVersion: "1.35.2" },
    /kubernetesVersion is "1\.35\.2"; write major and minor/,
  ],
  [
    "host bits",
    addresses({ vpc: "10.0.0.1/16" }),
    /addresses\.vpc is "10\.0\.0\.1\/16"; write an IPv4 block/,
  ],
  ["no address", addresses({ database: ["10.0.300.0/24"] }), /addresses\.database is "10\.0\.300\.0\/24"/],
  ["public pods", addresses({ pods: "8.8.0.0/16" }), /addresses\.pods is 8\.8\.0\.0\/16, public space/],
  [
    "foreign subnet",
    addresses({ nodes: ["10.1.10.0/24"] }),
    /addresses\.nodes has 10\.1\.10\.0\/24, outside the VPC/,
  ],
  [
    "no control plane",
    addresses({ controlPlane: [] }),
    /addresses\.controlPlane is empty; name at least one/,
  ],
  ["corporate text", addresses({ corporate: ["corp.local"] }), /addresses\.corporate is "corp\.local"/],
  [
    "unknown tenant",
    { quotas: { analitics: { cpu: "1" } } as Partial<Record<Tenant, { cpu: string }>> },
    /quotas\.analitics is no tenant; did you mean analytics\?/,
  ],
  [
    "unit of the document",
    { quotas: { analytics: { cpu: "32_cores" } } },
    /quotas\.analytics\.cpu is "32_cores"/,
  ],
  [
    "nothing",
    { quotas: { analytics: { memory: "0" } } },
    /quotas\.analytics\.memory is "0"; write a positive/,
  ],
  [
    "unknown quota",
    { quotas: { analytics: { disk: "1Gi" } as { storage?: string } } },
    /quotas\.analytics\.disk is no quota; use cpu, memory, storage/,
  ],
  ["limit text", { containerDefaults: { cpuLimit: "half" } }, /containerDefaults\.cpuLimit is "half"/],
  ["limit below request", { containerDefaults: { cpuRequest: "2" } }, /cpuLimit 500m is below cpuRequest 2/],
  [
    "memory below request",
    { containerDefaults: { memoryLimit: "64Mi" } },
    /memoryLimit 64Mi is below memoryRequest/,
  ],
  ["memory ratio", { containerDefaults: { memoryLimit: "1Gi" } }, /memoryLimit 1Gi is more than 2 times/],
  ["half a node", pools({ nodes: 1.5 }), /pools\.general\.nodes is 1\.5; write a whole number/],
  ["no CPU", pools({ vcpu: 0 }), /pools\.general\.vcpu is 0; write what one node has/],
  ["no number", pools({ memoryGiB: Number.NaN }), /pools\.general\.memoryGiB is NaN/],
  ["pool twice", { pools: [...PRODUCTION.pools, PRODUCTION.pools[0]!] }, /pools names security-core twice/],
  ["namespace twice", space({ name: "vault" }), /namespace vault is listed twice/],
  ["underscore", space({ name: "tenant_five" }), /namespace "tenant_five" is no DNS label/],
  ["long name", space({ name: "t".repeat(64) }), /is no DNS label; use lower case letters/],
  ["purpose", space({ purpose: "two words" }), /purpose "two words" is no label value/],
  ["privileged", space({ level: "privileged" }), /tenant-five is privileged without a reason; give one/],
  ["needless reason", space({ reason: "habit" }), /tenant-five is restricted and needs no reason/],
  [
    "intent",
    space({ intents: { ingress: "service_mesh", egress: "nothing" } }),
    /intent service_mesh is unknown; did you mean service_mesh_only\?/,
  ],
  [
    "unknown namespace in a flow",
    extra(flow(all("tenant-five"), all("valut"), [tcp(8200)], "secrets")),
    /flow tenant-five to valut: namespace valut is unknown; did you mean vault\?/,
  ],
  [
    "port",
    extra(flow(all("tenant-five"), range("internet"), [tcp(70000)], "too far")),
    /port 70000 is none; write a number from 1 to 65535/,
  ],
  [
    "no port",
    extra(flow(all("tenant-five"), range("internet"), [], "all")),
    /has no port, which would open all/,
  ],
  [
    "block",
    extra(flow(all("tenant-five"), { kind: "cidr", cidr: "203.0.113.9/24" }, [tcp(443)], "partner")),
    /"203\.0\.113\.9\/24" is no IPv4 block/,
  ],
  [
    "intent broken",
    extra(flow(all("tenant-five"), range("database"), [tcp(5432)], "a short cut")),
    /egress of tenant-five is external_apis_allowed, which does not admit database/,
  ],
  [
    "Service port",
    extra(flow(all("keda"), all("monitoring"), [tcp(3000, 80)], "dashboards")),
    /Service port 80 differs from container port 3000/,
  ],
  [
    "one name, two workloads",
    extra(
      flow(pods("tenant-five", "web", { app: "web" }), range("internet"), [tcp(443)], "one"),
      flow(pods("tenant-five", "web", { app: "www" }), range("internet"), [tcp(443)], "two"),
    ),
    /workload tenant-five\/web has different labels/,
  ],
  [
    "long workload",
    extra(flow(pods("tenant-five", "w".repeat(60), { app: "web" }), range("internet"), [tcp(443)], "long")),
    /has no legal name; use shorter names/,
  ],
  [
    "too many ports",
    extra(
      flow(
        all("tenant-five"),
        range("internet"),
        Array.from({ length: 25 }, (_, index) => tcp(1000 + index)),
        "many",
      ),
    ),
    /egress has 25 ports with .*, more than the 24 that AWS holds/,
  ],
];

describe("args of a tenancy", () => {
  it("are accepted when right, with and without additions", () => {
    expect(tenancyProblems(PRODUCTION)).to.deep.equal([]);
    const partner = flow(all("tenant-five"), range("internet"), [tcp(443)], "partners");
    expect(tenancyProblems({ ...PRODUCTION, ...extra(partner) })).to.deep.equal([]);
    const small = { analytics: { cpu: "500m", memory: "1Gi", storage: "10Gi" } };
    expect(tenancyProblems({ ...PRODUCTION, quotas: small })).to.deep.equal([]);
  });

  for (const [what, change, message] of BAD) {
    it(`are refused: ${what}`, () => {
      expect(tenancyProblems({ ...PRODUCTION, ...change }).join("\n")).to.match(message);
    });
  }

  it("report every problem at once, one a line", () => {
    const args = {
      ...PRODUCTION,
      kubernetesVersion: "new",
      ...addresses({ pods: "x" }),
      ...pools({ vcpu: -1 }),
    };
    expect(() => checkTenancy("tenancy", args)).to.throw(
      /^Tenancy tenancy cannot be built:\n {2}kubernetesVersion .*\n {2}addresses\.pods .*\n {2}pools\.general\.vcpu .*$/,
    );
  });
});
