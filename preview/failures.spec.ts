import { expect } from "chai";
import type { Previewed } from "./run";
import { previewing } from "./testdata/previewing";

/** What each stack of the failing project must say; the name of the stack is the way it goes wrong. */
const SAYS: Readonly<Record<string, RegExp>> = {
  throws:
    /failed with an unhandled exception:\nError: thrown on purpose\n {4}at throwDeep \(.*failing\/index\.ts:\d+:\d+\)/,
  rejects: /failed with an unhandled exception:\nError: rejected on purpose\n {4}at /,
  duplicate:
    /^Duplicate resource URN 'urn:pulumi:duplicate::failing::failing:index:Part::twice'; try giving it a unique name$/,
  drains: /waits for something that never comes\n.*\n {2}failing:index:Part held-up$/,
  waits: /has not ended after 6 seconds \(--timeout\)\n.*\n {2}failing:index:Part held-up$/,
  exits: /ended its process \(exit status 3\) before it was done$/,
  lookup: /no answer to the lookup "aws:index\/getNowhere:getNowhere" is recorded.*preview\/lookups\.ts/,
  "circle-a": /stacks refer to each other in a circle: circle-[ab] -> circle-[ab] -> circle-[ab]/,
  "circle-b": /stacks refer to each other in a circle: circle-[ab] -> circle-[ab] -> circle-[ab]/,
  orphan: /unknown stack "nowhere"/,
  runerror: /^said without a stack$/,
  badconfig: /^Stack 'badconfig' with configuration key 'count' must be of type 'integer'$/,
};

describe("a program that goes wrong", () => {
  let previews: ReadonlyMap<string, Previewed>;
  before(async function () {
    this.timeout(180_000);
    const stacks = Object.keys(SAYS).filter((stack) => stack !== "waits");
    const [late, ...all] = await Promise.all([
      previewing("failing", ["waits"], { timeout: 6 }),
      ...[stacks, ["logs", "leaks", "encrypted", "bystander"]].map((some) => previewing("failing", some)),
    ]);
    previews = new Map([late, ...all].flat().map((previewed) => [previewed.stack, previewed]));
  });

  const of = (stack: string): Previewed => previews.get(stack)!;

  for (const [stack, words] of Object.entries(SAYS)) {
    it(`says what is wrong, once: ${stack}`, () => {
      const errors = of(stack).diagnostics.filter(({ severity }) => severity === "error");
      expect(errors, JSON.stringify(of(stack).diagnostics)).to.have.length(1);
      expect(errors[0]!.message).to.match(words);
    });
  }

  it("shows what it registered until then", () => {
    expect(of("throws").steps.map(({ newState }) => newState.type)).to.include("failing:index:Part");
  });

  it("has its messages and its printed lines shown, by resource", () => {
    const { diagnostics } = of("logs");
    expect(diagnostics).to.deep.include({ severity: "info", message: "printed by the program" });
    expect(diagnostics).to.deep.include({ severity: "error", message: "an error of the program" });
    const warning = diagnostics.find(({ severity }) => severity === "warning");
    expect(warning).to.include({ urn: "urn:pulumi:logs::failing::failing:index:Part::warned" });
  });

  it("gives no secret away, not even in its own words", () => {
    const { diagnostics, outputs, steps } = of("leaks");
    expect(JSON.stringify([diagnostics, outputs, steps])).to.not.contain("hunter2");
    expect(diagnostics.map(({ message }) => message)).to.include("printed [secret]");
    expect(outputs.password).to.equal("[secret]");
  });

  it("treats encrypted config as a secret that is not known, and says so", () => {
    const { diagnostics, steps } = of("encrypted");
    expect(diagnostics).to.have.length(1);
    expect(diagnostics[0]).to.include({ severity: "warning" });
    expect(diagnostics[0]!.message).to.match(/"failing:key" is encrypted/);
    expect(steps.at(-1)!.newState.inputs).to.deep.equal({ key: "[secret]" });
  });

  it("can refer to a stack that nobody asked to preview", () => {
    expect(of("bystander").diagnostics).to.deep.equal([]);
    expect(of("bystander").outputs).to.deep.equal({ other: "from good" });
  });
});
