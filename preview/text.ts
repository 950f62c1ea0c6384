import pc from "picocolors";
import { SEVERITIES, type Finding, type Judgement } from "./messages";
import type { Diagnostic } from "./resource";
import type { Previewed } from "./run";
import { changeSummary, type Step } from "./steps";
import { layOut, type Row } from "./tree";
import { nameOf, shortType, STACK_TYPE, typeOf } from "./urn";
import { MASK, UNKNOWN, type Wire } from "./values";
import { cut, shortDuration, wrapped } from "./words";

/** How text is laid out. */
export interface Style {
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Colours and width of a stream: colours only on a terminal, and not where `NO_COLOR` is set. */
export function styleOf(stream: { isTTY?: boolean; columns?: number }, env: NodeJS.ProcessEnv): Style {
  const isTerminal = stream.isTTY === true;
  const colors = pc.createColors(isTerminal && (env.NO_COLOR ?? "") === "");
  const columns = stream.columns ?? 0;
  return { colors, width: isTerminal && columns > 0 ? Math.max(columns, 60) : 80 };
}

/** The sign of an operation, and the word for it in a count. */
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  create: ["+", "to create"],
  import: ["=", "to import"],
  read: [">", "to read"],
};

function signOf(op: string): readonly [string, string] {
  return SIGNS[op] ?? ["?", op];
}

/** One resource: sign, branch, type, name and operation; the type gives way first where the line is too narrow. */
function resourceLine({ step, branch }: Row<Step>, { colors, width }: Style): string {
  const [sign] = signOf(step.op);
  const name = nameOf(step.urn);
  const type = shortType(step.newState.type);
  const room = width - ` ${sign} ${branch}  ${step.op}`.length;
  const shownType = cut(type, Math.max(room - name.length, 12), "start");
  const shownName = cut(name, Math.max(room - shownType.length, 8), "end");
  return ` ${colors.green(sign)} ${colors.dim(branch)}${shownType} ${colors.bold(shownName)} ${colors.green(step.op)}`;
}

function subject(urn: string): string {
  return `${shortType(typeOf(urn))} (${nameOf(urn)})`;
}

function colored(severity: Diagnostic["severity"], { colors }: Style): string {
  if (severity === "error") return colors.red("error: ");
  return severity === "warning" ? colors.yellow("warning: ") : "";
}

/** Messages by the resource they are about, in the order in which those first came up. */
function diagnosticLines(diagnostics: readonly Diagnostic[], root: string, style: Style): string[] {
  if (diagnostics.length === 0) return [];
  const byUrn = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const urn = diagnostic.urn ?? root;
    byUrn.set(urn, [...(byUrn.get(urn) ?? []), diagnostic]);
  }
  const lines = ["Diagnostics:"];
  for (const [urn, about] of byUrn) {
    lines.push(`  ${style.colors.bold(subject(urn))}:`);
    for (const { severity, message } of about) {
      const [first = "", ...rest] = message.split("\n");
      const prefix = severity === "info" ? "" : `${severity}: `;
      const [head = "", ...tail] = wrapped(prefix + first, style.width - 4);
      lines.push(`    ${colored(severity, style)}${head.slice(prefix.length)}`);
      for (const line of [...tail, ...rest.flatMap((text) => wrapped(text, style.width - 4))]) {
        lines.push(`    ${line}`);
      }
    }
  }
  return [...lines, ""];
}

