import { expect } from "chai";
import fc from "fast-check";
import type { Usage } from "./measure";
import { median, medians, policySeconds, table } from "./table";

const usage = (cpuSeconds: number, resources = 100): Usage => ({
  cpuSeconds,
  wallSeconds: cpuSeconds,
  peakMegabytes: 200,
  resources,
});

describe("the bench's table", () => {
  it("takes the middle, which does not depend on the order", () => {
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 2, 3])).to.equal(2.5);
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        expect(median([...values].reverse())).to.equal(median(values));
        expect(median(values)).to.be.within(Math.min(...values), Math.max(...values));
      }),
    );
    expect(medians([usage(1), usage(9), usage(2)])).to.deep.equal(usage(2));
  });

  it("shows milliseconds a resource and the ratio to the first line", () => {
    const lines = table([
      ["baseline", usage(2, 400)],
      ["preview", usage(3, 400)],
    ]).split("\n");
    expect(lines[1]).to.match(/^baseline +2\.00 +2\.00 +200 +400 +5\.0 +1\.00$/);
    expect(lines[2]).to.match(/^preview +3\.00 +3\.00 +200 +400 +7\.5 +1\.50$/);
  });

  it("tells what judging costs from what loading the rules costs", () => {
    // One second to load, half a second for each hundred resources.
    const small = { judged: usage(3.5, 100), unjudged: usage(2, 100) };
    const large = { judged: usage(13, 600), unjudged: usage(9, 600) };
    expect(policySeconds(small, large)).to.be.closeTo(5, 1e-9);
  });
});
