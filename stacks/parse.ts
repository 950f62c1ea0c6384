import { CHECKS } from "./checks";
import { DEFAULTS } from "./environments";
import { freeze, isMapping, merge, without } from "./merge";
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
  /** Keys of either namespace, with prefix, whose values are encrypted. Their values must never be shown. */
  readonly secrets?: readonly string[];
}

/**
 * The settings of a stack: its config over its environment's defaults, checked as a whole.
 *
 * @throws SettingsError listing every problem, each with key, value and remedy.
 */
export function parseSettings(source: StackConfig): Settings {
  const problems: Problem[] = [];
  const given = withoutSecrets(source, problems);

  const override = overrideSchema.safeParse(given, { reportInput: true });
  problems.push(...problemsOf(override.error, given, overrideSchema));
  // What is unfit is left at its default, so that everything else can still be checked.
  const fit = (override.error?.issues ?? []).reduce<unknown>((rest, issue) => {
    if (issue.code !== "unrecognized_keys") return without(rest, issue.path);
    return issue.keys.reduce((left, key) => without(left, [...issue.path, key]), rest);
  }, given);

  const environment = isMapping(fit) ? fit["environment"] : undefined;
  const name = ENVIRONMENTS.find((known) => known === environment);
  const merged = merge(name === undefined ? {} : DEFAULTS[name], fit);
  const complete = configSchema.safeParse(merged);
  problems.push(
    ...unsaid(
      problems,
      name === undefined ? missingEnvironment(fit) : problemsOf(complete.error, merged, configSchema),
    ),
  );

  if (complete.success) {
    const subject = { stack: source.stack, config: complete.data, aws: source.aws };
    const found = CHECKS.flatMap((check) => check(subject));
    problems.push(...found);
    if (problems.length === 0) return freeze(resolve(subject));
  }
  throw new SettingsError(source.stack, problems);
}

/** The config without its secrets, each of which is a problem: secrets never enter Pulumi config. */
function withoutSecrets({ config, secrets = [] }: StackConfig, problems: Problem[]): unknown {
  const own = secrets.filter((key) => key.startsWith("intelliguard:"));
  for (const key of own) {
    problems.push({
      key,
      problem: "a secret, which config must not hold",
      remedy: "remove it, and keep secrets in AWS Secrets Manager",
    });
  }
  return own.reduce<unknown>((rest, key) => without(rest, [key.slice("intelliguard:".length)]), config);
}

function missingEnvironment(config: unknown): Problem[] {
  if (isMapping(config) && config["environment"] !== undefined) return [];
  const known = ENVIRONMENTS.join(", ");
  return [{ key: "intelliguard:environment", problem: "missing", remedy: `set it to one of ${known}` }];
}

/** Problems about keys that no earlier problem names. */
function unsaid(said: readonly Problem[], more: readonly Problem[]): Problem[] {
  return more.filter(
    ({ key }) => !said.some((earlier) => earlier.key === key || earlier.key.startsWith(`${key}.`)),
  );
}
