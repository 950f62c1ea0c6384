import { expect } from "chai";
import type { Exemption, Rule } from "./rule";
import { rules } from "./rules";
import { checkedTable, tableProblems } from "./table";

const NOW = new Date("2026-11-22T12:00:00Z");

const rule = (change: Partial<Rule> = {}): Rule => ({
  id: "a-rule",
  family: "platform",
  title: "Do it",
  severity: "low",
  enforcement: "advisory",
  controls: [{ framework: "NIST SP 800-53", control: "AC-6" }],
  why: "Because.",
  remedy: "Do it.",
  exemptions: [],
  judge: () => [],
  ...change,
});

const exemption = (change: Partial<Exemption> = {}): Exemption => ({
  namespace: "tenant",
  reason: "a reason",
  expires: "2027-01-01",
  ...change,
});

const exempting = (...exemptions: Exemption[]) => tableProblems([rule({ exemptions })], NOW);

describe("the table of rules", () => {
  it("holds the rules of three families, and nothing is wrong with it", () => {
    expect(new Set(rules.map(({ family }) => family)).size).to.equal(3);
    expect(tableProblems(rules, new Date())).to.deep.equal([]);
    expect(tableProblems([rule({ exemptions: [exemption()] })], NOW)).to.deep.equal([]);
  });

  it("refuses an id twice, and one that is no name", () => {
    expect(tableProblems([rule(), rule()], NOW)).to.deep.equal([
      "a-rule: more than one rule has this id; rename all but one",
    ]);
    expect(tableProblems([rule({ id: "A rule" })], NOW)[0]).to.contain("lower case words with hyphens");
    expect(tableProblems([rule({ id: "all" })], NOW)[0]).to.contain('the id "all"');
  });

  it("refuses a rule without remedy, reason, control or judgement", () => {
    expect(tableProblems([rule({ remedy: " " })], NOW)).to.deep.equal([
      "a-rule: it has no remedy; write one",
    ]);
    expect(tableProblems([rule({ why: "" })], NOW)).to.deep.equal(["a-rule: it has no why; write one"]);
    expect(tableProblems([rule({ controls: [] })], NOW)[0]).to.contain("implements no control");
    const mute = { ...rule() };
    delete (mute as { judge?: unknown }).judge;
    expect(tableProblems([mute], NOW)[0]).to.contain("judges nothing");
  });

  it("refuses an exemption of both, of neither, without reason, without a day, expired, or said twice", () => {
    const resource = { type: "aws:s3/bucket:Bucket", name: "b" };
    const neither: Exemption = { reason: "a reason", expires: "2027-01-01" };
    expect(exempting(exemption({ resource }))[0]).to.contain("name exactly one of namespace and resource");
    expect(exempting(neither)[0]).to.contain("names nothing; name exactly one");
    expect(exempting(exemption({ reason: "" }))[0]).to.contain("has no reason");
    expect(exempting(exemption({ expires: "31.12.2026" }))[0]).to.contain("write a day as YYYY-MM-DD");
    expect(exempting(exemption({ expires: "2027-02-30" }))[0]).to.contain("write a day as YYYY-MM-DD");
    expect(exempting(exemption({ expires: "2026-11-21" }))[0]).to.contain("expired on 2026-11-21");
    expect(exempting(exemption({ expires: "2026-11-22" }))).to.deep.equal([]);
    expect(exempting(exemption(), exemption({ expires: "2028-01-01" }))).to.deep.equal([
      "a-rule: namespace tenant is exempted more than once; keep one exemption",
    ]);
  });

  it("says everything that is wrong in one error", () => {
    const broken = [rule({ remedy: "" }), rule({ exemptions: [exemption({ expires: "never" })] })];
    expect(() => checkedTable(broken, NOW))
      .to.throw(Error)
      .with.property("message")
      .that.matches(/more than one rule[^]*no remedy[^]*expires "never"/);
  });
});
