/** One thing wrong with the settings, as the person who wrote the stack file needs to hear it. */
export interface Problem {
  /** Where it stands: a dotted path below its namespace, for example `intelliguard:network.vpcCidr`. */
  readonly key: string;
  /** What was found there; left out when the key is missing or its value must not be shown. */
  readonly value?: unknown;
  /** What is wrong, following "is": for example `not a whole number`. */
  readonly problem: string;
  /** What to do about it, as an instruction. */
  readonly remedy: string;
}

/** Everything wrong with one stack's settings, in one error, one line per problem. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(
    readonly stackName: string,
    readonly problems: readonly Problem[],
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([`The settings of stack ${stackName} have ${count}:`, ...problems.map(line)].join("\n"));
  }
}

/** A problem as one line of text: key, value, what is wrong, remedy. */
export function line({ key, value, problem, remedy }: Problem): string {
  const found = value === undefined ? "" : ` = ${JSON.stringify(value)}`;
  return `  ${key}${found}: ${problem}; ${remedy}`;
}
