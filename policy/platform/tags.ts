import { awsType } from "../requirement";
import { UNKNOWN, type Finding, type Rule, type Subject, type Value, type Values } from "../rule";
import { at, isList, isValues } from "../values";
import { defaultTags } from "./environment";
import taggable from "./taggable.json";

/** Whose it is, what it costs whom, and what it is for. */
const WANTED: readonly string[] = ["Environment", "Project", "Owner", "CostCentre"];

const TYPES = Object.entries(taggable).flatMap(([module, names]) =>
  names.split(" ").map((name) => awsType(`${module}/${name}`)),
);

const present = (tags: Value, key: string): boolean | typeof UNKNOWN => {
  if (tags === UNKNOWN) return UNKNOWN;
  const value = isValues(tags) ? tags[key] : undefined;
  return value === UNKNOWN ? UNKNOWN : typeof value === "string" && value !== "";
};

function judge(subject: Subject, options?: Values): readonly Finding[] {
  const stated = options?.tags;
  const wanted = isList(stated) ? stated.filter((key) => typeof key === "string") : WANTED;
  const own = subject.inputs.tags;
  const inherited = defaultTags(subject);
  // The engine already knows the union; the program's own tags overrule the provider's.
  const both: readonly Value[] = [own, inherited, at(subject.inputs, "tagsAll")];
  const missing = wanted.filter((key) => !both.some((tags) => present(tags, key) === true));
  const open = missing.filter((key) => both.some((tags) => present(tags, key) === UNKNOWN));
  const lacking = missing.filter((key) => !open.includes(key));
  const findings: Finding[] = open.map((key) => ({ kind: "unknown", path: `tags.${key}` }));
  if (lacking.length === 0) return findings;
  const message = `Tag ${subject.name} with ${lacking.join(", ")}; neither it nor its provider's default tags are.`;
  return [...findings, { kind: "violation", path: "tags", message }];
}

export const tags: Rule = {
  id: "owner-and-cost-tags",
  family: "platform",
  title: "Tag everything with its environment, project, owner and cost centre",
  severity: "low",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "CM-8" }],
  why: "What nobody owns is paid for and attacked for years; bills and alarms are sorted by these tags.",
  remedy: `Set ${WANTED.join(", ")} once, in aws:defaultTags of the stack's configuration.`,
  exemptions: [],
  options: {
    tags: {
      type: "array",
      items: { type: "string" },
      description: `The keys that must be there; ${WANTED.join(", ")} when not given`,
    },
  },
  types: TYPES,
  judge,
};
