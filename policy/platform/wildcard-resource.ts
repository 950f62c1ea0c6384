import { several, statementName, type Statement } from "../policy-document";
import { UNKNOWN, type Finding, type Rule, type Value } from "../rule";
import { entriesOf, isList, shown } from "../values";
import { GRANTING, grantsOf } from "./granting";
import { hasNoResourceLevel } from "./no-resource-level";

/** Condition keys that narrow a grant to certain resources as well as a resource would. */
const NARROWS =
  /(^|:)(resourcetag|requesttag)\/|^aws:(resourceaccount|resourceorgid|resourceorgpaths|sourcearn|sourceaccount)$|^kms:(viaservice|calleraccount|encryptioncontext:.+|grantisforawsresource|resourcealiases)$|^iam:passedtoservice$|^ec2:(vpc|vpcid|subnet|subnetid|launchtemplate|sourceinstancearn)$|^acm-pca:/i;

/** `*`, and an ARN that names a service at most: `arn:aws:s3:::*`, with or without objects. */
const EVERY = /^(\*[*:]*|arn:[*:]+|arn(:[^:]*){4}:\*+([/:]\*+)*)$/;

const isEvery = (resource: Value): boolean => typeof resource === "string" && EVERY.test(resource);

/** Whether the condition of a statement narrows what it is about. */
function isNarrowed(condition: Value): boolean | typeof UNKNOWN {
  if (condition === UNKNOWN) return UNKNOWN;
  const tests = entriesOf(condition).map(([, test]) => test);
  if (tests.flatMap(entriesOf).some(([key]) => NARROWS.test(key))) return true;
  return tests.includes(UNKNOWN) ? UNKNOWN : false;
}

function judgeStatement(statement: Statement, name: string): Finding[] {
  const { path, values } = statement;
  const { Effect, Action, Condition, Resource, NotResource } = values;
  if (Effect === "Deny") return [];
  const key = NotResource === undefined ? "Resource" : "NotResource";
  const every = several(Resource).find(isEvery);
  const wide = NotResource !== undefined || every !== undefined;
  if (!wide)
    return several(Resource).flatMap((resource, index) =>
      resource === UNKNOWN
        ? [{ kind: "unknown", path: `${path}.Resource${isList(Resource) ? `[${index}]` : ""}` }]
        : [],
    );
  const actions = several(Action);
  const limited = actions.filter((action) => typeof action === "string" && !hasNoResourceLevel(action));
  const narrowed = isNarrowed(Condition);
  if (narrowed === true) return [];
  if (limited.length === 0) {
    return actions.includes(UNKNOWN) ? [{ kind: "unknown", path: `${path}.Action` }] : [];
  }
  if (narrowed === UNKNOWN) return [{ kind: "unknown", path: `${path}.Condition` }];
  if (Effect === UNKNOWN) return [{ kind: "unknown", path: `${path}.Effect` }];
  const message = `Name the resources of ${limited.map(String).join(", ")} in ${statementName(statement)} of ${name} in place of ${key === "Resource" ? shown(every) : "NotResource"}, or narrow them by a condition.`;
  return [{ kind: "violation", path: `${path}.${key}`, message }];
}

export const wildcardResource: Rule = {
  id: "no-wildcard-resource",
  family: "platform",
  title: "Grant actions on named resources",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "AC-6" }],
  why: "A grant on every resource reaches other environments' and other teams' resources in the account, those of tomorrow included.",
  remedy:
    "Write the ARNs, or narrow the statement by a tag of the resource. Actions that AWS cannot limit to a resource are known and pass; keep them in a statement of their own.",
  exemptions: [],
  types: GRANTING,
  // In a policy on a resource, `*` means that resource.
  judge: (subject) =>
    grantsOf(subject)
      .filter(({ kind }) => kind === "identity")
      .flatMap(({ document }) => [
        ...document.unknown.map((path): Finding => ({ kind: "unknown", path })),
        ...document.statements.flatMap((statement) => judgeStatement(statement, subject.name)),
      ]),
};
