import { isEveryone, several, statementName, type Statement } from "../policy-document";
import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { entriesOf, isValues } from "../values";
import { GRANTING, grantsOf, isFence, unknownIn } from "./granting";

const PERMISSION = "aws:lambda/permission:Permission";

/** Whether something in a principal is not known yet. */
function isOpen(principal: Value): boolean {
  const parts: readonly Value[] = isValues(principal) ? Object.values(principal) : [principal];
  return parts.flatMap(several).includes(UNKNOWN);
}

/** Condition keys that say how or when somebody calls, or for what, and nothing of who it is. */
const SAYS_NOT_WHO =
  /^(aws:(currenttime|epochtime|referer|requestedregion|securetransport|useragent)|s3:(delimiter|max-keys|prefix|signatureversion|tlsversion|x-amz-.*))$/i;

/** Whether a condition limits who calls. */
function limits(condition: Value): boolean | typeof UNKNOWN {
  if (condition === UNKNOWN) return UNKNOWN;
  const tests = entriesOf(condition).map(([, test]) => test);
  if (tests.flatMap(entriesOf).some(([key]) => !SAYS_NOT_WHO.test(key))) return true;
  return tests.includes(UNKNOWN) ? UNKNOWN : false;
}

function judgeStatement(statement: Statement, subject: Subject): Finding[] {
  const { path, values } = statement;
  const { Effect, Principal, NotPrincipal, Condition } = values;
  if (Effect === "Deny" || isFence(subject, statement)) return [];
  const limited = limits(Condition);
  if (limited === true) return [];
  const where = `${statementName(statement)} of ${subject.name}`;
  const wide = NotPrincipal !== undefined || isEveryone(Principal);
  if (!wide) return isOpen(Principal) ? [{ kind: "unknown", path: `${path}.Principal` }] : [];
  if (limited === UNKNOWN) return [{ kind: "unknown", path: `${path}.Condition` }];
  if (Effect === UNKNOWN) return [{ kind: "unknown", path: `${path}.Effect` }];
  const key = NotPrincipal === undefined ? "Principal" : "NotPrincipal";
  const message = `Name the principals in ${where} in place of ${key === "Principal" ? "*" : key}, or limit it by a condition.`;
  return [{ kind: "violation", path: `${path}.${key}`, message }];
}

export const everyone: Rule = {
  id: "no-grant-to-everyone",
  family: "platform",
  title: "Grant nothing to everyone",
  severity: "critical",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "AC-3" },
    { framework: "NIST SP 800-53", control: "AC-6" },
  ],
  why: "The principal * is every account of AWS, and NotPrincipal everyone but a few.",
  remedy:
    "Name accounts, roles or services; where it must be *, limit it by aws:PrincipalOrgID, aws:SourceArn or the like.",
  exemptions: [],
  types: [...GRANTING, PERMISSION],
  judge: (subject) => {
    if (subject.type === PERMISSION) {
      const { principal, sourceArn, sourceAccount, principalOrgId } = subject.inputs;
      if (principal === UNKNOWN) return [{ kind: "unknown", path: "principal" }];
      const limits = [sourceArn, sourceAccount, principalOrgId];
      if (principal !== "*" || limits.some((limit) => limit !== undefined)) return [];
      const message = `Name the principal of ${subject.name} in place of *, or set sourceArn, sourceAccount or principalOrgId.`;
      return [{ kind: "violation", path: "principal", message }];
    }
    const grants = grantsOf(subject).filter(({ kind }) => kind === "resource");
    const statements = grants.flatMap(({ document }) => document.statements);
    return [...unknownIn(grants), ...statements.flatMap((statement) => judgeStatement(statement, subject))];
  },
};
