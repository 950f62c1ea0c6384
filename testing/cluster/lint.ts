/** Checks the workflows of `.github/workflows` with actionlint, built like the rest of the test cluster's tools. */
import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { build } from "./build";

async function main(): Promise<number> {
  const tools = await build(["lint"], (line) => void process.stderr.write(`${line}\n`));
  const { status, error } = spawnSync(tools.get("actionlint") ?? "", ["-color"], {
    cwd: path.join(__dirname, "..", ".."),
    stdio: "inherit",
  });
  if (error !== undefined) throw error;
  return status ?? 1;
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
