import { expect } from "chai";
import { podSecurityLabels } from "../admission";
import { UNKNOWN, type Value, type Values } from "../rule";
import { subject, unknowns, violations } from "../testing/pods";
import { namespaceLabels } from "./namespace-labels";

const PREFIX = "pod-security.kubernetes.io";

const judged = (labels: Value, type = "Namespace") =>
  namespaceLabels.judge?.(subject(`kubernetes:core/v1:${type}`, "n", { metadata: { name: "n", labels } })) ??
  [];

describe("namespace-pod-security-labels", () => {
  it("passes one level for all three modes, of any version since 1.35", () => {
    for (const version of [undefined, "1.35", "1.36"]) {
      expect(judged(podSecurityLabels("restricted", version))).to.deep.equal([]);
    }
    expect(judged(podSecurityLabels("privileged"))).to.deep.equal([]);
  });

  it("refuses a namespace without labels, without one of them, or with nonsense", () => {
    expect(violations(judged(undefined))).to.deep.equal(["metadata.labels"]);
    const two = { ...podSecurityLabels("restricted"), [`${PREFIX}/warn`]: undefined };
    expect(violations(judged(two))).to.deep.equal([`metadata.labels.${PREFIX}/warn`]);
    expect(violations(judged(podSecurityLabels("restricted", "1.20")))).to.have.lengthOf(3);
    const nonsense = { ...podSecurityLabels("restricted"), [`${PREFIX}/enforce`]: "strict" };
    expect(violations(judged(nonsense))).to.include(`metadata.labels.${PREFIX}/enforce`);
  });

  it("refuses to warn about less than is enforced", () => {
    const mixed = { ...podSecurityLabels("restricted"), [`${PREFIX}/audit`]: "baseline" };
    expect(violations(judged(mixed))).to.deep.equal([`metadata.labels.${PREFIX}/audit`]);
  });

  it("leaves a patch alone that is about something else, and judges one that is not", () => {
    expect(judged({ purpose: "x" }, "NamespacePatch")).to.deep.equal([]);
    expect(violations(judged({ [`${PREFIX}/enforce`]: "baseline" }, "NamespacePatch"))).to.have.lengthOf(2);
  });

  it("does not know yet about labels that are not known", () => {
    expect(unknowns(judged(UNKNOWN))).to.deep.equal(["metadata.labels"]);
    const one: Values = { ...podSecurityLabels("restricted"), [`${PREFIX}/warn`]: UNKNOWN };
    expect(unknowns(judged(one))).to.deep.equal([`metadata.labels.${PREFIX}/warn`]);
    expect(violations(judged(one))).to.deep.equal([]);
  });
});
