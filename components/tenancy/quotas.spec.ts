import { expect } from "chai";
import fc from "fast-check";
import { CONTAINER_DEFAULTS, QUOTAS, containerLimits, quotaHard } from "./quotas";
import { quantity } from "./quantity";

describe("quotas", () => {
  it("are as written (section 2)", () => {
    const hard = Object.fromEntries(Object.entries(QUOTAS).map(([name, quota]) => [name, quotaHard(quota)]));
    expect(hard).to.deep.equal({
      "security-core": { "requests.cpu": "32", "requests.memory": "128Gi", "requests.storage": "2Ti" },
      "soar-platform": { "requests.cpu": "16", "requests.memory": "64Gi", "requests.storage": "500Gi" },
      analytics: { "requests.cpu": "24", "requests.memory": "96Gi", "requests.storage": "1Ti" },
      "data-processing": { "requests.cpu": "20", "requests.memory": "80Gi", "requests.storage": "3Ti" },
    });
  });

  it("come with defaults that they count, within the ratio that the limit range enforces", () => {
    const item = containerLimits(CONTAINER_DEFAULTS);
    expect(item).to.deep.equal({
      type: "Container",
      defaultRequest: { cpu: "100m", memory: "128Mi" },
      default: { cpu: "500m", memory: "256Mi" },
      maxLimitRequestRatio: { memory: "2" },
    });
  });
});

describe("quantity", () => {
  it("reads what Kubernetes writes", () => {
    const cases: [string, number][] = [
      ["32", 32],
      ["500m", 0.5],
      ["128Gi", 128 * 2 ** 30],
      ["2Ti", 2 * 2 ** 40],
      ["1.5k", 1500],
      [".5", 0.5],
    ];
    for (const [text, value] of cases) expect(quantity(text), text).to.equal(value);
  });

  it("knows what is none", () => {
    for (const text of ["", "128 Gi", "128GB", "32_cores", "-1", "1e3", "Gi", "1.", "0x10"]) {
      expect(quantity(text), text).to.equal(undefined);
    }
  });

  it("keeps the order of numbers within a unit", () => {
    const unit = fc.constantFrom("", "m", "k", "M", "Gi", "Ti");
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), unit, (a, b, suffix) => {
        expect(Math.sign(quantity(`${a}${suffix}`)! - quantity(`${b}${suffix}`)!)).to.equal(Math.sign(a - b));
      }),
    );
  });
});
