/** Brings the engine's JSON and the embedded preview's to the form in which they must be equal. */
import type { Digest } from "../json";
import { MASK, UNKNOWN, type Wire, type WireMap } from "../values";

interface Comparable {
  readonly op: string;
  readonly provider: string | undefined;
  readonly state: Readonly<Record<string, unknown>>;
}

/** Names that a provider's check made up; `__defaults` of an input map says which properties those are. */
function generatedNames(digest: Digest): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { newState } of digest.steps ?? []) {
    const inputs = (newState.inputs ?? {}) as WireMap;
    for (const key of (inputs.__defaults ?? []) as string[]) {
      if (typeof inputs[key] === "string") names.add(inputs[key]);
    }
  }
  return names;
}

/** What is made up is unknown to the embedded preview, and so is all that it flows into. */
function withoutNames(value: Wire, names: ReadonlySet<string>): Wire {
  if (typeof value === "string") return [...names].some((name) => value.includes(name)) ? UNKNOWN : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNames(item, names));
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withoutNames(field, names)]));
}

function inputsOf(state: Readonly<Record<string, unknown>>, names: ReadonlySet<string>): WireMap {
  const inputs = (state.inputs ?? {}) as WireMap;
  const defaults = new Set((inputs.__defaults ?? []) as string[]);
  const own = Object.entries(inputs).filter(([key]) => key !== "__defaults" && !defaults.has(key));
  const result = withoutNames(Object.fromEntries(own), names) as WireMap;
  // Whether an unknown input prints as a secret is the provider's to say.
  for (const key of (state.additionalSecretOutputs ?? []) as string[]) {
    if (result[key] === UNKNOWN) result[key] = MASK;
  }
  return result;
}

/** Steps by URN. The order of dependencies, of which the engine has none, does not count. */
export function comparable(digest: Digest): Record<string, Comparable> {
  const names = generatedNames(digest);
  const result: Record<string, Comparable> = {};
  for (const { op, urn, provider, newState } of digest.steps ?? []) {
    const { dependencies, propertyDependencies, ...state } = newState;
    const byProperty = (propertyDependencies ?? {}) as Record<string, string[]>;
    result[urn] = {
      op,
      provider,
      state: {
        ...state,
        inputs: inputsOf(newState, names),
        dependencies: [...((dependencies ?? []) as string[])].sort(),
        propertyDependencies: Object.fromEntries(
          Object.entries(byProperty).map(([key, urns]) => [key, [...urns].sort()]),
        ),
      },
    };
  }
  return result;
}
