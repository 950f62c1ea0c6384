import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "./rule";
import { at, isTrue, places, shown } from "./values";

/** What a value must be. */
export interface Want {
  /** Judges a known value; `undefined` stands for an absent one. */
  readonly accepts: (value: Value) => boolean;
  /** The end of the sentence "Set <path> ...". */
  readonly set: string;
  /** Whether a message may repeat the offending value. */
  readonly show: boolean;
}

/** Limits a requirement to resources of which another input says something. */
export interface Condition {
  /** Where to look; a path without `[]`. */
  readonly path: string;
  readonly accepts: (value: Value) => boolean;
}

/** What one input of a resource type must be. */
export interface Requirement {
  /** A path as `places` reads it. */
  readonly path: string;
  readonly want: Want;
  /** All of these must hold. */
  readonly when?: readonly Condition[];
}

/** The requirements of each resource type. */
export type Table = Readonly<Record<string, readonly Requirement[]>>;

const PROVIDER_KEYS = /(^|:)alias\/aws\/|^aws\/|^AWS_OWNED|^AWS_MANAGED/;

/** A key of the customer: named, and neither one that AWS manages nor one that it owns. */
export function isCustomerKey(value: Value): boolean {
  return typeof value === "string" && value !== "" && !PROVIDER_KEYS.test(value);
}

const isAbsent = (value: Value): boolean => value === undefined || value === null || value === "";

export const customerKey: Want = {
  accepts: isCustomerKey,
  set: "to the ARN of a KMS key of ours",
  show: true,
};
/** A key of the customer or none: for inputs that must not name a key where another setting switches the thing off. */
export const customerKeyIfAny: Want = {
  ...customerKey,
  accepts: (value) => isAbsent(value) || isCustomerKey(value),
};
export const yes: Want = { accepts: isTrue, set: "to true", show: true };
/** False or left alone; for inputs whose default is false. */
export const notTrue: Want = { accepts: (value) => !isTrue(value), set: "to false", show: true };
/** False and said so; for inputs whose default is true. */
export const no: Want = {
  accepts: (value) => value === false || value === "false",
  set: "to false",
  show: true,
};
/** True or left alone; for inputs whose default is true. */
export const notFalse: Want = { accepts: (value) => !no.accepts(value), set: "to true", show: true };
export const present: Want = {
  accepts: (value) => !isAbsent(value),
  set: "so that it is there",
  show: false,
};

/** One of the values, in the spelling of the provider. */
export function oneOf(...values: readonly (string | number)[]): Want {
  return {
    accepts: (value) => values.some((wanted) => wanted === value),
    set: `to ${values.length > 1 ? "one of " : ""}${values.join(", ")}`,
    show: true,
  };
}

/** One of the values, or nothing where the provider's default is one of them. */
export function oneOfOrDefault(...values: readonly (string | number)[]): Want {
  const want = oneOf(...values);
  return { ...want, accepts: (value) => isAbsent(value) || want.accepts(value) };
}

/** A text that matches. `example` completes the sentence "to ...". */
export function matching(pattern: RegExp, example: string): Want {
  return {
    accepts: (value) => typeof value === "string" && pattern.test(value),
    set: `to ${example}`,
    show: true,
  };
}

/** A requirement that always holds. */
export function need(path: string, want: Want): Requirement {
  return { path, want };
}

function onlyIf(condition: Condition, requirement: Requirement): Requirement {
  return { ...requirement, when: [condition, ...(requirement.when ?? [])] };
}

/** Limits a requirement to where the input at `path` is one of the values. */
export function where(path: string, values: readonly Value[], requirement: Requirement): Requirement {
  return onlyIf({ path, accepts: (value) => values.includes(value) }, requirement);
}

/** Limits a requirement to where there is an input at `path`. */
export function whereSet(path: string, requirement: Requirement): Requirement {
  return onlyIf({ path, accepts: (value) => !isAbsent(value) }, requirement);
}

/** Limits a requirement to where there is no input at `path`: what has it takes the property from elsewhere. */
export function unlessSet(path: string, requirement: Requirement): Requirement {
  return onlyIf({ path, accepts: isAbsent }, requirement);
}

/** What one requirement says about a resource. */
export function judgeRequirement(subject: Subject, { path, want, when = [] }: Requirement): Finding[] {
  const doubts = places(subject.inputs, path).filter(
    ({ value }) => value === UNKNOWN || !want.accepts(value),
  );
  if (doubts.length === 0) return [];
  for (const condition of when) {
    const decides = at(subject.inputs, condition.path);
    if (decides === UNKNOWN) return [{ kind: "unknown", path: condition.path }];
    if (!condition.accepts(decides)) return [];
  }
  return doubts.map((place) => {
    if (place.value === UNKNOWN) return { kind: "unknown", path: place.path };
    const now = want.show ? `; it is ${shown(place.value)}` : "";
    const message = `Set ${place.path} of ${subject.name} ${want.set}${now}.`;
    return { kind: "violation", path: place.path, message };
  });
}

/** Two requirements below one unknown block find the same thing: it is said once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const byText = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...byText.values()];
}

/** The part of a rule that a table of requirements fills in. */
export function judgedBy(table: Table): Required<Pick<Rule, "types" | "judge">> {
  return {
    types: Object.keys(table),
    judge: (subject) =>
      once((table[subject.type] ?? []).flatMap((requirement) => judgeRequirement(subject, requirement))),
  };
}

/** The type token of a resource of the AWS provider, from its short name: `rds/Instance`. */
export function awsType(short: string): string {
  const [module = "", name = ""] = short.split("/");
  return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

/** A table of resources of the AWS provider, keyed by their short names. */
export function awsTable(requirements: Table): Table {
  return Object.fromEntries(Object.entries(requirements).map(([short, needs]) => [awsType(short), needs]));
}

/** Turns "path to resources of the AWS provider" into a table: the short way to write what many have in common. */
export function tableOf(want: Want, shortsByPath: Readonly<Record<string, readonly string[]>>): Table {
  const table: Record<string, Requirement[]> = {};
  for (const [path, shorts] of Object.entries(shortsByPath))
    for (const short of shorts) (table[awsType(short)] ??= []).push(need(path, want));
  return table;
}

/** One table of several; a type that stands in more than one has the requirements of all. */
export function merged(...tables: readonly Table[]): Table {
  const table: Record<string, Requirement[]> = {};
  for (const part of tables)
    for (const [type, requirements] of Object.entries(part)) (table[type] ??= []).push(...requirements);
  return table;
}
