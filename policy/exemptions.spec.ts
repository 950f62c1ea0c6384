import { expect } from "chai";
import { isExempt, namespaceOf, settingsOf } from "./exemptions";
import { UNKNOWN, type Rule, type Subject } from "./rule";
import { subject } from "./testing/pods";

const NOW = new Date("2026-11-22T12:00:00Z");
const exemption = { reason: "a reason", expires: "2027-01-01" };

describe("the namespace of a resource", () => {
  const pod = (metadata: Subject["inputs"], provider?: Subject["provider"]): Subject => ({
    ...subject("kubernetes:core/v1:Pod", "p", { metadata }),
    provider,
  });

  it("is the object's, else the provider's, else default", () => {
    expect(namespaceOf(pod({ namespace: "a" }, { namespace: "b" }))).to.equal("a");
    expect(namespaceOf(pod({}, { namespace: "b" }))).to.equal("b");
    expect(namespaceOf(pod({}))).to.equal("default");
    expect(namespaceOf(pod({ namespace: UNKNOWN }))).to.equal(UNKNOWN);
    expect(namespaceOf(subject("kubernetes:core/v1:Pod", "p", { metadata: UNKNOWN }))).to.equal(UNKNOWN);
  });

  it("is a chart's, and a namespace's own", () => {
    expect(namespaceOf(subject("kubernetes:helm.sh/v4:Chart", "c", { namespace: "a" }))).to.equal("a");
    const metadata = { name: "n" };
    expect(namespaceOf(subject("kubernetes:core/v1:Namespace", "x", { metadata }))).to.equal("n");
    expect(namespaceOf(subject("kubernetes:core/v1:NamespacePatch", "x", { metadata }))).to.equal("n");
  });

  it("is none for what is not in a cluster", () => {
    expect(namespaceOf(subject("aws:s3/bucket:Bucket", "b", { namespace: "a" }))).to.equal(undefined);
  });
});

describe("an exemption", () => {
  it("covers the namespace or the one resource that it names, and nothing else", () => {
    const bucket = subject("aws:s3/bucket:Bucket", "b", {});
    const resource = { type: "aws:s3/bucket:Bucket", name: "b" };
    expect(isExempt([{ ...exemption, resource }], bucket)).to.equal(true);
    expect(isExempt([{ ...exemption, resource: { ...resource, name: "c" } }], bucket)).to.equal(false);
    expect(isExempt([{ ...exemption, namespace: "b" }], bucket)).to.equal(false);
    const pod = subject("kubernetes:core/v1:Pod", "p", { metadata: { namespace: "a" } });
    expect(isExempt([{ ...exemption, namespace: "a" }], pod)).to.equal(true);
    expect(isExempt([], pod)).to.equal(false);
  });

  it("of a stack adds to the rule's own, unless it is no good", () => {
    const rule = { id: "a-rule", exemptions: [{ ...exemption, namespace: "a" }] } as unknown as Rule;
    const configured = { exemptions: [{ ...exemption, namespace: "b" }], limit: 3 };
    const { exemptions, options } = settingsOf(rule, configured, NOW);
    expect(exemptions.map(({ namespace }) => namespace)).to.deep.equal(["a", "b"]);
    expect(options).to.deep.equal({ limit: 3 });
    const twice = { exemptions: [{ ...exemption, namespace: "a" }] };
    expect(() => settingsOf(rule, twice, NOW)).to.throw("a-rule: namespace a is exempted more than once");
    const shapeless = { exemptions: [{ namespace: "b", until: "2027" }] };
    expect(() => settingsOf(rule, shapeless, NOW)).to.throw(/a-rule: [^]*until[^]*reason/);
  });
});
