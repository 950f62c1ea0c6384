import type { Exemption, Rule, Values } from "./rule";

/** One file of the documentation. */
export interface Page {
  /** Relative to `docs/policies`. */
  readonly file: string;
  readonly text: string;
}

const FAMILIES = {
  "pod-security": "Pod security",
  encryption: "Encryption",
  platform: "Platform",
} as const;

/** A text that a table's cell can hold. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** A table whose columns stand one under the other. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill = " ") =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  const rule = line(
    head.map(() => ""),
    "-",
  );
  return [line(first), rule, ...others.map((row) => line(row))].join("\n");
}

function planesOf(rule: Rule): string[] {
  const whole = rule.judgeStack === undefined ? "each resource" : "the whole stack";
  const levels = rule.admission?.levels?.join(" and ");
  const where = levels === undefined ? "every namespace" : `namespaces of the level ${levels}`;
  const standard = "standard" in rule && rule.standard === true;
  return [
    `CrossGuard, over ${whole}, in previews and updates`,
    ...(rule.remediate === undefined ? [] : ["CrossGuard, as a remediation, where a stack sets `remediate`"]),
    ...(standard ? ["Pod Security admission, by the label of the namespace"] : []),
    ...(rule.admission === undefined
      ? []
      : [
          `ValidatingAdmissionPolicy \`${rule.id}\`, in ${rule.admission.resource === "namespaces" ? "the cluster" : where}`,
        ]),
  ];
}

function exemptionRow({ namespace, resource, reason, expires }: Exemption): string[] {
  const target =
    resource === undefined ? `namespace \`${namespace ?? ""}\`` : `\`${resource.type}\` \`${resource.name}\``;
  return [target, reason, expires];
}

function optionRow([name, schema]: [string, Values]): string[] {
  const said = schema.description;
  return [`\`${name}\``, typeof said === "string" ? said : ""];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];
}

function pageOf(rule: Rule): Page {
  const options = Object.entries(rule.options ?? {});
  const text = [
    `# ${rule.title}`,
    "",
    `\`${rule.id}\` · ${FAMILIES[rule.family]} · severity ${rule.severity} · ${rule.enforcement}`,
    "",
    ...section("Why", [rule.why]),
    ...section("Remedy", [rule.remedy]),
    ...section(
      "Where it holds",
      planesOf(rule).map((plane) => `- ${plane}`),
    ),
    ...section("Controls", [
      table(
        ["framework", "control"],
        rule.controls.map(({ framework, control }) => [framework, control]),
      ),
    ]),
    ...section("Options", options.length === 0 ? [] : [table(["option", "meaning"], options.map(optionRow))]),
    ...section(
      "Exemptions",
      rule.exemptions.length === 0
        ? []
        : [table(["exempt", "reason", "last day"], rule.exemptions.map(exemptionRow))],
    ),
  ];
  return { file: `${rule.id}.md`, text: `${text.join("\n").trimEnd()}\n` };
}

function indexOf(rules: readonly Rule[]): Page {
  const families = Object.entries(FAMILIES).flatMap(([family, title]) => {
    const members = rules.filter((rule) => rule.family === family);
    const rows = members.map((rule) => [
      `[${rule.id}](${rule.id}.md)`,
      rule.title,
      rule.severity,
      rule.enforcement,
    ]);
    return section(
      title,
      rows.length === 0 ? [] : [table(["rule", "what must be so", "severity", "level"], rows)],
    );
  });
  const text = [
    "# Policy rules",
    "",
    "Written from the table in `policy/` by `npm run policy-docs`. A stack's `policy/config/<stack>.json` sets a rule's level",
    "(`advisory`, `mandatory`, `remediate`, `disabled`), its options and further exemptions.",
    "",
    ...families,
  ];
  return { file: "index.md", text: `${text.join("\n").trimEnd()}\n` };
}

/** The documentation of a table: a page per rule, and an index. */
export function pages(rules: readonly Rule[]): Page[] {
  return [indexOf(rules), ...rules.map(pageOf)];
}
