import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { pages } from "./documentation";
import { rules } from "./rules";

describe("the documentation of the rules", () => {
  const folder = join(__dirname, "..", "docs", "policies");
  const written = pages(rules);

  it("is in step with the table (npm run policy-docs)", () => {
    const there = new Map(
      readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]),
    );
    const stale = written.filter(({ file, text }) => there.get(file) !== text).map(({ file }) => file);
    const orphaned = [...there.keys()].filter((file) => written.every((page) => page.file !== file));
    expect({ stale, orphaned }).to.deep.equal({ stale: [], orphaned: [] });
  });

  it("has a page for each rule, with reason, remedy and controls, and an index that names it", () => {
    const [index, ...others] = written;
    expect(others).to.have.lengthOf(rules.length);
    for (const rule of rules) {
      const page = others.find(({ file }) => file === `${rule.id}.md`);
      for (const text of [rule.why, rule.remedy, rule.title]) expect(page?.text, rule.id).to.contain(text);
      expect(page?.text).to.contain(rule.controls[0]?.framework);
      expect(index?.text).to.contain(`[${rule.id}](${rule.id}.md)`);
    }
  });
});
