import { expect } from "chai";

import type { Api, KubernetesObject } from "./api";
import { apply, remove, type Applied } from "./apply";
import { controlPlane } from "./hooks";
import { inventory } from "./inventory";
import { plan, type Preview, type Step } from "./objects";
import { preview, versionOf } from "./previews";

const NAMESPACE = { apiVersion: "v1", kind: "Namespace", metadata: { name: "rig" } };
const QUOTA = {
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "quota", namespace: "rig" },
  spec: { hard: { pods: "1" } },
};

/** A step of a preview that registers an object. */
function step(
  object: Partial<KubernetesObject>,
  dependencies: readonly string[] = [],
  type = "core/v1:Object",
): Step {
  const urn = `urn:pulumi:test::test::kubernetes:${type}::${object.kind ?? ""}-${object.metadata?.name ?? ""}`;
  return { op: "create", urn, newState: { type: `kubernetes:${type}`, inputs: object, dependencies } };
}

function previewOf(...steps: readonly Step[]): Preview {
  return { config: {}, steps };
}

describe("the rig itself", () => {
  let api: Api;
  const applied: Applied[] = [];

  before(async () => {
    ({ api } = await controlPlane(versionOf(await preview("production"))));
  });
  afterEach(async () => {
    await remove(api, applied);
    applied.length = 0;
  });

  /** What applying says. */
  async function outcome(...steps: readonly Step[]): Promise<string> {
    const before = applied.length;
    return await apply(api, plan(previewOf(...steps)).objects, applied).then(
      (done) =>
        done
          .slice(before)
          .map((each) => each.outcome)
          .join(", "),
      (error: unknown) => String(error),
    );
  }

  it("behaves as the version that EKS runs", async () => {
    const { body } = await api.must("GET", "/version");
    expect(`${String(body.emulationMajor)}.${String(body.emulationMinor)}`).to.equal(
      versionOf(await preview("production")),
    );
  });

  it("applies, sees no change, then sees one", async () => {
    const namespace = step(NAMESPACE);
    const quota = step(QUOTA, [namespace.urn]);
    expect(await outcome(quota, namespace)).to.equal("applied, applied");
    expect(await outcome(quota, namespace)).to.equal("unchanged, unchanged");
    const more = step({ ...QUOTA, spec: { hard: { pods: "2" } } }, [namespace.urn]);
    expect(await outcome(more, namespace)).to.equal("unchanged, changed");
  });

  it("refuses what needs a namespace and does not say so", async () => {
    expect(await outcome(step(NAMESPACE), step(QUOTA))).to.match(
      /ResourceQuota rig\/quota is refused: .*namespaces "rig" not found/,
    );
  });

  it("refuses a field that the kind does not have", async () => {
    const namespace = step(NAMESPACE);
    const quota = step({ ...QUOTA, spec: { hard: { pods: "1" }, harder: {} } }, [namespace.urn]);
    expect(await outcome(namespace, quota)).to.match(
      /is refused: .*unknown field|field not declared in schema/,
    );
  });

  it("stops at a warning", async () => {
    const spec = {
      containers: [{ name: "a", image: "a" }],
      nodeSelector: { "beta.kubernetes.io/os": "linux" },
    };
    const template = { metadata: { labels: { app: "a" } }, spec };
    const deployment = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "rig", namespace: "rig" },
      spec: { replicas: 0, selector: { matchLabels: { app: "a" } }, template },
    };
    const namespace = step(NAMESPACE);
    expect(await outcome(namespace, step(deployment, [namespace.urn]))).to.match(
      /Deployment rig\/rig is warned about: .*deprecated since/,
    );
  });

  it("refuses to patch what is not there", async function () {
    this.timeout(120_000);
    const patch = step(
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "nobody", namespace: "default" } },
      [],
      "core/v1:ServiceAccountPatch",
    );
    expect(await outcome(patch)).to.match(
      /ServiceAccount default\/nobody is to be patched and does not exist/,
    );
  });

  it("gives a patched object back as it was", async () => {
    const read = async (): Promise<unknown> =>
      (await api.must("GET", "/api/v1/namespaces/default")).body.metadata;
    const labels = async (): Promise<unknown> => ((await read()) as KubernetesObject["metadata"]).labels;
    const before = await labels();
    const patch = step(
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "default", labels: { rig: "here" } } },
      [],
      "core/v1:NamespacePatch",
    );
    await outcome(patch);
    expect(await labels()).to.deep.equal({ ...(before as object), rig: "here" });
    await remove(api, applied);
    expect(await labels()).to.deep.equal(before);
  });

  it("sees what is left behind", async () => {
    const before = await inventory(api);
    await outcome(step(NAMESPACE));
    const after = await inventory(api);
    expect(after.filter((name) => !before.includes(name))).to.include.members(["Namespace /rig"]);
  });

  it("leaves out kinds whose definition cannot be had, and says so", async () => {
    const unheard = { apiVersion: "example.com/v1", kind: "Unheard", metadata: { name: "of" } };
    expect(await outcome(step(unheard))).to.equal("no CRD");
  });
});
