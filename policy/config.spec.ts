import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { configProblems, configSchemaText, configured } from "./config";
import { checkConfigs, configuredStacks, stackConfig } from "./config-files";
import type { Rule } from "./rule";
import { rules } from "./rules";

const NOW = new Date("2026-11-22T12:00:00Z");

const rule: Rule = {
  id: "a-rule",
  family: "platform",
  title: "Do it",
  severity: "low",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "AC-6" }],
  why: "Because.",
  remedy: "Do it.",
  exemptions: [{ namespace: "old", reason: "it was there before", expires: "2027-01-01" }],
  options: { registries: { type: "array", items: { type: "string" } } },
  judge: () => [],
};
const fixing: Rule = { ...rule, id: "fixing", exemptions: [], remediate: () => undefined };
const exemption = { namespace: "tenant", reason: "a reason", expires: "2027-01-01" };

const problems = (config: unknown) => configProblems([rule, fixing], config, NOW);

describe("a stack's policy configuration", () => {
  it("may set a level, exemptions and a rule's own options", () => {
    expect(problems({})).to.deep.equal([]);
    expect(problems({ all: "advisory", "a-rule": "disabled", fixing: "remediate" })).to.deep.equal([]);
    const full = { enforcementLevel: "advisory", exemptions: [exemption], registries: ["a"] };
    expect(problems({ "a-rule": full })).to.deep.equal([]);
  });

  it("is refused, with everything that is wrong, each naming rule and place", () => {
    const found = problems({
      "no-rule": "advisory",
      all: "loud",
      "a-rule": {
        enforcementLevel: "off",
        registries: "a",
        colour: "red",
        exemptions: [{ ...exemption, expires: "x" }],
      },
      fixing: "never",
    });
    const text = found.join("\n");
    expect(found).to.have.lengthOf(7);
    expect(text).to.contain("no-rule: no rule has this id");
    expect(text).to.contain("all: Invalid option");
    expect(text).to.contain("a-rule: enforcementLevel: Invalid option");
    expect(text).to.contain("a-rule: registries: Invalid input: expected array");
    expect(text).to.contain('a-rule: Unrecognized key: "colour"');
    expect(text).to.contain('a-rule: exemption for namespace tenant expires "x"');
    expect(text).to.contain("fixing: Invalid option");
  });

  it("cannot ask for a remediation where there is none, nor exempt what is exempt, nor for a day gone by", () => {
    expect(problems({ "a-rule": "remediate" })[0]).to.contain("a-rule: Invalid option");
    const again = { exemptions: [{ ...exemption, namespace: "old" }] };
    expect(problems({ "a-rule": again })[0]).to.contain("namespace old is exempted more than once");
    const late = { exemptions: [{ ...exemption, expires: "2026-11-21" }] };
    expect(problems({ fixing: late })[0]).to.contain("expired on 2026-11-21");
    expect(problems([])).to.deep.equal(["it is not an object; write one key per rule"]);
  });

  it("is put together with the rule as the engine does: the rule's entry, then all, then the rule", () => {
    expect(configured(rule, {}, NOW).level).to.equal("mandatory");
    expect(configured(rule, { all: "advisory" }, NOW).level).to.equal("advisory");
    expect(configured(rule, { all: "advisory", "a-rule": "disabled" }, NOW).level).to.equal("disabled");
    const { level, exemptions, options } = configured(
      rule,
      { "a-rule": { exemptions: [exemption], registries: ["a"] } },
      NOW,
    );
    expect(level).to.equal("mandatory");
    expect(exemptions.map(({ namespace }) => namespace)).to.deep.equal(["old", "tenant"]);
    expect(options).to.deep.equal({ registries: ["a"] });
  });
});

describe("the configurations of the pack", () => {
  it("are there for each stack, and nothing is wrong with them", () => {
    expect(configuredStacks()).to.have.members(["production", "staging", "development", "dr"]);
    expect(() => checkConfigs(rules, new Date())).to.not.throw();
  });

  it("are never laxer in production and dr than the table", () => {
    for (const stack of ["production", "dr"]) {
      for (const one of rules.filter(({ enforcement }) => enforcement === "mandatory")) {
        const { level } = configured(one, stackConfig(stack), new Date());
        expect(["mandatory", "remediate"], `${stack} ${one.id}`).to.include(level);
      }
    }
  });

  it("are described by a JSON schema that is in step with the table (npm run policy-docs)", () => {
    const committed = readFileSync(join(__dirname, "config", "config.schema.json"), "utf8");
    expect(committed === configSchemaText(rules)).to.equal(true);
  });

  it("stop the pack when one is wrong, before anything is judged", () => {
    const folder = mkdtempSync(join(tmpdir(), "policy-"));
    try {
      writeFileSync(join(folder, "one.json"), '{ "no-rule": "advisory" }');
      writeFileSync(join(folder, "two.json"), '{ "a-rule": "loud" }');
      expect(() => checkConfigs([rule], NOW, folder))
        .to.throw(Error)
        .with.property("message")
        .that.matches(/config\/one\.json: no-rule[^]*config\/two\.json: a-rule/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
