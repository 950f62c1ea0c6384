import { expect } from "chai";

import { warningsIn } from "./api";
import { plan, type Step } from "./objects";
import { UNKNOWN } from "./unknowns";

function step(
  type: string,
  name: string,
  inputs: object,
  more: Partial<NonNullable<Step["newState"]>> = {},
): Step {
  const urn = `urn:pulumi:test::test::${type}::${name}`;
  return { op: "create", urn, newState: { type, inputs: inputs as Record<string, unknown>, ...more } };
}

const NAMESPACE = "kubernetes:core/v1:Namespace";
const CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const namespace = (name: string): Step =>
  step(NAMESPACE, name, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
const storageClass = { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name: "fast" } };

const planned = (...steps: readonly Step[]) => plan({ config: {}, steps });

describe("the Kubernetes objects of a preview", () => {
  it("are the steps that carry an object; others of the provider are skipped with a reason", () => {
    const chart = step("kubernetes:helm.sh/v4:Chart", "istio", { chart: "istiod" });
    const bucket = step("aws:s3/bucket:Bucket", "logs", {});
    const { objects, skipped } = planned(namespace("one"), chart, bucket);
    expect(objects.map(({ object }) => object.metadata.name)).to.deep.equal(["one"]);
    expect(skipped).to.deep.equal([
      { urn: chart.urn, reason: "kubernetes:helm.sh/v4:Chart is rendered by the engine" },
    ]);
  });

  it("come after what they depend on, through other resources too, and otherwise the last first", () => {
    const first = namespace("first");
    const key = step("aws:kms/key:Key", "key", {}, { dependencies: [first.urn] });
    const second = step(CLASS, "fast", storageClass, { dependencies: [key.urn] });
    const { objects } = planned(first, namespace("other"), key, second);
    expect(objects.map(({ object }) => object.metadata.name)).to.deep.equal(["other", "first", "fast"]);
  });

  it("get a name of their own where the program gives none", () => {
    const [made] = planned(step(CLASS, "fast", { ...storageClass, metadata: {} })).objects;
    expect(made?.object.metadata.name).to.match(/^fast-[0-9a-f]{8}$/);
  });

  it("are patches where the resource is one", () => {
    const inputs = { apiVersion: "v1", kind: "Namespace", metadata: { name: "default" } };
    const { objects } = planned(
      step("kubernetes:core/v1:NamespacePatch", "default", inputs),
      namespace("one"),
    );
    expect(objects.map(({ patch }) => patch)).to.deep.equal([false, true]);
  });
});

describe("unknown values of a preview", () => {
  it("are filled in where a rule knows what they look like", () => {
    const [made] = planned(
      step(CLASS, "fast", { ...storageClass, parameters: { kmsKeyId: UNKNOWN } }),
    ).objects;
    expect(made?.object.parameters)
      .to.have.property("kmsKeyId")
      .that.matches(/^arn:aws:kms:/);
    expect(made?.gaps.map(({ path }) => path)).to.deep.equal(["parameters.kmsKeyId"]);
  });

  it("are left out and counted where none does", () => {
    const spec = { podSelector: {}, egress: UNKNOWN, ingress: [{ from: [UNKNOWN] }] };
    const inputs = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "p" },
      spec,
    };
    const [made] = planned(step(POLICY, "p", inputs)).objects;
    expect(made?.object.spec).to.deep.equal({ podSelector: {}, ingress: [{ from: [] }] });
    expect(made?.gaps).to.deep.equal([{ path: "spec.egress" }, { path: "spec.ingress.0.from.0" }]);
  });

  it("are the name of the one object that they come from", () => {
    const one = namespace("one");
    const metadata = { name: "p", namespace: UNKNOWN };
    const policy = (from: readonly string[]): Step =>
      step(
        POLICY,
        "p",
        { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata, spec: {} },
        { dependencies: from, propertyDependencies: { metadata: from } },
      );
    expect(planned(one, policy([one.urn])).objects[1]?.object.metadata.namespace).to.equal("one");
    const two = namespace("two");
    const ambiguous = planned(one, two, policy([one.urn, two.urn])).objects[2];
    expect(ambiguous?.object.metadata).to.deep.equal({ name: "p" });
  });

  it("of a Secret are left out, since a printed secret is no base64", () => {
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, data: { key: "[secret]" } };
    const [made] = planned(step("kubernetes:core/v1:Secret", "s", secret)).objects;
    expect(made?.object.data).to.deep.equal({});
    expect(made?.gaps).to.deep.equal([{ path: "data.key" }]);
  });
});

describe("warning headers", () => {
  it("are read apart, with their quotes", () => {
    expect(warningsIn(undefined)).to.deep.equal([]);
    expect(warningsIn('299 - "one, two", 299 - "say \\"three\\""')).to.deep.equal([
      "one, two",
      'say "three"',
    ]);
  });
});
