import { expect } from "chai";
import fc from "fast-check";
import { UNKNOWN, type Value, type Values } from "./rule";
import { at, groupKind, isTrue, places, shown, withValue } from "./values";

describe("places", () => {
  const root: Values = { a: { b: 1 }, list: [{ c: 1 }, { c: UNKNOWN }, UNKNOWN, {}], none: [] };

  it("finds a nested value, and the place of an absent one", () => {
    expect(places(root, "a.b")).to.eql([{ path: "a.b", value: 1 }]);
    expect(places(root, "x.y")).to.eql([{ path: "x.y", value: undefined }]);
    expect(places(root, "a.b.c")).to.eql([{ path: "a.b.c", value: undefined }]);
  });

  it("finds each element of a list, and stops where a value is not known yet", () => {
    expect(places(root, "list[].c")).to.eql([
      { path: "list[0].c", value: 1 },
      { path: "list[1].c", value: UNKNOWN },
      { path: "list[2]", value: UNKNOWN },
      { path: "list[3].c", value: undefined },
    ]);
  });

  it("takes an absent or empty list for an absent value, unless it is optional", () => {
    expect(places(root, "none[].c")).to.eql([{ path: "none.c", value: undefined }]);
    expect(places(root, "gone[].c")).to.eql([{ path: "gone.c", value: undefined }]);
    expect(places(root, "none[]?.c")).to.be.empty;
    expect(places(root, "gone[]?.c")).to.be.empty;
    expect(places(root, "gone?.c")).to.be.empty;
    expect(places(root, "a?.c")).to.eql([{ path: "a.c", value: undefined }]);
  });

  it("refuses a path that it cannot read", () => {
    expect(() => places(root, "a..b")).to.throw("Write");
  });

  it("never invents a value: every one found is UNKNOWN, absent or in the data", () => {
    const value = fc.letrec<{ any: Value }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Value>(1, "x", true, null, undefined, UNKNOWN),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("a", "b"), tie("any")),
      ),
    })).any;
    const part = fc.constantFrom("a", "b", "a?", "b[]", "a[]?");
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
    const inside = (root: Value): Value[] => [
      root,
      ...(typeof root === "object" && root !== null ? Object.values(root).flatMap(inside) : []),
    ];
    fc.assert(
      fc.property(value, path, (root, asked) => {
        const known = new Set([...inside(root), undefined, UNKNOWN]);
        for (const place of places(root, asked)) expect(known.has(place.value)).to.equal(true);
      }),
    );
  });
});

describe("values", () => {
  it("reads one value, known or not", () => {
    expect(at({ a: UNKNOWN }, "a.b")).to.equal(UNKNOWN);
    expect(at({ a: { b: 2 } }, "a.b")).to.equal(2);
    expect(at(undefined, "a")).to.equal(undefined);
  });

  it("takes booleans as text", () => {
    const some: Value[] = [true, "true", false, "false", UNKNOWN, 1];
    expect(some.map(isTrue)).to.eql([true, true, false, false, false, false]);
  });

  it("shows values shortly", () => {
    expect([undefined, "", false, 3, ["a", "b"], [], { a: 1 }].map(shown)).to.eql([
      "not set",
      "not set",
      "false",
      "3",
      "a, b",
      "empty",
      "something else",
    ]);
    expect(shown("x".repeat(100))).to.have.length(60);
  });

  it("sets a value and keeps its neighbours", () => {
    expect(withValue({ a: { b: 1, c: 2 }, d: 3 }, "a.b", 9)).to.eql({ a: { b: 9, c: 2 }, d: 3 });
    expect(withValue({}, "a.b", 9)).to.eql({ a: { b: 9 } });
  });

  it("tells an object's group and kind from its type", () => {
    expect(groupKind("kubernetes:core/v1:Pod")).to.equal("core/Pod");
    expect(groupKind("kubernetes:networking.k8s.io/v1:NetworkPolicy")).to.equal(
      "networking.k8s.io/NetworkPolicy",
    );
    expect(groupKind("aws:s3/bucket:Bucket")).to.equal(undefined);
  });
});
