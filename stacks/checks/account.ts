import { isMapping } from "../merge";
import type { Problem } from "../problems";
import { ENVIRONMENTS } from "../schema/environment";
import type { Subject } from "./subject";

/** Tags that every resource carries, by way of the AWS provider. */
export const REQUIRED_TAGS = ["Environment", "Project", "Owner", "CostCentre"] as const;

/** The stack is the environment it says, and the AWS provider is told the same account, region and tags. */
export function account({ stack, config, aws }: Subject): Problem[] {
  return [
    ...stackName(stack, config),
    ...region(config, aws.region),
    ...accountId(aws),
    ...tags(config, aws),
  ];
}

function stackName(stack: string, { environment }: Subject["config"]): Problem[] {
  const named = ENVIRONMENTS.some((name) => name === stack);
  if (!named || stack === environment) return [];
  return [
    {
      key: "intelliguard:environment",
      value: environment,
      problem: `another environment than the stack's name, ${stack}`,
      remedy: `set it to ${stack}, or give the stack a name of its own`,
    },
  ];
}

function region(config: Subject["config"], given: unknown): Problem[] {
  if (given === config.region) return [];
  return [
    {
      key: "aws:region",
      value: given,
      problem: given === undefined ? "missing" : `not the environment's region, ${config.region}`,
      remedy: `set it to ${config.region}`,
    },
  ];
}

function accountId(aws: Subject["aws"]): Problem[] {
  const key = "aws:allowedAccountIds";
  const ids = aws.allowedAccountIds;
  const remedy = "list the one account of this environment, 12 digits in quotes";
  if (ids === undefined) return [{ key, problem: "missing", remedy }];
  if (Array.isArray(ids) && ids.length === 1 && /^\d{12}$/.test(String(ids[0]))) return [];
  return [{ key, value: ids, problem: "not exactly one account id", remedy }];
}

function tags({ environment }: Subject["config"], aws: Subject["aws"]): Problem[] {
  const key = "aws:defaultTags.tags";
  const given = isMapping(aws.defaultTags) ? aws.defaultTags.tags : undefined;
  const found = isMapping(given) ? given : {};
  const missing = REQUIRED_TAGS.filter((name) => typeof found[name] !== "string" || found[name] === "");
  const absent = missing.map((name) => ({
    key: `${key}.${name}`,
    value: found[name],
    problem: "not a tag with a value",
    remedy: `set it: every resource carries ${REQUIRED_TAGS.join(", ")}`,
  }));
  if (missing.includes("Environment") || found.Environment === environment) return absent;
  const remedy = `set it to ${environment}`;
  const wrong = {
    key: `${key}.Environment`,
    value: found.Environment,
    problem: "another environment's",
    remedy,
  };
  return [...absent, wrong];
}
