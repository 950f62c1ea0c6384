import type { StackConfig } from "./parse";

/** Keys whose value is a text, whatever it looks like. */
const TEXTS = new Set([
  "intelliguard:environment",
  "intelliguard:region",
  "intelliguard:domain",
  "aws:region",
]);

/** What the engine hands to a program (every value as a text, mappings and lists as JSON), decoded. */
export function decode(
  stack: string,
  all: Readonly<Record<string, string>>,
  secrets: readonly string[] = [],
): StackConfig {
  const others = Object.keys(all).filter((key) => !/^(intelliguard|aws):/.test(key));
  return { stack, config: namespace(all, "intelliguard:"), aws: namespace(all, "aws:"), others, secrets };
}

function namespace(all: Readonly<Record<string, string>>, prefix: string): Record<string, unknown> {
  const own = Object.entries(all).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(
    own.map(([key, text]) => [key.slice(prefix.length), TEXTS.has(key) ? text : value(text)]),
  );
}

function value(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
