import { CHECKS } from "./checks";
import { DEFAULTS } from "./environments";
import { freeze, isMapping, merge, without } from "./merge";
import { nearestOf } from "./nearest";
import { type Problem, SettingsError } from "./problems";
import { resolve, type Settings } from "./resolve";
import { configSchema, overrideSchema } from "./schema";
import { ENVIRONMENTS } from "./schema/environment";
import { problemsOf } from "./schema/problems";

/** What Pulumi knows about a stack, decoded: everything the settings are made from. */
export interface StackConfig {
  /** The stack's name. */
  readonly stack: string;
  /** Config of the namespace `intelliguard`, without the prefix. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Config of the namespace `aws`, without the prefix. */
  readonly aws: Readonly<Record<string, unknown>>;
  /** Keys of every other namespace, with prefix. */
  readonly others?: readonly string[];
  /** Keys of any namespace, with prefix, whose values are encrypted. Those values are never shown. */
  readonly secrets?: readonly string[];
}

/** Namespaces whose config is read by Pulumi or by the providers this program uses. */
const NAMESPACES = ["aws", "eks", "intelliguard", "kubernetes", "pulumi", "random"];

/**
 * The settings of a stack: its config over its environment's defaults, checked as a whole.
 *
 * @throws SettingsError listing every problem, each with key, value and remedy.
 */
export function parseSettings(source: StackConfig): Settings {
  const { stack, aws } = source;
  const given = withoutSecrets(source);
  const override = overrideSchema.safeParse(given);
  const merged = mergedWithDefaults(fitParts(given, override.error?.issues ?? []));
  const complete = configSchema.safeParse(merged);

  const problems = [
    ...strayNamespaces(source),
    ...secretKeys(source),
    ...problemsOf(override.error, given, overrideSchema),
    ...(merged === undefined ? noEnvironment(given) : problemsOf(complete.error, merged, configSchema)),
  ];
  if (!complete.success) throw new SettingsError(stack, presentable(problems, source));

  const subject = { stack, config: complete.data, aws };
  problems.push(...CHECKS.flatMap((check) => check(subject)));
  if (problems.length > 0) throw new SettingsError(stack, presentable(problems, source));
  return freeze(resolve(subject));
}

/** The parts of a config that zod had no issue with: the others stay at their defaults, so that all the rest is checked too. */
function fitParts(config: unknown, issues: readonly Issue[]): unknown {
  const unfit = issues.flatMap(({ path, keys }) =>
    keys === undefined ? [path] : keys.map((key) => [...path, key]),
  );
  return unfit.reduce<unknown>(without, config);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

/** The config over its environment's defaults; undefined when it names no environment. */
function mergedWithDefaults(config: unknown): unknown {
  const environment = ENVIRONMENTS.find((name) => isMapping(config) && config.environment === name);
  return environment === undefined ? undefined : merge(DEFAULTS[environment], config);
}

function noEnvironment(config: unknown): Problem[] {
  if (isMapping(config) && config.environment !== undefined) return [];
  const remedy = `set it to one of ${ENVIRONMENTS.join(", ")}`;
  return [{ key: "intelliguard:environment", problem: "missing", remedy }];
}

/** A misspelt namespace would otherwise be a setting that nobody reads. */
function strayNamespaces({ others = [] }: StackConfig): Problem[] {
  return others.flatMap((key) => {
    const [namespace = "", ...name] = key.split(":");
    if (NAMESPACES.includes(namespace)) return [];
    const near = nearestOf(namespace, NAMESPACES) ?? "intelliguard";
    return [
      { key, problem: "a namespace that nobody reads", remedy: `did you mean ${near}:${name.join(":")}?` },
    ];
  });
}

const OWN = "intelliguard:";

function ownSecrets({ secrets = [] }: StackConfig): string[] {
  return secrets.filter((key) => key.startsWith(OWN));
}

function withoutSecrets(source: StackConfig): unknown {
  return ownSecrets(source).reduce<unknown>(
    (rest, key) => without(rest, [key.slice(OWN.length)]),
    source.config,
  );
}

function secretKeys(source: StackConfig): Problem[] {
  return ownSecrets(source).map((key) => ({
    key,
    problem: "a secret, and config holds none",
    remedy: "remove it; keep secrets in AWS Secrets Manager",
  }));
}

/** One problem for each key, the first found, and no value of a secret. */
function presentable(problems: readonly Problem[], { secrets = [] }: StackConfig): Problem[] {
  const first = problems.filter(({ key, problem }, index) => {
    const earlier = problems.slice(0, index);
    return !earlier.some(
      (other) => other.key === key && (problem === "missing" || problem === other.problem),
    );
  });
  return first.map((problem) => {
    const secret = secrets.some((key) => problem.key === key || problem.key.startsWith(`${key}.`));
    return secret ? { key: problem.key, problem: problem.problem, remedy: problem.remedy } : problem;
  });
}
