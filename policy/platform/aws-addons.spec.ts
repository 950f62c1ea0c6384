import { expect } from "chai";
import { admissionPolicies } from "../admission";
import { rules } from ".";

describe("rules about pods that the API server enforces", () => {
  const placed = admissionPolicies(rules.filter(({ admission }) => admission?.resource !== "namespaces"));

  it("leave alone what AWS places in kube-system", () => {
    expect(placed).to.not.be.empty;
    for (const { name, binding } of placed) {
      expect(binding.matchResources?.namespaceSelector, name).to.deep.equal({
        matchExpressions: [
          { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["kube-system"] },
        ],
      });
    }
  });
});
