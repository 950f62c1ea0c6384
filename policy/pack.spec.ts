import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PublishedPack } from "./testing/published";
import { PACK, ServedPack, urnOf, type Sent } from "./testing/served";

const namespace = (name: string, level: string): Sent => ({
  type: "kubernetes:core/v1:Namespace",
  name,
  properties: {
    metadata: {
      name,
      labels: Object.fromEntries(
        ["enforce", "audit", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]),
      ),
    },
  },
});

const context = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

function pod(
  name: string,
  overrides: Record<string, unknown> = {},
  securityContext: unknown = context,
): Sent {
  return {
    type: "kubernetes:core/v1:Pod",
    name,
    properties: {
      metadata: { name, namespace: "tenant" },
      spec: {
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65534,
          runAsGroup: 65534,
          fsGroup: 65534,
          seccompProfile: { type: "RuntimeDefault" },
        },
        automountServiceAccountToken: false,
        containers: [{ name: "main", securityContext }],
        ...overrides,
      },
    },
  };
}

const podFindings = <T extends { policy: string }>(findings: readonly T[]): T[] =>
  findings.filter(({ policy }) => policy.startsWith("pod-"));

describe("the pack behind the engine's protocol", () => {
  let published: PublishedPack;
  let pack: ServedPack;
  before(async () => {
    published = new PublishedPack();
    pack = await ServedPack.start(published.folder);
  });
  after(async () => {
    await pack.stop();
    published.remove();
  });

  it("passes a pod that meets its namespace's level", async () => {
    const found = await pack.analyzeStack([namespace("tenant", "restricted"), pod("good")]);
    expect(podFindings(found)).to.deep.equal([]);
  });

  it("refuses a pod that does not, naming rule, place and remedy", async () => {
    const bad = pod("bad", { hostNetwork: true });
    const found = podFindings(await pack.analyzeStack([namespace("tenant", "restricted"), bad]));
    expect(found).to.have.lengthOf(1);
    expect(found[0]).to.include({ policy: "pod-host-namespaces", level: "mandatory", urn: urnOf(bad) });
    expect(found[0]!.message).to.contain("spec.hostNetwork: must not be true").and.to.contain("Remedy: ");
  });

  it("judges a pod at the level of its namespace only", async () => {
    const found = await pack.analyzeStack([
      namespace("tenant", "privileged"),
      pod("agent", { hostPID: true }),
    ]);
    expect(podFindings(found).map(({ policy }) => policy)).to.not.include("pod-host-namespaces");
  });

  it("says of an unknown value that it is not known yet, as advice, beside its neighbours' violations", async () => {
    const unknown = pod("unknown", { hostNetwork: unknownValue, hostPID: true, hostIPC: unknownValue });
    const found = podFindings(await pack.analyzeStack([namespace("tenant", "restricted"), unknown]));
    expect(found.map(({ level }) => level)).to.deep.equal(["mandatory", "advisory"]);
    expect(found[0]!.message).to.contain("spec.hostPID");
    expect(found[1]!.message).to.contain("not known yet: spec.hostNetwork, spec.hostIPC");
    expect(found[1]!.urn).to.equal(urnOf(unknown));
  });

  it("judges one resource before it is made: passes, refuses, and does not know yet", async () => {
    const judged = async (level: string) => podSecurity(await pack.analyze(namespace("judged", level)));
    const podSecurity = (found: Awaited<ReturnType<typeof pack.analyze>>) =>
      found.filter(({ policy }) => policy.startsWith("namespace-"));
    expect(await judged("restricted")).to.deep.equal([]);
    const [refused, ...others] = await judged("baseline");
    expect(others).to.deep.equal([]);
    expect(refused).to.include({ policy: "namespace-restricted", level: "mandatory" });
    const unknown = await judged(unknownValue);
    expect(unknown.map(({ policy, level }) => `${policy} ${level}`)).to.deep.equal([
      "namespace-pod-security-labels advisory",
      "namespace-restricted advisory",
    ]);
  });

  it("leaves secrets out of its messages", async () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "hunter2-main",
    };
    const containers = [{ name: secret, securityContext: { ...context, privileged: true } }];
    const found = await pack.analyzeStack([namespace("tenant", "restricted"), pod("secret", { containers })]);
    const messages = found.map(({ message }) => message).join("\n");
    expect(messages).to.contain("[secret]").and.to.not.contain("hunter2");
  });

  it("describes every rule to the catalogue", async () => {
    const { policiesList } = await pack.info();
    for (const policy of policiesList) {
      expect(policy.description, policy.name).to.contain("Remedy: ");
      expect(policy.framework?.specification, policy.name).to.not.equal("");
      expect(policy.configschema, policy.name).to.not.equal(undefined);
    }
  });
});

describe("the pack configured by a stack", () => {
  it("follows the stack's levels and exemptions, and refuses an exemption without a day", async () => {
    const pack = await ServedPack.start(PACK);
    try {
      const bad = [namespace("tenant", "restricted"), pod("bad", { hostNetwork: true })];
      await pack.configure({ "pod-host-namespaces": { level: "advisory" } });
      expect(podFindings(await pack.analyzeStack(bad))[0]).to.include({ level: "advisory" });

      const exemption = { namespace: "tenant", reason: "a test", expires: "9999-12-31" };
      const exempt = { level: "mandatory" as const, properties: { exemptions: [exemption] } };
      await pack.configure({ "pod-host-namespaces": exempt });
      expect(podFindings(await pack.analyzeStack(bad))).to.deep.equal([]);

      const wrong = { ...exemption, expires: "soon" };
      await pack.configure({ "pod-host-namespaces": { ...exempt, properties: { exemptions: [wrong] } } });
      const refused = await pack.analyzeStack(bad).catch((error: unknown) => String(error));
      expect(refused).to.contain('pod-host-namespaces: exemption for namespace tenant expires "soon"');
    } finally {
      await pack.stop();
    }
  });
});

describe("the pack with a configuration that is no good", () => {
  it("does not come up, and says everything that is wrong", async () => {
    const published = new PublishedPack();
    try {
      const config = { "no-such-rule": "advisory", "pod-privileged": "loud" };
      writeFileSync(join(published.folder, "config", "production.json"), JSON.stringify(config));
      const failed = await ServedPack.start(published.folder).catch((error: unknown) => String(error));
      expect(failed).to.contain("config/production.json: no-such-rule: no rule has this id");
      expect(failed).to.contain("config/production.json: pod-privileged: Invalid option");
    } finally {
      published.remove();
    }
  });
});
