import { z } from "zod";
import { UNKNOWN, type Exemption, type Rule, type Subject, type Value, type Values } from "./rule";

/** One exemption as a stack's policy configuration writes it. */
export const exemptionSchema = z
  .strictObject({
    namespace: z.string().min(1).optional().describe("The Kubernetes namespace that is exempt"),
    resource: z
      .strictObject({
        type: z.string().min(1).describe("Type token, for example aws:s3/bucket:Bucket"),
        name: z.string().min(1).describe("Logical name"),
      })
      .optional()
      .describe("The one resource that is exempt"),
    reason: z.string().min(1).describe("Why the rule does not fit here"),
    expires: z.string().describe("The last day it counts, YYYY-MM-DD"),
  })
  .describe("A named exception: exactly one of namespace and resource, with reason and last day");

/** What an exemption is about, in words that tell two apart. */
export function targetOf(exemption: Exemption): string {
  const named = [
    ...(exemption.namespace === undefined ? [] : [`namespace ${exemption.namespace}`]),
    ...(exemption.resource === undefined
      ? []
      : [`resource ${exemption.resource.type} ${exemption.resource.name}`]),
  ];
  return named.join(" and ") || "nothing";
}

/** Whether the text is a day of the calendar, as `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

function problemsOfOne(exemption: Exemption, today: string): string[] {
  const target = targetOf(exemption);
  const problems: string[] = [];
  if ((exemption.namespace === undefined) === (exemption.resource === undefined)) {
    problems.push(`exemption names ${target}; name exactly one of namespace and resource`);
  }
  if (exemption.reason.trim() === "") problems.push(`exemption for ${target} has no reason; say why`);
  if (!isDay(exemption.expires)) {
    problems.push(`exemption for ${target} expires "${exemption.expires}"; write a day as YYYY-MM-DD`);
  } else if (exemption.expires < today) {
    problems.push(
      `exemption for ${target} expired on ${exemption.expires}; meet the rule or renew it with a reason`,
    );
  }
  return problems;
}

/**
 * Everything wrong with a list of exemptions of one rule, one text each; empty when all is well.
 *
 * @param now decides what has expired; an exemption counts through its last day in UTC
 */
export function exemptionProblems(exemptions: readonly Exemption[], now: Date): string[] {
  const today = now.toISOString().slice(0, 10);
  const targets = exemptions.map(targetOf);
  const contradictory = new Set(targets.filter((target, index) => targets.indexOf(target) !== index));
  return [
    ...exemptions.flatMap((exemption) => problemsOfOne(exemption, today)),
    ...[...contradictory].map((target) => `${target} is exempted more than once; keep one exemption`),
  ];
}

/** The namespace a resource is in: an object's, a chart's, or the one that it is itself. */
export function namespaceOf(subject: Subject): Value {
  if (!subject.type.startsWith("kubernetes:")) return undefined;
  const metadata = subject.inputs.metadata;
  const fields: Values =
    typeof metadata === "object" && metadata !== null && !Array.isArray(metadata) ? (metadata as Values) : {};
  if (/^kubernetes:core\/v1:Namespace(Patch)?$/.test(subject.type)) return fields.name;
  if (metadata === UNKNOWN) return UNKNOWN;
  return fields.namespace ?? subject.inputs.namespace ?? subject.provider?.namespace ?? "default";
}

/** Whether one of the exemptions covers the resource. */
export function isExempt(exemptions: readonly Exemption[], subject: Subject): boolean {
  if (exemptions.length === 0) return false;
  const namespace = namespaceOf(subject);
  return exemptions.some((exemption) =>
    exemption.resource === undefined
      ? exemption.namespace === namespace
      : exemption.resource.type === subject.type && exemption.resource.name === subject.name,
  );
}

/** A stack's configuration of one rule, taken apart. */
export interface RuleSettings {
  readonly exemptions: readonly Exemption[];
  readonly options: Values;
}

/**
 * The rule's own exemptions with those of the stack's configuration, and the rest of that configuration.
 * Throws, naming everything that is wrong, when a configured exemption is no good.
 */
export function settingsOf(rule: Rule, configured: Values, now: Date): RuleSettings {
  const { exemptions: extra = [], ...options } = configured;
  const parsed = z.array(exemptionSchema).safeParse(extra);
  if (!parsed.success) {
    throw new Error(`${rule.id}: ${z.prettifyError(parsed.error)}`);
  }
  const exemptions = [...rule.exemptions, ...(parsed.data as Exemption[])];
  const problems = exemptionProblems(exemptions, now);
  if (problems.length > 0) throw new Error(problems.map((problem) => `${rule.id}: ${problem}`).join("\n"));
  return { exemptions, options };
}
