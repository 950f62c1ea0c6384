import { exemptionProblems } from "./exemptions";
import type { Rule } from "./rule";

function problemsOf(rule: Rule, now: Date): string[] {
  const texts = { title: rule.title, why: rule.why, remedy: rule.remedy };
  return [
    ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(rule.id)
      ? []
      : ["its id is not lower case words with hyphens; rename it"]),
    ...(rule.id === "all" ? ['the id "all" means every rule in a configuration; rename it'] : []),
    ...Object.entries(texts)
      .filter(([, text]) => text.trim() === "")
      .map(([key]) => `it has no ${key}; write one`),
    ...(rule.controls.length === 0 ? ["it implements no control; name at least one"] : []),
    ...(rule.judge === undefined && rule.judgeStack === undefined
      ? ["it judges nothing; give it judge or judgeStack"]
      : []),
    ...exemptionProblems(rule.exemptions, now),
  ];
}

/** Everything wrong with a table of rules, one text each; empty when all is well. */
export function tableProblems(rules: readonly Rule[], now: Date): string[] {
  const ids = rules.map(({ id }) => id);
  const duplicates = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [
    ...[...duplicates].map((id) => `${id}: more than one rule has this id; rename all but one`),
    ...rules.flatMap((rule) => problemsOf(rule, now).map((problem) => `${rule.id}: ${problem}`)),
  ];
}

/**
 * The table, once nothing is wrong with it. Throws one error that names every problem.
 *
 * @param now decides which exemptions have expired
 */
export function checkedTable(rules: readonly Rule[], now: Date): readonly Rule[] {
  const problems = tableProblems(rules, now);
  if (problems.length > 0)
    throw new Error(`The table of policy rules is not usable:\n${problems.join("\n")}`);
  return rules;
}
