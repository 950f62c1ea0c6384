import { expect } from "chai";
import { progress } from "./progress";

const previewed = {
  stack: "dev",
  config: {},
  steps: [],
  outputs: {},
  diagnostics: [],
  policies: undefined,
  duration: 1.26e9,
};

describe("progress", () => {
  for (const [where, isTTY, columns] of [
    ["without a terminal", false, 80],
    ["on a terminal that has no width", true, 0],
  ] as const) {
    it(`is a plain line a stack ${where}`, async () => {
      const written: string[] = [];
      const write = (text: unknown): boolean => written.push(String(text)) > 0;
      const watcher = progress({ isTTY, columns, write });
      watcher.progress("dev", 3);
      watcher.finished(previewed);
      await watcher.stop();
      expect(written).to.deep.equal(["previewed dev: 0 resources in 1.3s\n"]);
    });
  }
});
