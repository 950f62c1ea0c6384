import { expect } from "chai";
import { UNKNOWN, type Value, type Values } from "../rule";
import { goodPod, namespaceSubject, podSubject, subject, unknowns, violations } from "../testing/pods";
import { podsOf } from "./carried";
import { hostNamespaces } from "./host-namespaces";
import { privileged } from "./privileged";
import { readOnlyRoot } from "./read-only-root";

const bad = goodPod({ hostNetwork: true });
const template: Values = { metadata: { labels: { app: "a" } }, spec: bad.spec };
const metadata = { namespace: "tenant" };

/** Every kind that carries a pod, with the path of its spec. */
const KINDS: Readonly<Record<string, readonly [Values, string]>> = {
  "core/v1:Pod": [{ metadata, spec: bad.spec }, "spec"],
  "core/v1:PodTemplate": [{ metadata, template }, "template.spec"],
  "core/v1:ReplicationController": [{ metadata, spec: { template } }, "spec.template.spec"],
  "apps/v1:ReplicaSet": [{ metadata, spec: { template } }, "spec.template.spec"],
  "apps/v1:Deployment": [{ metadata, spec: { template } }, "spec.template.spec"],
  "apps/v1beta2:StatefulSet": [{ metadata, spec: { template } }, "spec.template.spec"],
  "extensions/v1beta1:DaemonSet": [{ metadata, spec: { template } }, "spec.template.spec"],
  "batch/v1:Job": [{ metadata, spec: { template } }, "spec.template.spec"],
  "batch/v1:CronJob": [
    { metadata, spec: { jobTemplate: { spec: { template } } } },
    "spec.jobTemplate.spec.template.spec",
  ],
};

const restricted = namespaceSubject("tenant", "restricted");

describe("the pods that a resource carries", () => {
  for (const [kind, [inputs, path]] of Object.entries(KINDS)) {
    const type = `kubernetes:${kind}`;
    it(`are judged in a ${kind}, in its patch and in its list`, () => {
      const judged = (one: string, given: Values) =>
        violations(hostNamespaces.judgeStack?.([restricted, subject(one, "x", given)]) ?? []);
      expect(judged(type, inputs)).to.deep.equal([`${path}.hostNetwork`]);
      expect(judged(`${type}Patch`, inputs)).to.deep.equal([`${path}.hostNetwork`]);
      expect(judged(`${type}List`, { items: [{}, inputs] })).to.deep.equal([`items[1].${path}.hostNetwork`]);
    });
  }

  it("are none in anything else", () => {
    expect(podsOf(subject("kubernetes:core/v1:Service", "x", { spec: {} }))).to.deep.equal([]);
    expect(podsOf(subject("aws:s3/bucket:Bucket", "x", {}))).to.deep.equal([]);
  });

  it("are judged in a group of manifests, given as objects or as YAML", () => {
    const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: { template } };
    const service = { apiVersion: "v1", kind: "Service" };
    const list = { apiVersion: "v1", kind: "PodList", items: [{ spec: bad.spec }] };
    const yaml = ["kind: nothing", `${JSON.stringify(service)}\n---\n${JSON.stringify(deployment)}`];
    const group = subject("kubernetes:yaml/v2:ConfigGroup", "x", { objs: [service, deployment, list], yaml });
    expect(violations(hostNamespaces.judgeStack?.([restricted, group]) ?? [])).to.deep.equal([
      "objs[1].spec.template.spec.hostNetwork",
      "objs[2].items[0].spec.hostNetwork",
      "yaml[1].spec.template.spec.hostNetwork",
    ]);
  });

  it("are judged in a list of any kinds, and not known yet in what is not known or cannot be read", () => {
    const judged = (inputs: Values) =>
      hostNamespaces.judgeStack?.([restricted, subject("kubernetes:yaml/v2:ConfigGroup", "x", inputs)]) ?? [];
    const pod = { apiVersion: "v1", kind: "Pod", ...bad, metadata };
    const list = { apiVersion: "v1", kind: "List", items: [{ kind: "Service" }, pod] };
    expect(violations(judged({ yaml: JSON.stringify(list) }))).to.deep.equal([
      "yaml.items[1].spec.hostNetwork",
    ]);
    for (const yaml of [UNKNOWN, "a: *nowhere"] as const)
      expect(unknowns(judged({ yaml }))).to.include("yaml");
    expect(unknowns(judged({ yaml: ["kind: nothing", UNKNOWN] }))).to.include("yaml[1]");
    expect(unknowns(judged({ objs: [UNKNOWN] }))).to.include("objs[0]");
  });

  it("are judged in a patch by what it says, not by what it leaves out", () => {
    const containers = [{ name: "a" }, { name: "b", securityContext: { readOnlyRootFilesystem: false } }];
    const patch = subject("kubernetes:apps/v1:DeploymentPatch", "x", {
      metadata,
      spec: { template: { spec: { containers } } },
    });
    expect(violations(readOnlyRoot.judgeStack?.([restricted, patch]) ?? [])).to.deep.equal([
      "spec.template.spec.containers[1].securityContext.readOnlyRootFilesystem",
    ]);
  });

  it("are not known yet where the workload is not, at the place that is not", () => {
    const judged = (inputs: Values) =>
      unknowns(
        hostNamespaces.judgeStack?.([restricted, subject("kubernetes:apps/v1:Deployment", "x", inputs)]) ??
          [],
      );
    expect(new Set(judged({ metadata, spec: UNKNOWN }))).to.deep.equal(new Set(["spec"]));
    expect(new Set(judged({ metadata, spec: { template: UNKNOWN } }))).to.deep.equal(
      new Set(["spec.template"]),
    );
    expect(judged({ metadata, spec: { template: { spec: { hostPID: UNKNOWN } } } })).to.deep.equal([
      "spec.template.spec.hostPID",
    ]);
  });
});

