import { UNKNOWN, type Subject, type Value, type Values } from "../rule";
import { at, isList } from "../values";

/** An input of a provider: the engine passes blocks of providers as JSON text. */
function block(value: Value): Value {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return undefined;
  }
}

/** The tags that the provider puts on everything. */
export function defaultTags({ provider }: Subject): Value {
  if (provider === undefined) return undefined;
  return at(block(provider.defaultTags), "tags");
}

/** The environments whose data may be lost by a mistake. In every other one it must survive. */
export const PASSING: readonly string[] = ["development", "staging"];

/** JSON schema of the option that says so. */
export const passingOptions: Readonly<Record<string, Values>> = {
  passing: {
    type: "array",
    items: { type: "string" },
    description: `The environments in which it does not hold; ${PASSING.join(" and ")} when not given`,
  },
};

/** The environment of a resource: its provider's default tag `Environment`, else the name of its stack. */
function environmentOf(subject: Subject): Value {
  const tags = defaultTags(subject);
  if (tags === UNKNOWN) return UNKNOWN;
  return at(tags, "Environment") ?? /^urn:pulumi:([^:]+)::/.exec(subject.urn)?.[1];
}

/** Whether data of the resource must survive a mistake; `UNKNOWN` while its environment is not known yet. */
export function isLasting(subject: Subject, options?: Values): boolean | typeof UNKNOWN {
  const environment = environmentOf(subject);
  if (environment === UNKNOWN) return UNKNOWN;
  const stated = options?.passing;
  const passing: readonly Value[] = isList(stated) ? stated : PASSING;
  return !passing.includes(environment);
}
