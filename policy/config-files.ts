import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { configProblems, type StackConfig } from "./config";
import type { Rule } from "./rule";

const FOLDER = join(__dirname, "config");

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The stacks that the pack has a configuration for. */
export function configuredStacks(folder = FOLDER): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json") && !file.endsWith(".schema.json"))
    .map((file) => file.slice(0, -".json".length));
}

/** What `config/<stack>.json` says. Throws when there is no such file; `checkConfigs` says whether it is any good. */
export function stackConfig(stack: string, folder = FOLDER): StackConfig {
  return read(join(folder, `${stack}.json`)) as StackConfig;
}

/**
 * Checks every stack's configuration in the pack (`config/<stack>.json`), so that a mistake stops a preview before
 * anything is judged; the engine itself says nothing about a rule that does not exist. Throws one error with every problem.
 */
export function checkConfigs(rules: readonly Rule[], now: Date, folder = FOLDER): void {
  const problems = configuredStacks(folder).flatMap((stack) =>
    configProblems(rules, stackConfig(stack, folder), now).map(
      (problem) => `config/${stack}.json: ${problem}`,
    ),
  );
  if (problems.length > 0) throw new Error(`The policy configuration is not usable:\n${problems.join("\n")}`);
}
