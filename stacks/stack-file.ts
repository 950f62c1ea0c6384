import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { StackConfig } from "./parse";
import { decode } from "./stack-config";

/** A stack file's text. */
export function stackFileText(stack: string): string {
  return readFileSync(join(__dirname, "..", `Pulumi.${stack}.yaml`), "utf8");
}

/** A stack file as the engine would hand it to the program: for tests, which have no engine. */
export function readStackFile(stack: string): StackConfig {
  const { config } = parse(stackFileText(stack)) as { config: Record<string, unknown> };
  const flat = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return decode(stack, Object.fromEntries(flat) as Record<string, string>);
}
