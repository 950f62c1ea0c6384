import { expect } from "chai";
import { program } from "../testing/program";
import { isExempt } from "./exemptions";
import type { Values } from "./rule";
import { rules } from "./rules";
import { sample } from "./samples";

/** What the provider puts on everything; that the program has it is for the preview to show. */
const tags = (Environment: string): Values => ({ Environment, Project: "p", Owner: "o", CostCentre: "c" });

/**
 * The rules' violations over a whole stack once every value is known, as while it is updated: policies that a preview
 * cannot read yet are read then. The mocks know neither `protect` nor where values come from.
 */
async function violations(stack: string): Promise<string[]> {
  const world = await program(stack);
  const provider: Values = { defaultTags: { tags: tags(stack) } };
  const subjects = world.resources.map(({ type, name, inputs }) =>
    sample(type, inputs as Values, { name, protect: true, provider }),
  );
  const byUrn = new Map(subjects.map((subject) => [subject.urn, subject]));
  return rules
    .filter(({ enforcement }) => enforcement === "mandatory")
    .flatMap((rule) => {
      const judged = subjects.filter(({ type }) => rule.types?.includes(type) ?? true);
      return [
        ...judged.flatMap((one) =>
          (rule.judge?.(one) ?? []).map((finding) => ({ ...finding, urn: one.urn })),
        ),
        ...(rule.judgeStack?.(subjects) ?? []),
      ].flatMap((finding) => {
        const subject = byUrn.get(finding.urn);
        if (finding.kind === "unknown" || subject === undefined) return [];
        return isExempt(rule.exemptions, subject) ? [] : [`${rule.id} ${finding.urn} ${finding.message}`];
      });
    });
}

describe("a stack of which everything is known", () => {
  for (const stack of ["production", "development"]) {
    it(`${stack} breaks no mandatory rule`, async () => {
      expect(await violations(stack)).to.deep.equal([]);
    });
  }
});
