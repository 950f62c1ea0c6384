import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { at } from "../merge";
import type { Problem } from "../problems";

/** What zod found wrong with `config`, in words; none when it found nothing. */
export function problemsOf(error: z.ZodError | undefined, config: unknown, schema: z.ZodType): Problem[] {
  return (error?.issues ?? []).flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) =>
        unknownKey([...issue.path, key], at(config, [...issue.path, key]), schema),
      );
    }
    if (issue.code === "invalid_key") {
      return [{ key: keyOf(issue.path), ...halves(issue.issues[0]?.message ?? issue.message) }];
    }
    const value = at(config, issue.path);
    return [{ key: keyOf(issue.path), value, ...explain(issue, value) }];
  });
}

/** A path as it would be written: `intelliguard:nodePools.data.taints[0].key`. */
export function keyOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step, depth) => {
    if (typeof step === "number") return `[${step}]`;
    return depth === 0 ? String(step) : `.${String(step)}`;
  });
  return `intelliguard:${steps.join("")}`;
}

type Words = Pick<Problem, "problem" | "remedy">;

function unknownKey(path: readonly PropertyKey[], value: unknown, schema: z.ZodType): Problem {
  const known = keysAt(schema, path.slice(0, -1));
  const nearest = nearestOf(String(path.at(-1)), known);
  const list = `the keys here are ${known.join(", ")}`;
  return {
    key: keyOf(path),
    value,
    problem: "a key that nobody knows",
    remedy: nearest === undefined ? `remove it; ${list}` : `did you mean ${nearest}?`,
  };
}

function explain(issue: z.core.$ZodIssue, value: unknown): Words {
  const words = halves(issue.message);
  switch (issue.code) {
    case "invalid_type":
      if (value === undefined)
        return { problem: "missing", remedy: `set it to ${NOUNS[issue.expected] ?? issue.expected}` };
      if (words.remedy !== "") return words;
      return {
        problem: `not ${NOUNS[issue.expected] ?? issue.expected}`,
        remedy: `write ${NOUNS[issue.expected] ?? issue.expected}`,
      };
    case "invalid_value":
      return choice(issue.values.map(String), value);
    case "too_small":
      return bound(
        "too small",
        `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`,
        issue.origin,
      );
    case "too_big":
      return bound("too big", `at most ${issue.maximum}`, issue.origin);
    default:
      return words;
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function choice(values: readonly string[], value: unknown): Words {
  const nearest = nearestOf(String(value), values);
  const hint = nearest === undefined ? "" : `did you mean ${nearest}? `;
  const missing = value === undefined;
  return {
    problem: missing ? "missing" : "not one of the choices",
    remedy: `${hint}choose one of ${values.join(", ")}`,
  };
}

function bound(problem: string, limit: string, origin: string): Words {
  if (origin === "array") return { problem: "too few entries", remedy: `give ${limit}` };
  return { problem, remedy: `set it to ${limit}` };
}

function halves(message: string): Words {
  const [problem = message, ...remedy] = message.split("; ");
  return { problem, remedy: remedy.join("; ") };
}

/** The candidate that a slip of the keyboard away from `word`, if any is. */
function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const nearest = closest(
    word.toLowerCase(),
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  const match = candidates.find((candidate) => candidate.toLowerCase() === nearest);
  return distance(word.toLowerCase(), nearest) <= Math.max(2, word.length / 3) ? match : undefined;
}

/** The keys that the schema knows at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const bare = unwrap(schema);
  const [step, ...rest] = path;
  if (bare instanceof z.ZodObject) {
    const shape = bare.shape as Record<string, z.ZodType>;
    if (step === undefined) return Object.keys(shape);
    const field = shape[String(step)];
    return field === undefined ? [] : keysAt(field, rest);
  }
  if (bare instanceof z.ZodRecord && step !== undefined) return keysAt(bare.valueType as z.ZodType, rest);
  if (bare instanceof z.ZodArray && step !== undefined) return keysAt(bare.element as z.ZodType, rest);
  return [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unwrap(schema.unwrap() as z.ZodType);
  return schema;
}
