import { expect } from "chai";
import { documentOf, isEveryone, several, statementName } from "./policy-document";
import { UNKNOWN, type Values } from "./rule";

describe("policy documents", () => {
  it("are read from text and from data, with one statement or several", () => {
    const one = { Effect: "Allow" };
    expect(
      documentOf(JSON.stringify({ Statement: [one, one] }), "policy").statements.map(({ path }) => path),
    ).to.eql(["policy.Statement[0]", "policy.Statement[1]"]);
    expect(documentOf({ Statement: one }, "policy").statements).to.eql([
      { path: "policy.Statement[0]", values: one },
    ]);
    expect(documentOf(undefined, "policy")).to.eql({ statements: [], unknown: [], readable: true });
  });

  it("say what is not known yet, and what is no document", () => {
    expect(documentOf(UNKNOWN, "policy").unknown).to.eql(["policy"]);
    const partly: Values = { Statement: [UNKNOWN, { Effect: "Deny" }] };
    expect(documentOf(partly, "policy").unknown).to.eql(["policy.Statement[0]"]);
    expect(documentOf(partly, "policy").statements).to.have.length(1);
    expect(documentOf("{", "policy").readable).to.equal(false);
    expect(documentOf("[]", "policy").readable).to.equal(false);
  });

  it("have statements with names, scalars for lists, and principals", () => {
    expect(statementName({ path: "p", values: { Sid: "A" } })).to.equal("statement A");
    expect(statementName({ path: "p", values: {} })).to.equal("p");
    expect(several("a")).to.eql(["a"]);
    expect(several(undefined)).to.eql([]);
    expect(isEveryone("*") && isEveryone({ AWS: ["*"] })).to.equal(true);
    expect(isEveryone({ Service: "*" }) || isEveryone("arn:aws:iam::1:root")).to.equal(false);
  });
});
