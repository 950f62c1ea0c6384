import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { cacheRoot } from "./build";
import { withLock } from "./lock";

describe("the lock of the tool cache", () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), "lock-"));
    file = path.join(dir, "lock");
  });
  afterEach(() => {
    fs.rmSync(dir, { recursive: true });
  });

  const silent = (): void => undefined;

  it("lets one work at a time, and says who is waited for", async () => {
    const events: string[] = [];
    let release = silent;
    const first = withLock(file, silent, async () => {
      await new Promise<void>((resolve) => (release = resolve));
      events.push("first");
    });
    const told: string[] = [];
    const second = withLock(
      file,
      (line) => {
        told.push(line);
        release();
      },
      () => Promise.resolve(events.push("second")),
    );
    await Promise.all([first, second]);
    expect(events).to.deep.equal(["first", "second"]);
    expect(told).to.deep.equal([`waiting for process ${process.pid}, which builds the same`]);
    expect(fs.readdirSync(dir)).to.deep.equal([]);
  });

  it("is given back when the work fails", async () => {
    const failed = await withLock(file, silent, () => Promise.reject(new Error("no"))).catch(String);
    expect(failed).to.equal("Error: no");
    expect(await withLock(file, silent, () => Promise.resolve("yes"))).to.equal("yes");
  });

  it("is taken over from a holder that is gone", async () => {
    // No system hands out an id that large.
    fs.writeFileSync(file, String(2 ** 30));
    expect(await withLock(file, silent, () => Promise.resolve("mine"))).to.equal("mine");
    expect(fs.readdirSync(dir)).to.deep.equal([]);
  });
});

describe("the tool cache", () => {
  it("lies outside the checkout, where the system keeps caches", () => {
    expect(cacheRoot({ XDG_CACHE_HOME: "/caches" })).to.equal(path.join("/caches", "intelliguard-cluster"));
    expect(cacheRoot({ XDG_CACHE_HOME: "" })).to.equal(cacheRoot({}));
    expect(cacheRoot({})).to.equal(path.join(os.homedir(), ".cache", "intelliguard-cluster"));
  });
});
