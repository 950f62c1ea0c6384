import { expect } from "chai";
import fc from "fast-check";
import { at, freeze, isMapping, merge, without } from "./merge";

const json = fc.jsonValue({ maxDepth: 4 });
const mapping = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), json, { maxKeys: 5 });

/** Whether null stands as a mapping's value anywhere that a merge looks at. */
function removes(value: unknown): boolean {
  return isMapping(value) && Object.values(value).some((field) => field === null || removes(field));
}

describe("merge", () => {
  it("follows the examples of RFC 7396", () => {
    const examples: readonly (readonly [base: unknown, patch: unknown, merged: unknown])[] = [
      [{ a: "b" }, { a: "c" }, { a: "c" }],
      [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
      [{ a: "b" }, { a: null }, {}],
      [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
      [{ a: ["b"] }, { a: "c" }, { a: "c" }],
      [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
      [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
      [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
      [
        ["a", "b"],
        ["c", "d"],
        ["c", "d"],
      ],
      [{ a: "b" }, ["c"], ["c"]],
      [{ a: "foo" }, null, null],
      [{ a: "foo" }, "bar", "bar"],
      [{ e: null }, { a: 1 }, { e: null, a: 1 }],
      [[1, 2], { a: "b", c: null }, { a: "b" }],
      [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    ];
    for (const [base, patch, merged] of examples) expect(merge(base, patch)).to.deep.equal(merged);
  });

  it("changes nothing with nothing, and nothing twice", () => {
    fc.assert(
      fc.property(mapping, mapping, (base, patch) => {
        expect(merge(base, {})).to.deep.equal(base);
        expect(merge(merge(base, patch), patch)).to.deep.equal(merge(base, patch));
      }),
    );
  });

  it("takes a patch that removes nothing as it is", () => {
    fc.assert(
      fc.property(mapping, (patch) => {
        fc.pre(!removes(patch));
        expect(merge({}, patch)).to.deep.equal(patch);
      }),
    );
  });

  it("leaves keys alone that the patch does not name", () => {
    fc.assert(
      fc.property(mapping, mapping, (base, patch) => {
        const merged = merge(base, patch);
        for (const key of Object.keys(base).filter((name) => !Object.hasOwn(patch, name))) {
          expect(at(merged, [key])).to.deep.equal(base[key]);
        }
      }),
    );
  });

  it("changes neither input, and no prototype", () => {
    const base = freeze({ a: { b: 1 } });
    const patch = freeze(JSON.parse('{"a":{"c":2},"__proto__":{"polluted":true}}') as object);
    merge(base, patch);
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
    expect(base).to.deep.equal({ a: { b: 1 } });
  });
});

describe("without", () => {
  it("takes away the key at the end of a path, or the list on its way", () => {
    const value = { a: { b: 1, c: 2 }, d: [{ e: 3 }] };
    expect(without(value, ["a", "b"])).to.deep.equal({ a: { c: 2 }, d: [{ e: 3 }] });
    expect(without(value, ["d", 0, "e"])).to.deep.equal({ a: { b: 1, c: 2 } });
    expect(without(value, ["x", "y"])).to.deep.equal(value);
  });

  it("leaves nothing at the path, and everything beside it", () => {
    fc.assert(
      fc.property(mapping, fc.string(), (value, key) => {
        const left = without(value, [key]);
        expect(at(left, [key])).to.equal(undefined);
        const kept = Object.entries(value).filter(([name]) => name !== key);
        expect(left).to.deep.equal(Object.fromEntries(kept));
      }),
    );
  });
});

describe("freeze", () => {
  it("freezes every level", () => {
    const frozen = (value: unknown): boolean =>
      typeof value !== "object" ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    fc.assert(fc.property(json, (value) => frozen(freeze(value))));
  });
});
