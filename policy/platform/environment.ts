import { UNKNOWN, type Subject, type Value, type Values } from "../rule";
import { at } from "../values";

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

/** The environments in which data must survive a mistake. */
export const LASTING: readonly string[] = ["production", "dr"];

/** JSON schema of the option that says so. */
export const lastingOptions: Readonly<Record<string, Values>> = {
  environments: {
    type: "array",
    items: { type: "string" },
    description: `The environments that it holds in, by the provider's default tag Environment; ${LASTING.join(" and ")} when not given`,
  },
};

/**
 * Whether data of the resource must survive a mistake: when its provider tags it with one of the environments, and when no
 * environment can be told. `UNKNOWN` while the tag is not known yet.
 */
export function isLasting(subject: Subject, options?: Values): boolean | typeof UNKNOWN {
  const tags = defaultTags(subject);
  const environment = tags === UNKNOWN ? UNKNOWN : at(tags, "Environment");
  if (environment === UNKNOWN) return UNKNOWN;
  const stated = options?.environments;
  const lasting: readonly Value[] = Array.isArray(stated) ? (stated as readonly Value[]) : LASTING;
  return typeof environment !== "string" || lasting.includes(environment);
}
