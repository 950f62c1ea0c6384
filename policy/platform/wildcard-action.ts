import { several, statementName, type Statement } from "../policy-document";
import { UNKNOWN, type Finding, type Rule, type Subject } from "../rule";
import { isList } from "../values";
import { GRANTING, grantsOf, isFence, unknownIn } from "./granting";

/** A wildcard anywhere, unless it only ends a name that lists or describes: those read no data. */
const isWide = (action: string): boolean =>
  /[*?]/.test(action) && !/^[^:*?]+:(Describe|List)\w*\*$/.test(action);

function judgeStatement(statement: Statement, subject: Subject): Finding[] {
  const { Effect, Action, NotAction } = statement.values;
  if (Effect === "Deny" || isFence(subject, statement)) return [];
  const where = `${statementName(statement)} of ${subject.name}`;
  const findings: Finding[] = [];
  if (NotAction !== undefined) {
    const message = `List the actions in ${where}: NotAction allows every action of every service but those it names.`;
    findings.push({ kind: "violation", path: `${statement.path}.NotAction`, message });
  }
  several(Action).forEach((action, index) => {
    const path = `${statement.path}.Action${isList(Action) ? `[${index}]` : ""}`;
    if (action === UNKNOWN) findings.push({ kind: "unknown", path });
    else if (typeof action === "string" && isWide(action)) {
      const message = `Replace ${action} in ${where} by the actions that are needed.`;
      findings.push({ kind: "violation", path, message });
    }
  });
  if (Effect !== UNKNOWN || findings.length === 0) return findings;
  return [{ kind: "unknown", path: `${statement.path}.Effect` }];
}

export const wildcardAction: Rule = {
  id: "no-wildcard-action",
  family: "platform",
  title: "Grant actions by name",
  severity: "critical",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "AC-6" }],
  why: "A wildcard grants what nobody asked for, and whatever the service learns to do later.",
  remedy:
    "Write out the actions; a wildcard may only end a name that begins with Describe or List. A policy of AWS's own is attached by its ARN instead.",
  exemptions: [],
  types: GRANTING,
  judge: (subject: Subject) => {
    const grants = grantsOf(subject);
    const statements = grants.flatMap(({ document }) => document.statements);
    return [...unknownIn(grants), ...statements.flatMap((statement) => judgeStatement(statement, subject))];
  },
};