describe("the level that a pod is judged at", () => {
  const judged = (namespace: Value, ...others: ReturnType<typeof subject>[]) =>
    privileged.judgeStack?.([
      ...others,
      podSubject({
        ...goodPod({ containers: [{ securityContext: { privileged: true } }] }),
        metadata: { namespace },
      }),
    ]) ?? [];

  it("is its namespace's in the stack, wherever the namespace stands", () => {
    expect(violations(judged("a", namespaceSubject("a", "baseline")))).to.have.lengthOf(1);
    expect(
      judged("a", namespaceSubject("a", "privileged"), namespaceSubject("b", "restricted")),
    ).to.deep.equal([]);
  });

  it("is none in a namespace that says nothing, as on the server, and restricted where it says nonsense", () => {
    expect(judged("a", namespaceSubject("a", undefined))).to.deep.equal([]);
    expect(violations(judged("a", namespaceSubject("a", "strict")))).to.have.lengthOf(1);
  });

  it("is restricted where the stack does not make the namespace, but for kube-system", () => {
    expect(violations(judged("elsewhere"))).to.have.lengthOf(1);
    expect(violations(judged(undefined))).to.have.lengthOf(1);
    expect(judged("kube-system")).to.deep.equal([]);
  });

  it("is a patch's where that says one, and not where it says something else", () => {
    const patch = (labels: Values) =>
      subject("kubernetes:core/v1:NamespacePatch", "p", { metadata: { name: "a", labels } });
    expect(judged("a", patch({ "pod-security.kubernetes.io/enforce": "privileged" }))).to.deep.equal([]);
    expect(violations(judged("a", patch({ purpose: "x" })))).to.have.lengthOf(1);
  });

  it("is not known yet while the namespace or its label is not, and only then does anybody hear of it", () => {
    expect(judged(UNKNOWN)).to.deep.equal([
      { kind: "unknown", path: "metadata.namespace", urn: podSubject(goodPod()).urn },
    ]);
    expect(unknowns(judged("a", namespaceSubject("a", UNKNOWN)))).to.deep.equal(["metadata.namespace"]);
    const fine = podSubject({ ...goodPod(), metadata: { namespace: UNKNOWN } });
    expect(privileged.judgeStack?.([fine])).to.deep.equal([]);
  });
});
