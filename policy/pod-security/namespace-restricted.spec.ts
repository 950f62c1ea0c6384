import { expect } from "chai";
import { isExempt } from "../exemptions";
import { UNKNOWN } from "../rule";
import { namespaceSubject, unknowns, violations } from "../testing/pods";
import { namespaceRestricted } from "./namespace-restricted";

describe("namespace-restricted", () => {
  const judged = (level: Parameters<typeof namespaceSubject>[1]) =>
    namespaceRestricted.judge?.(namespaceSubject("n", level)) ?? [];
  const path = "metadata.labels.pod-security.kubernetes.io/enforce";

  it("passes restricted, and leaves a missing label to the rule about labels", () => {
    expect(judged("restricted")).to.deep.equal([]);
    expect(judged(undefined)).to.deep.equal([]);
  });

  it("refuses baseline and privileged", () => {
    expect(violations(judged("baseline"))).to.deep.equal([path]);
    expect(violations(judged("privileged"))).to.deep.equal([path]);
  });

  it("does not know yet about a label that is not known", () => {
    expect(unknowns(judged(UNKNOWN))).to.deep.equal([path]);
  });

  it("exempts the namespaces of system components, and no tenant's", () => {
    const exempt = (name: string) =>
      isExempt(namespaceRestricted.exemptions, namespaceSubject(name, "privileged"));
    expect(["kube-system", "istio-cni", "fluentd", "velero"].map(exempt)).to.deep.equal([
      true,
      true,
      true,
      true,
    ]);
    expect(["security-core", "vault", "default"].map(exempt)).to.deep.equal([false, false, false]);
  });
});
