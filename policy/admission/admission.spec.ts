import { expect } from "chai";
import { podRules } from "../pod-security";
import type { Rule } from "../rule";
import { rules } from "../rules";
import { admissionPolicies, podSecurityLabels, type AdmissionPlan } from ".";

const plan = (name: string, config = {}): AdmissionPlan | undefined =>
  admissionPolicies(rules, config).find((one) => one.name === name);

describe("admission policies", () => {
  it("hold every rule about pods that Pod Security admission does not enforce, but for the one about authors", () => {
    const own = podRules.filter(({ standard }) => !standard).map(({ id }) => id);
    const family = rules.filter((rule) => rule.family === "pod-security");
    const planned = admissionPolicies(family, {}).map(({ name }) => name);
    expect([...planned, "pod-nobody"]).to.have.members([...own, "namespace-pod-security-labels"]);
  });

  it("look at every kind that carries a pod, and at ephemeral containers", () => {
    const { matchConstraints } = plan("pod-read-only-root")!.policy;
    expect(matchConstraints.resourceRules.flatMap(({ resources }) => resources)).to.have.members([
      "pods",
      "pods/ephemeralcontainers",
      "podtemplates",
      "replicationcontrollers",
      "deployments",
      "replicasets",
      "statefulsets",
      "daemonsets",
      "jobs",
      "cronjobs",
    ]);
  });

  it("hold in the namespaces of the rule's levels, one without a label being privileged", () => {
    const key = "pod-security.kubernetes.io/enforce";
    const selector = (name: string) =>
      plan(name)?.policy.matchConstraints.namespaceSelector?.matchExpressions;
    expect(selector("pod-no-sysctls")).to.deep.equal([{ key, operator: "In", values: ["restricted"] }]);
    expect(selector("pod-log-host-paths")).to.deep.equal([
      { key, operator: "NotIn", values: ["baseline", "restricted"] },
    ]);
    expect(selector("namespace-pod-security-labels")).to.equal(undefined);
  });

  it("deny what is mandatory, warn of what is advisory, and leave out what is disabled", () => {
    expect(plan("pod-no-sysctls")?.binding.validationActions).to.deep.equal(["Deny", "Audit"]);
    expect(plan("pod-no-sysctls", { all: "advisory" })?.binding.validationActions).to.deep.equal([
      "Warn",
      "Audit",
    ]);
    expect(plan("pod-no-sysctls", { "pod-no-sysctls": "disabled" })).to.equal(undefined);
  });

  it("let the stack's options take part", () => {
    const [first] = podRules;
    const rule: Rule = {
      ...first!,
      admission: { message: "must be", offenders: (options) => JSON.stringify([options?.limit]) },
    };
    const [made] = admissionPolicies([rule], { [rule.id]: { limit: "three" } });
    expect(made?.policy.variables.at(-1)).to.deep.equal({ name: "offenders", expression: '["three"]' });
  });

  it("keep an exemption that has expired: an update in an emergency does not wait for its review", () => {
    const exemptions = [{ namespace: "tenant", reason: "a reason", expires: "2020-01-01" }];
    const { binding } = plan("pod-no-sysctls", { "pod-no-sysctls": { exemptions } })!;
    expect(JSON.stringify(binding.matchResources)).to.contain("tenant");
  });

  it("leave out the namespaces that are exempt", () => {
    const exemptions = [{ namespace: "tenant", reason: "a reason", expires: "2027-01-01" }];
    const { binding } = plan("pod-no-sysctls", { "pod-no-sysctls": { exemptions } })!;
    expect(binding.matchResources?.namespaceSelector.matchExpressions).to.deep.equal([
      { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["tenant"] },
    ]);
    expect(plan("pod-no-sysctls")?.binding).to.not.have.property("matchResources");
  });

  it("say what is wrong and with what, and refuse as Pod Security admission does", () => {
    for (const { name, policy } of admissionPolicies(rules, {})) {
      const [validation] = policy.validations;
      expect(policy.validations, name).to.have.lengthOf(1);
      expect(policy.failurePolicy).to.equal("Fail");
      expect(validation?.reason).to.equal("Forbidden");
      expect(validation?.messageExpression).to.match(/^"[^"]+: " \+ variables\.offenders\.join/);
      for (const { expression } of policy.variables) expect(expression, name).to.not.match(/\n|undefined/);
    }
  });

  it("refer to no variable before it is there", () => {
    for (const { name, policy } of admissionPolicies(rules, {})) {
      const known = new Set<string>();
      const used = (expression: string) =>
        [...expression.matchAll(/variables\.(\w+)/g)].map(([, variable]) => variable!);
      for (const variable of policy.variables) {
        for (const other of used(variable.expression))
          expect(known.has(other), `${name} ${other}`).to.equal(true);
        known.add(variable.name);
      }
      for (const other of policy.validations.flatMap(({ expression }) => used(expression))) {
        expect(known.has(other), `${name} ${other}`).to.equal(true);
      }
    }
  });
});

describe("podSecurityLabels", () => {
  it("holds all three modes to one level, of one version", () => {
    expect(podSecurityLabels("restricted", "1.35")).to.deep.equal({
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/enforce-version": "v1.35",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/audit-version": "v1.35",
      "pod-security.kubernetes.io/warn": "restricted",
      "pod-security.kubernetes.io/warn-version": "v1.35",
    });
    expect(podSecurityLabels("baseline")["pod-security.kubernetes.io/warn-version"]).to.equal("latest");
  });
});
