import { z } from "zod";
import { exemptionProblems, exemptionSchema, settingsOf } from "./exemptions";
import type { Exemption, Rule, Values } from "./rule";

const LEVELS = ["advisory", "mandatory", "remediate", "disabled"] as const;
export type EnforcementLevel = (typeof LEVELS)[number];

const enforcementSchema = z.enum(LEVELS).describe("What a violation does; remediate only where the rule can");

// Made once, so that the JSON schema says each of them once.
const levelSchema = enforcementSchema.exclude(["remediate"]).describe("What a violation does");
const exemptionsSchema = z.array(exemptionSchema);

function entrySchema(levels: z.ZodType, options: Readonly<Record<string, z.ZodType>> = {}): z.ZodType {
  return z.union([
    levels,
    z.strictObject({
      enforcementLevel: levels.optional(),
      exemptions: exemptionsSchema.optional(),
      ...options,
    }),
  ]);
}

const plainEntry = entrySchema(levelSchema);

/** What a stack may say about one rule: a level alone, or with exemptions and the rule's own options. */
function ruleSchema(rule: Rule): z.ZodType {
  const { options, remediate } = rule;
  if (options === undefined && remediate === undefined) return plainEntry.describe(rule.title);
  const own = Object.entries(options ?? {}).map(
    ([name, schema]) => [name, z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema).optional()] as const,
  );
  const levels = remediate === undefined ? levelSchema : enforcementSchema;
  return entrySchema(levels, Object.fromEntries(own)).describe(rule.title);
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
      const level = levelSchema.safeParse(value);
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

/** The JSON schema of a stack's policy configuration, as it is committed for editors. */
export function configSchemaText(rules: readonly Rule[]): string {
  const { $schema, ...rest } = z.toJSONSchema(configSchema(rules), { reused: "ref" });
  const described = { $schema, title: "Policy configuration of a stack", ...rest };
  return `${JSON.stringify(described, null, 2)}\n`;
}
