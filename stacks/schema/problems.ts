import type { z } from "zod";
import { at } from "../merge";
import { nearestOf } from "../nearest";
import type { Problem } from "../problems";
import { keysOf, schemaAt } from "./patch";

/** Where config keys live: the program's own, or the AWS provider's. */
type Namespace = "intelliguard" | "aws";

/** What zod found wrong with `config`, in words, one problem for each key; none when it found nothing. */
export function problemsOf(
  error: z.ZodError | undefined,
  config: unknown,
  schema: z.ZodType,
  namespace: Namespace = "intelliguard",
): Problem[] {
  const problems = (error?.issues ?? []).flatMap((issue) => describe(issue, config, schema, namespace));
  return problems.filter(({ key }, index) => problems.findIndex((earlier) => earlier.key === key) === index);
}

/** A path as it would be written: `intelliguard:nodePools.data.taints[0].key`. */
export function keyOf(path: readonly PropertyKey[], namespace: Namespace = "intelliguard"): string {
  const steps = path.map((step, depth) => {
    if (typeof step === "number") return `[${step}]`;
    return depth === 0 ? String(step) : `.${String(step)}`;
  });
  return `${namespace}:${steps.join("")}`;
}

type Words = Pick<Problem, "problem" | "remedy">;

function describe(
  issue: z.core.$ZodIssue,
  config: unknown,
  schema: z.ZodType,
  namespace: Namespace,
): Problem[] {
  const { path } = issue;
  const key = keyOf(path, namespace);
  const value = at(config, path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => stranger([...path, key], at(config, [...path, key]), schema));
    case "invalid_key":
      return [{ key, ...halves(issue.issues[0]?.message ?? issue.message) }];
    default:
      if (value === undefined) return [{ key, ...missing(schemaAt(schema, path)) }];
      return [{ key, value, ...misfit(issue, value) }];
  }
}

function stranger(path: readonly PropertyKey[], value: unknown, schema: z.ZodType): Problem {
  const known = keysOf(schemaAt(schema, path.slice(0, -1)));
  const near = nearestOf(String(path.at(-1)), known);
  const remedy =
    near === undefined ? `remove it, or use one of ${known.join(", ")}` : `did you mean ${near}?`;
  return { key: keyOf(path), value, problem: "a key that nobody knows", remedy };
}

function missing(schema: z.ZodType | undefined): Words {
  const what = schema?.description?.replace(/\.$/, "");
  return { problem: "missing", remedy: what === undefined ? "set it" : `set it: ${lowerFirst(what)}` };
}

function misfit(issue: z.core.$ZodIssue, value: unknown): Words {
  switch (issue.code) {
    case "invalid_value":
      return choice(issue.values.map(String), value);
    case "too_small":
      return bound(
        "small",
        `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`,
        issue.origin,
      );
    case "too_big":
      return bound("big", `at most ${issue.maximum}`, issue.origin);
    case "invalid_type":
      return type(issue);
    default:
      return halves(issue.message);
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

function type({ message, expected }: z.core.$ZodIssueInvalidType): Words {
  const own = halves(message);
  if (own.remedy !== "") return own;
  const noun = NOUNS[expected] ?? expected;
  return { problem: `not ${noun}`, remedy: `write ${noun}` };
}

function choice(values: readonly string[], value: unknown): Words {
  const near = typeof value === "string" ? nearestOf(value, values) : undefined;
  const hint = near === undefined ? "" : `did you mean ${near}? `;
  return { problem: "not one of the choices", remedy: `${hint}choose one of ${values.join(", ")}` };
}

function bound(size: "small" | "big", limit: string, origin: string): Words {
  return origin === "array"
    ? { problem: size === "small" ? "too few entries" : "too many entries", remedy: `give ${limit}` }
    : { problem: `too ${size}`, remedy: `set it to ${limit}` };
}

/** The halves of an error text of our own (names.ts): what is wrong, what to do. */
function halves(message: string): Words {
  const [problem = message, ...remedy] = message.split("; ");
  return { problem, remedy: remedy.join("; ") };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