/** Findings of the same policy with the same words are shown once, with all the resources they are about. */
function policyLines(policies: Judgement | undefined, root: string, style: Style): string[] {
  if (policies === undefined) return [];
  const { colors, width } = style;
  const mandatory = policies.findings.some(({ level }) => level === "mandatory");
  const verdict = mandatory ? colors.red("✗") : colors.green("✓");
  const lines = ["Policies:", `    ${verdict} ${policies.pack}@v${policies.version}`];
  const groups = new Map<string, Finding[]>();
  for (const finding of policies.findings) {
    const key = [finding.level, finding.policy, finding.message].join("\0");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const ordered = [...groups.values()].sort((a, b) => rank(a) - rank(b));
  for (const group of ordered) {
    const [{ level, policy, message, severity }] = group as [Finding];
    const label = `[${level}]${severity === undefined ? "" : ` [severity: ${severity}]`}`;
    lines.push(
      `        - ${level === "mandatory" ? colors.red(label) : colors.yellow(label)}  ${colors.bold(policy)}`,
    );
    const about = group.map(({ urn }) => (urn === root ? "the stack" : subject(urn)));
    for (const line of about) lines.push(`          ${cut(line, width - 10, "start")}`);
    for (const line of wrapped(message, width - 12)) lines.push(`            ${line}`);
  }
  return [...lines, ""];
}

/** What must be mended first comes first. */
function rank(group: readonly Finding[]): number {
  const severity = group[0]?.severity;
  const weight = severity === undefined ? -1 : SEVERITIES.indexOf(severity);
  return (group[0]?.level === "mandatory" ? 0 : SEVERITIES.length + 1) - weight;
}

/** A value as the CLI prints an output; nested values on lines of their own. */
function valueLines(value: Wire, indent: string): string[] {
  if (value === UNKNOWN) return ["[unknown]"];
  if (value === MASK) return [MASK];
  if (typeof value !== "object" || value === null) return [JSON.stringify(value)];
  const open = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const entries: (readonly [string, Wire])[] = Array.isArray(value)
    ? value.map((item, index) => [`[${index}]`, item] as const)
    : Object.entries(value);
  if (entries.length === 0) return [open.join("")];
  const width = Math.max(...entries.map(([key]) => key.length));
  const inner = entries.flatMap(([key, field]) => {
    const [first = "", ...rest] = valueLines(field, `${indent}    `);
    return [`${indent}    ${key.padEnd(width)}: ${first}`, ...rest];
  });
  return [open[0] ?? "", ...inner, `${indent}${open[1] ?? ""}`];
}

function outputLines(outputs: Readonly<Record<string, Wire>>): string[] {
  const keys = Object.keys(outputs);
  if (keys.length === 0) return [];
  return ["Outputs:", ...valueLines({ ...outputs }, "").slice(1, -1), ""];
}

function countLines(steps: readonly Step[]): string[] {
  const counts = Object.entries(changeSummary(steps)).map(([op, count]) => {
    const [sign, words] = signOf(op);
    return `    ${sign} ${count} ${words}`;
  });
  return counts.length === 0 ? [] : ["Resources:", ...counts, ""];
}

/** What keeps a stack from passing, for those who read the JSON, which has no place for policies. */
export function showViolations({ stack, policies }: Previewed): string {
  const violations = (policies?.findings ?? []).filter(({ level }) => level === "mandatory");
  return violations
    .map(({ policy, urn, message }) => `${stack}: [mandatory] ${policy} ${subject(urn)}: ${message}\n`)
    .join("");
}

/** The preview of one stack, as the CLI prints it. */
export function showStack(previewed: Previewed, style: Style): string {
  const { stack, steps, outputs, diagnostics, policies, duration } = previewed;
  const rows = layOut(steps);
  const root = steps.find(({ newState }) => newState.type === STACK_TYPE)?.urn ?? "";
  const lines = [
    style.colors.bold(`Previewing update (${stack}):`),
    "",
    ...rows.map((row) => resourceLine(row, style)),
    "",
    ...diagnosticLines(diagnostics, root === "" ? `::::${STACK_TYPE}::${stack}` : root, style),
    ...policyLines(policies, root, style),
    ...outputLines(outputs),
    ...countLines(steps),
    `Duration: ${shortDuration(duration)}`,
    "",
  ];
  return `${lines.join("\n")}\n`;
}

function cells({ stack, steps, diagnostics, policies, duration }: Previewed): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const findings = policies?.findings ?? [];
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  return [
    stack,
    String(steps.length),
    String(errors),
    policies === undefined ? "-" : String(mandatory),
    policies === undefined ? "-" : String(findings.length - mandatory),
    shortDuration(duration),
  ];
}

/** One line a stack: how much it has, and what is wrong with it. */
export function showSummary(all: readonly Previewed[], { colors }: Style): string {
  const table = [["Stack", "Resources", "Errors", "Mandatory", "Advisory", "Duration"], ...all.map(cells)];
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
  const [head = "", ...rest] = lines;
  return `${[colors.bold(head), ...rest].join("\n")}\n`;
}
