import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import {
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type AnalyzerInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { z } from "zod";

/** Enforcement levels by the names that configuration uses. */
const LEVELS = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  disabled: EnforcementLevel.DISABLED,
  remediate: EnforcementLevel.REMEDIATE,
} as const;

/** What configuration may say of a policy: a level, or properties of its own with or without a level. */
const ENTRY = z.union([
  z.enum(["advisory", "mandatory", "disabled", "remediate"]),
  z.looseObject({ enforcementLevel: z.enum(["advisory", "mandatory", "disabled", "remediate"]).optional() }),
]);

/** A stack's policy configuration, by policy name; `all` stands for every policy. */
export type StackPolicies = Readonly<Record<string, z.infer<typeof ENTRY>>>;

/**
 * What a stack says of the policies: `config/<stack>.json` of the pack, in the form of `--policy-pack-config`.
 *
 * @throws when the file is not of that form, naming each place
 */
export function stackPolicies(dir: string, stack: string): StackPolicies {
  const file = join(dir, "config", `${stack}.json`);
  if (!existsSync(file)) return {};
  const parsed = z.record(z.string(), ENTRY).safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

interface Setting {
  level: EnforcementLevel;
  properties: Record<string, unknown>;
}

function apply(settings: Map<string, Setting>, stack: StackPolicies): void {
  const entries = Object.entries(stack).map(([name, entry]) => {
    if (typeof entry === "string") return { name, level: entry, properties: {} };
    const { enforcementLevel: level, ...properties } = entry;
    return { name, level, properties };
  });
  for (const { name, level, properties } of entries) {
    // A policy's own entry overrules the one for all.
    const targets = name === "all" ? [...settings.keys()].filter((key) => !(key in stack)) : [name];
    for (const target of targets) {
      const setting = settings.get(target);
      if (setting === undefined) continue;
      if (level !== undefined) setting.level = LEVELS[level];
      Object.assign(setting.properties, properties);
    }
  }
}

/**
 * The configuration of every policy of a pack: its defaults, what the pack starts with, and what the stack says.
 *
 * @throws when the result does not fit a policy's schema, naming each policy and place
 */
export function configuration(info: AnalyzerInfo, stack: StackPolicies): ConfigureAnalyzerRequest {
  const settings = new Map<string, Setting>();
  const problems: string[] = [];
  const policies = info.getPoliciesList();
  for (const policy of policies) {
    const properties: Record<string, unknown> = {};
    const schema = (policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {}) as Record<
      string,
      object
    >;
    for (const [key, value] of Object.entries(schema)) {
      if ("default" in value) properties[key] = value.default;
    }
    const initial = info.getInitialconfigMap().get(policy.getName());
    Object.assign(properties, initial?.getProperties()?.toJavaScript() ?? {});
    settings.set(policy.getName(), {
      level: initial?.getEnforcementlevel() ?? policy.getEnforcementlevel(),
      properties,
    });
  }
  apply(settings, stack);
  const request = new ConfigureAnalyzerRequest();
  for (const policy of policies) {
    const setting = settings.get(policy.getName());
    if (setting === undefined) continue;
    problems.push(...misfits(policy, setting.properties));
    const config = new PolicyConfig()
      .setEnforcementlevel(setting.level)
      .setProperties(Struct.fromJavaScript(setting.properties as Record<string, JavaScriptValue>));
    request.getPolicyconfigMap().set(policy.getName(), config);
  }
  if (problems.length > 0) throw new Error(`policy configuration: ${problems.join("\n")}`);
  return request;
}

function misfits(policy: ReturnType<AnalyzerInfo["getPoliciesList"]>[number], properties: object): string[] {
  const schema = policy.getConfigschema();
  if (schema === undefined) return [];
  const fitting = z.fromJSONSchema({
    type: "object",
    properties: (schema.getProperties()?.toJavaScript() ?? {}) as Record<string, never>,
    required: schema.getRequiredList(),
  });
  const result = fitting.safeParse(properties);
  return result.success ? [] : [`${policy.getName()}: ${z.prettifyError(result.error)}`];
}
