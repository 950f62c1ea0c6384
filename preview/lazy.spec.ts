import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { putOff } from "./lazy";

describe("a module that is put off", () => {
  const state = globalThis as { loads?: number };
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "preview-"));
    state.loads = 0;
    writeFileSync(
      join(dir, "late.js"),
      `globalThis.loads += 1; class Late { constructor(name) { this.name = name; } static twice(x) { return 2 * x; } } module.exports = Late;`,
    );
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("is loaded when something of it is used, once, and then is itself", () => {
    const from = join(dir, "index.js");
    putOff(from, "./late");
    const Late = createRequire(from)("./late") as {
      new (name: string): { name: string };
      twice(x: number): number;
    };
    expect(state.loads).to.equal(0);
    expect(Late.twice(4)).to.equal(8);
    expect(new Late("x").name).to.equal("x");
    expect("twice" in Late).to.equal(true);
    expect(state.loads).to.equal(1);
  });

  it("is left alone where it is not installed", () => {
    expect(() => putOff(join(dir, "index.js"), "not-installed")).to.not.throw();
  });
});
