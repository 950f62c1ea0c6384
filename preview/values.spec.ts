import { expect } from "chai";
import fc from "fast-check";
import {
  containsSecret,
  containsUnknown,
  forPolicies,
  isSecret,
  masked,
  outputDependencies,
  secret,
  SIGNATURE,
  UNKNOWN,
  withoutOutputs,
  withoutSecrets,
  type Wire,
} from "./values";

const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";

const { plain } = fc.letrec<{ plain: Wire }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string(),
    fc.array(tie("plain"), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie("plain"), {
      maxKeys: 3,
      noNullPrototype: true,
    }) as fc.Arbitrary<Wire>,
  ),
}));

describe("property values", () => {
  it("never print a secret, wherever it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^clear-[a-z]{8}$/), plain, (clear, around) => {
        const value = { a: [secret(clear), { b: secret({ deep: [clear] }) }], around };
        expect(JSON.stringify(masked(value))).to.not.contain(clear);
      }),
    );
  });

  it("print values without secrets as they are, keys in order", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(masked(value)).to.deep.equal(value);
      }),
    );
    expect(Object.keys(masked({ b: 1, a: 2 }) as object)).to.deep.equal(["a", "b"]);
  });

  it("mark a secret once and give it back whole", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(isSecret(secret(value))).to.equal(true);
        expect(secret(secret(value))).to.deep.equal(secret(value));
        expect(withoutSecrets({ field: secret(value) })).to.deep.equal({ field: value });
      }),
    );
  });

  it("find unknowns and secrets at any depth", () => {
    expect(containsUnknown({ a: [{ b: UNKNOWN }] })).to.equal(true);
    expect(containsUnknown({ a: secret({ b: UNKNOWN }) })).to.equal(true);
    expect(containsUnknown({ a: [{ b: "known" }] })).to.equal(false);
    expect(containsSecret([{ a: secret(1) }])).to.equal(true);
    expect(containsSecret([{ a: 1 }])).to.equal(false);
  });

  it("turn output values into plain, unknown or secret ones and keep their dependencies apart", () => {
    const known = { [SIGNATURE]: OUTPUT, value: { a: 1 }, dependencies: ["urn:a"] };
    const unknown = { [SIGNATURE]: OUTPUT, secret: true, dependencies: ["urn:b"] };
    expect(withoutOutputs({ known, list: [unknown] })).to.deep.equal({
      known: { a: 1 },
      list: [secret(UNKNOWN)],
    });
    expect([...outputDependencies({ known, list: [unknown] })]).to.have.members(["urn:a", "urn:b"]);
    expect(containsUnknown({ unknown })).to.equal(true);
  });

  it("show policies ids for references, and nothing of the engine's own", () => {
    const reference = (fields: Record<string, Wire>): Wire => ({
      [SIGNATURE]: REFERENCE,
      urn: "urn:x",
      ...fields,
    });
    const seen = forPolicies({
      known: reference({ id: "vpc-1" }),
      unknown: reference({ id: "" }),
      component: reference({}),
      __internal: {},
      nested: [{ __defaults: ["a"], a: 1 }],
    });
    expect(seen).to.deep.equal({ known: "vpc-1", unknown: UNKNOWN, component: "urn:x", nested: [{ a: 1 }] });
  });
});
