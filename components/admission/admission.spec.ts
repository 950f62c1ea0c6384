import { expect } from "chai";
import { admissionPolicies } from "../../policy/admission";
import { podRules } from "../../policy/pod-security";
import { mocked, valueOf } from "../../testing/mocks";
import { AdmissionPolicies, type AdmissionPolicy } from ".";

const POLICY = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
const BINDING = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding";

const policy = (name: string, policyName = name): AdmissionPolicy => ({
  name,
  annotations: { why: "it must be so" },
  policy: { failurePolicy: "Fail", validations: [{ expression: "true" }] },
  binding: { policyName, validationActions: ["Deny"] },
});

describe("AdmissionPolicies", () => {
  it("places each policy with its binding", async () => {
    const { world, result } = await mocked(
      () => new AdmissionPolicies("admission", { policies: [policy("one"), policy("two")] }),
    );
    expect(world.all(POLICY).map(({ name }) => name)).to.deep.equal(["admission-one", "admission-two"]);
    expect(world.one(POLICY, "admission-one").inputs).to.deep.include({
      metadata: { name: "one", annotations: { why: "it must be so" } },
      spec: { failurePolicy: "Fail", validations: [{ expression: "true" }] },
    });
    expect(world.one(BINDING, "admission-two").inputs).to.deep.include({
      metadata: { name: "two" },
      spec: { policyName: "two", validationActions: ["Deny"] },
    });
    expect(await valueOf(result.names)).to.deep.equal(["one", "two"]);
  });

  it("takes the admission policies of the rules as they are", async () => {
    const policies = admissionPolicies(podRules);
    const { world } = await mocked(() => new AdmissionPolicies("admission", { policies }));
    expect(world.all(BINDING)).to.have.lengthOf(policies.length).and.to.have.lengthOf.at.least(7);
  });

  it("refuses no policies, a name twice, a name that is none, and a foreign binding, all at once", async () => {
    const failed = (policies: AdmissionPolicy[]) =>
      mocked(() => new AdmissionPolicies("admission", { policies })).catch((error: unknown) => String(error));
    expect(await failed([])).to.contain("give at least one");
    const message = await failed([policy("one"), policy("one"), policy("No Name"), policy("two", "three")]);
    expect(message).to.contain('not "one" again');
    expect(message).to.contain('not "No Name"');
    expect(message).to.contain('bind "two" to itself, not to "three"');
  });
});
