import type { Rule, Subject, Values } from "./rule";

/** A resource for specs of rules: of a type, with inputs, and named `thing` unless something else matters. */
export function sample(type: string, inputs: Values, more: Partial<Subject> = {}): Subject {
  const name = more.name ?? "thing";
  return { type, name, urn: `urn:pulumi:test::project::${type}::${name}`, inputs, protect: false, ...more };
}

/** What a rule finds in some resources, one text each: "path: message", or "path is not known yet". */
export function found(rule: Rule, subjects: Subject | readonly Subject[], options?: Values): string[] {
  const all = Array.isArray(subjects) ? (subjects as readonly Subject[]) : [subjects as Subject];
  const own = all.flatMap((subject) =>
    rule.types && !rule.types.includes(subject.type) ? [] : (rule.judge?.(subject, options) ?? []),
  );
  const stack = rule.judgeStack?.(all, options) ?? [];
  return [...own, ...stack].map((finding) =>
    finding.kind === "unknown" ? `${finding.path} is not known yet` : `${finding.path}: ${finding.message}`,
  );
}
