import type {
  Policies,
  PolicyComplianceFramework,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { z } from "zod";
import { Asked } from "./asked";
import { exemptionSchema, isExempt, settingsOf, type RuleSettings } from "./exemptions";
import { secretsOf } from "./once";
import { remediated } from "./remediation";
import type { Control, Finding, Rule, Subject, Values } from "./rule";
import { subjectOf, unwrapped } from "./subject";
import { shown } from "./values";

/** What the SDK's `reportViolation` takes besides a text: its server reads all of these, its types only know the text. */
interface Violation {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: "advisory";
}
type Report = (violation: Violation) => void;

const FRAMEWORKS: Readonly<Record<Control["framework"], Omit<PolicyComplianceFramework, "specification">>> = {
  "Pod Security Standards": {
    name: "Pod Security Standards",
    version: "v1.35",
    reference: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  },
  "CIS EKS Benchmark": {
    name: "CIS Amazon EKS Benchmark",
    version: "1.7.0",
    reference: "https://www.cisecurity.org/benchmark/amazon_web_services",
  },
  "NIST SP 800-53": {
    name: "NIST SP 800-53",
    version: "5",
    reference: "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
  },
};

/** The text without any of the secrets in it, whole or cut short as messages show what is long. */
function redacted(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (result, secret) => result.replaceAll(secret, "[secret]").replaceAll(shown(secret), "[secret]"),
    text,
  );
}

/**
 * Reports what a rule found in one resource. Violations go out one by one, at the rule's level. What is not known yet
 * goes out once, naming every path, and never as more than advice: nothing is wrong so far.
 */
function reportFindings(rule: Rule, findings: readonly Finding[], report: Report, urn?: string): void {
  const where = urn === undefined ? {} : { urn };
  for (const finding of findings) {
    if (finding.kind === "violation") {
      report({
        ...where,
        message: `${rule.title}\n${finding.path}: ${finding.message}\nRemedy: ${rule.remedy}`,
      });
    }
  }
  const unknown = new Set(findings.filter(({ kind }) => kind === "unknown").map(({ path }) => path));
  if (unknown.size > 0) {
    const message = `${rule.title}\nnot known yet: ${[...unknown].join(", ")}`;
    report({ ...where, message, enforcementLevel: "advisory" });
  }
}

/** A reporter that leaves out the secrets of the resources it speaks about. */
function reporter(reportViolation: ReportViolation, secrets: () => readonly string[]): Report {
  const report = reportViolation as unknown as Report;
  return (violation) => report({ ...violation, message: redacted(violation.message, secrets()) });
}

/** What the catalogue of a policy pack shows of a rule. */
function description(rule: Rule) {
  const [control] = rule.controls;
  return {
    name: rule.id,
    displayName: rule.title,
    description: `${rule.title}. ${rule.why} Remedy: ${rule.remedy}`,
    enforcementLevel: rule.enforcement,
    severity: rule.severity,
    remediationSteps: rule.remedy,
    tags: [rule.family, ...rule.controls.map((one) => `${one.framework}: ${one.control}`)],
    ...(control === undefined
      ? {}
      : { framework: { ...FRAMEWORKS[control.framework], specification: control.control } }),
    configSchema: { properties: { ...rule.options, exemptions: EXEMPTIONS_SCHEMA } },
  };
}

/** A zod schema as CrossGuard wants it. */
function jsonSchema(schema: z.ZodType): PolicyConfigSchema["properties"][string] {
  const rest = z.toJSONSchema(schema);
  delete rest.$schema;
  return rest as PolicyConfigSchema["properties"][string];
}

const EXEMPTIONS_SCHEMA = jsonSchema(
  z.array(exemptionSchema).describe("Exemptions besides those of the rule itself"),
);

/** The settings of one rule, taken apart once for as long as the configuration is the same. */
function cachedSettings(rule: Rule): (configured: object) => RuleSettings {
  let last: { readonly key: string; readonly settings: RuleSettings } | undefined;
  return (configured) => {
    const key = JSON.stringify(configured);
    if (last?.key !== key) last = { key, settings: settingsOf(rule, configured as Values, new Date()) };
    return last.settings;
  };
}

type Settings = (configured: object) => RuleSettings;

function validateResource(rule: Rule, judge: NonNullable<Rule["judge"]>, settings: Settings, asked: Asked) {
  const types = rule.types && new Set(rule.types);
  return (args: ResourceValidationArgs, reportViolation: ReportViolation): void => {
    asked.remember(args);
    if (types?.has(args.type) === false) return;
    const subject = subjectOf(args);
    const { exemptions, options } = settings(args.getConfig());
    if (isExempt(exemptions, subject)) return;
    const secrets = () => secretsOf(unwrapped(args.props));
    reportFindings(rule, judge(subject, options), reporter(reportViolation, secrets));
  };
}

function byUrn<T extends { readonly urn: string }>(findings: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const finding of findings) {
    const group = groups.get(finding.urn);
    if (group === undefined) groups.set(finding.urn, [finding]);
    else group.push(finding);
  }
  return groups;
}

function validateStack(
  rule: Rule,
  judgeStack: NonNullable<Rule["judgeStack"]>,
  settings: Settings,
  asked: Asked,
) {
  return (args: StackValidationArgs, reportViolation: ReportViolation): void => {
    const { exemptions, options } = settings(args.getConfig());
    const subjects = args.resources.map((resource) => asked.of(resource));
    const found = byUrn(judgeStack(subjects, options));
    if (found.size === 0) return;
    const secrets = args.resources.flatMap((resource) => asked.sent(resource).flatMap(secretsOf));
    for (const subject of subjects) {
      const findings = found.get(subject.urn);
      if (findings === undefined || isExempt(exemptions, subject)) continue;
      reportFindings(
        rule,
        findings,
        reporter(reportViolation, () => secrets),
        subject.urn,
      );
    }
  };
}

function remediateResource(rule: Rule, remediate: NonNullable<Rule["remediate"]>, settings: Settings) {
  const types = rule.types && new Set(rule.types);
  return (args: ResourceValidationArgs): Record<string, unknown> | undefined => {
    if (types?.has(args.type) === false) return undefined;
    const subject: Subject = subjectOf(args);
    const { exemptions, options } = settings(args.getConfig());
    if (isExempt(exemptions, subject)) return undefined;
    const after = remediate(subject, options);
    if (after === undefined || after === subject.inputs) return undefined;
    return remediated(unwrapped(args.props), subject.inputs, after) as Record<string, unknown>;
  };
}

/** One rule as one CrossGuard policy. */
export function policyOf(rule: Rule, asked = new Asked()): ResourceValidationPolicy | StackValidationPolicy {
  const settings = cachedSettings(rule);
  const { judge, judgeStack, remediate } = rule;
  return {
    ...description(rule),
    ...(judge && { validateResource: validateResource(rule, judge, settings, asked) }),
    ...(remediate && { remediateResource: remediateResource(rule, remediate, settings) }),
    ...(judgeStack && { validateStack: validateStack(rule, judgeStack, settings, asked) }),
  };
}

/** The whole table as CrossGuard policies, one per rule. */
export function policies(rules: readonly Rule[]): Policies {
  const asked = new Asked();
  return rules.map((rule) => policyOf(rule, asked));
}
