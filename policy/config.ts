import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { exemptionProblems, exemptionSchema } from "./exemptions";
import type { Exemption, Rule } from "./rule";

const LEVELS = ["advisory", "mandatory", "remediate", "disabled"] as const;
export const enforcementSchema = z
  .enum(LEVELS)
  .describe("What a violation does; remediate only where the rule can");

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

/**
 * Checks every stack's configuration in the pack (`config/<stack>.json`), so that a mistake stops a preview before
 * anything is judged; the engine itself says nothing about a rule that does not exist. Throws one error with every problem.
 */
export function checkConfigs(rules: readonly Rule[], now: Date, folder = join(__dirname, "config")): void {
  const files = readdirSync(folder).filter(
    (file) => file.endsWith(".json") && !file.endsWith(".schema.json"),
  );
  const problems = files.flatMap((file) => {
    const config: unknown = JSON.parse(readFileSync(join(folder, file), "utf8"));
    return configProblems(rules, config, now).map((problem) => `config/${file}: ${problem}`);
  });
  if (problems.length > 0) throw new Error(`The policy configuration is not usable:\n${problems.join("\n")}`);
}
