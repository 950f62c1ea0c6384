import { CHECKS } from "./checks";
import { DEFAULTS } from "./environments";
import { freeze, isMapping, merge, without } from "./merge";
import { nearestOf } from "./nearest";
import { type Problem, SettingsError } from "./problems";
import { resolve, type Settings } from "./resolve";
import { type Config, configSchema, overrideSchema } from "./schema";
import { awsSchema } from "./schema/aws";
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
  const provider = awsSchema.safeParse(aws);

  const problems = [
    ...strayNamespaces(source),
    ...secretKeys(source),
    ...problemsOf(override.error, given, overrideSchema),
    ...problemsOf(provider.error, aws, awsSchema, "aws"),
    ...(merged === undefined ? noEnvironment(given) : problemsOf(complete.error, merged, configSchema)),
    ...checked({ stack, aws, config: merged }, complete.error?.issues ?? []),
  ];
  if (!complete.success || !provider.success || problems.length > 0) {
    throw new SettingsError(stack, presentable(problems, source));
  }
  return freeze(resolve(stack, complete.data, provider.data));
}

/** What the checks find, of those that read nothing that is incomplete. */
function checked(
  subject: { stack: string; aws: StackConfig["aws"]; config: unknown },
  issues: readonly Issue[],
): Problem[] {
  const { config } = subject;
  if (!isMapping(config)) return [];
  const broken = new Set(issues.map(({ path }) => path[0]));
  return CHECKS.filter(({ reads }) => !reads.some((key) => broken.has(key))).flatMap(({ run }) =>
    // What a check reads has passed its part of the schema, and the schema transforms nothing.
    run({ ...subject, config: config as Config }),
  );
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

/** The problems without what an earlier one says already, and without the values of secrets. */
function presentable(problems: readonly Problem[], { secrets = [] }: StackConfig): Problem[] {
  const told = problems.filter(
    (problem, index) => !problems.slice(0, index).some((earlier) => covers(earlier, problem)),
  );
  return told.map((problem) => {
    const secret = secrets.some((key) => within(problem.key, key));
    return secret ? { key: problem.key, problem: problem.problem, remedy: problem.remedy } : problem;
  });
}

/** Whether a problem adds nothing to an earlier one: what was unfit counts as missing where there is no default. */
function covers(earlier: Problem, { key, problem }: Problem): boolean {
  if (problem === "missing") return within(earlier.key, key) || within(key, earlier.key);
  return earlier.key === key && earlier.problem === problem;
}

/** Whether a key is another, or stands below it. */
function within(key: string, other: string): boolean {
  return key === other || key.startsWith(`${other}.`) || key.startsWith(`${other}[`);
}
