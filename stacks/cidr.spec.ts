import { expect } from "chai";
import fc from "fast-check";
import { aligned, contains, isAligned, overlap, prefixOf, sizeOf } from "./cidr";

/** A range as first and last address, by arithmetic of its own. */
function bounds(cidr: string): readonly [number, number] {
  const [address = "", prefix = ""] = cidr.split("/");
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(prefix));
  const first = Math.floor(value / size) * size;
  return [first, first + size - 1];
}

const cidr = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, prefix]) => `${a}.${b}.${c}.${d}/${prefix}`);

/** Pairs that are often near each other: chance alone would hardly ever make ranges meet. */
const pair = fc
  .tuple(cidr, cidr, fc.boolean(), fc.integer({ min: 0, max: 32 }))
  .map(([one, other, near, prefix]) => [one, near ? `${one.split("/")[0] ?? ""}/${prefix}` : other] as const);

describe("ranges", () => {
  it("contain and overlap as their first and last addresses say", () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [first, last] = bounds(one);
        const [start, end] = bounds(other);
        expect(contains(one, other)).to.equal(first <= start && end <= last);
        expect(overlap(one, other)).to.equal(first <= end && start <= last);
        expect(overlap(other, one)).to.equal(overlap(one, other));
      }),
    );
  });

  it("are aligned when they begin with their first address", () => {
    fc.assert(
      fc.property(cidr, (range) => {
        expect(bounds(aligned(range))).to.deep.equal(bounds(range));
        expect(isAligned(aligned(range))).to.equal(true);
        expect(isAligned(range)).to.equal(aligned(range) === range);
        expect(sizeOf(range)).to.equal(bounds(range)[1] - bounds(range)[0] + 1);
      }),
    );
  });

  it("by example", () => {
    expect(isAligned("10.0.0.0/16")).to.equal(true);
    expect(isAligned("10.0.1.0/16")).to.equal(false);
    expect(aligned("10.0.1.0/16")).to.equal("10.0.0.0/16");
    expect(prefixOf("100.64.0.0/10")).to.equal(10);
    expect(sizeOf("10.0.250.0/28")).to.equal(16);
    expect(overlap("10.0.0.0/24", "10.0.1.0/24")).to.equal(false);
    expect(contains("10.0.0.0/16", "10.0.255.240/28")).to.equal(true);
  });
});
