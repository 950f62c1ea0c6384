import { z } from "zod";
import { exemptionProblems, exemptionSchema, settingsOf } from "./exemptions";
import type { Exemption, Rule, Values } from "./rule";

const LEVELS = ["advisory", "mandatory", "remediate", "disabled"] as const;
export type EnforcementLevel = (typeof LEVELS)[number];

const enforcementSchema = z.enum(LEVELS).describe("What a violation does; remediate only where the rule can");

/** What a stack may say about one rule: a level alone, or with exemptions and the rule's own options. */
function ruleSchema(rule: Rule): z.ZodType {
  const levels = rule.remediate === undefined ? enforcementSchema.exclude(["remediate"]) : enforcementSchema;
  const options = Object.entries(rule.options ?? {}).map(
    ([name, schema]) => [name, z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema).optional()] as const,
  );
  return z
    .union([
      levels,
      z.strictObject({
        enforcementLevel: levels.optional(),
        exemptions: z.array(exemptionSchema).optional(),
        ...Object.fromEntries(options),
      }),
    ])
    .describe(rule.title);
}

/** The policy configuration of a stack, as `--policy-pack-config` takes it. */
export function configSchema(rules: readonly Rule[]): z.ZodType {
  const perRule = rules.map((rule) => [rule.id, ruleSchema(rule).optional()] as const);
  return z.strictObject({
    all: enforcementSchema
      .exclude(["remediate"])
      .optional()
      .describe("The level of every rule that is not named"),
    ...Object.fromEntries(perRule),
  });
}

function exemptionsIn(value: unknown): readonly Exemption[] {
  const parsed = z.object({ exemptions: z.array(exemptionSchema) }).safeParse(value);
  return parsed.success ? (parsed.data.exemptions as Exemption[]) : [];
}

/** The issues of a union are those of the branch that the value was meant for: an object, or a level alone. */
function messagesOf(issue: z.core.$ZodIssue, value: unknown): string[] {
  if (issue.code !== "invalid_union") return [`${issue.path.join(".")}: ${issue.message}`];
  const branch = issue.errors[typeof value === "object" ? 1 : 0] ?? [];
  return branch.flatMap((inner) => messagesOf(inner, value)).map((text) => text.replace(/^: /, ""));
}

function ruleProblems(rule: Rule, value: unknown, now: Date): string[] {
  const parsed = ruleSchema(rule).safeParse(value);
  const shape = parsed.error?.issues.flatMap((issue) => messagesOf(issue, value)) ?? [];
  const exemptions = [...rule.exemptions, ...exemptionsIn(value)];
  return [...shape, ...exemptionProblems(exemptions, now)].map((problem) => `${rule.id}: ${problem}`);
}

/**
 * Everything wrong with a stack's policy configuration, one text each; empty when all is well.
 *
 * @param config what `--policy-pack-config` names, parsed
 * @param now decides which exemptions have expired
 */
export function configProblems(rules: readonly Rule[], config: unknown, now: Date): string[] {
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    return ["it is not an object; write one key per rule"];
  }
  return Object.entries(config).flatMap(([id, value]) => {
    if (id === "all") {
      const level = enforcementSchema.exclude(["remediate"]).safeParse(value);
      return level.success ? [] : [`all: ${level.error.issues.map(({ message }) => message).join("; ")}`];
    }
    const rule = rules.find((one) => one.id === id);
    if (rule === undefined) return [`${id}: no rule has this id; docs/policies lists those there are`];
    return ruleProblems(rule, value, now);
  });
}

/** What a stack's configuration holds for one rule, as `--policy-pack-config` writes it. */
type Entry =
  EnforcementLevel | { readonly enforcementLevel?: EnforcementLevel; readonly [key: string]: unknown };

/** A stack's policy configuration, by rule id; `all` stands for the rules that are not named. */
export type StackConfig = Readonly<Record<string, Entry>>;

/** A rule as one stack has it. */
export interface Configured {
  readonly level: EnforcementLevel;
  /** The rule's own and the stack's. */
  readonly exemptions: readonly Exemption[];
  readonly options: Values;
}

/**
 * Puts a rule and a stack's configuration together, as the engine does for CrossGuard.
 * Throws, naming everything that is wrong, when a configured exemption is no good.
 */
export function configured(rule: Rule, config: StackConfig, now: Date): Configured {
  const entry = config[rule.id] ?? {};
  const { enforcementLevel, ...rest } = typeof entry === "string" ? { enforcementLevel: entry } : entry;
  const all = typeof config.all === "string" ? config.all : undefined;
  const settings = settingsOf(rule, rest as Values, now);
  return { level: enforcementLevel ?? all ?? rule.enforcement, ...settings };
}
