import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { StackConfig } from "./parse";
import { decode } from "./stack-config";

/** A stack file's text. */
export function stackFileText(stack: string): string {
  return readFileSync(join(__dirname, "..", `Pulumi.${stack}.yaml`), "utf8");
}

/** Config by its full key as the engine hands it to the program: all of it text, what is not a string as JSON. */
export function asTexts(config: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** A stack file's config as the engine would hand it to the program: for tests, which have no engine. */
export function stackFileTexts(stack: string): Record<string, string> {
  const { config } = parse(stackFileText(stack)) as { config: Record<string, unknown> };
  return asTexts(config);
}

/** A stack file's config, decoded. */
export function readStackFile(stack: string): StackConfig {
  return decode(stack, stackFileTexts(stack));
}
