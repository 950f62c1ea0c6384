/** A mapping, as opposed to a list, a scalar or null. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Lays `patch` over `base` as JSON Merge Patch (RFC 7396) does, which is also how Pulumi merges an environment's
 * config: mappings merge key by key, null removes a key, anything else (lists too) replaces. Neither input is changed.
 */
export function merge(base: unknown, patch: unknown): unknown {
  if (!isMapping(patch)) return patch;
  const merged = new Map(Object.entries(isMapping(base) ? base : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** A copy of `value` without what stands at `path`; a path into a list removes the whole list. */
export function without(value: unknown, path: readonly PropertyKey[]): unknown {
  const [key, ...rest] = path;
  if (!isMapping(value) || typeof key !== "string" || !Object.hasOwn(value, key)) return value;
  const inner = rest.length > 0 && isMapping(value[key]) ? without(value[key], rest) : undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      if (name !== key) return [[name, field]];
      return inner === undefined ? [] : [[name, inner]];
    }),
  );
}

/** What stands at `path`, or undefined. */
export function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((found, key) => {
    if (Array.isArray(found)) return (found as unknown[])[Number(key)];
    return isMapping(found) && Object.hasOwn(found, key) ? found[String(key)] : undefined;
  }, value);
}

/** A type whose every level is read-only. */
export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** Freezes a value and everything it holds; returns it. */
export function freeze<T>(value: T): DeepReadonly<T> {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value as DeepReadonly<T>;
}
