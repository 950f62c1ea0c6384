import { Secret } from "@pulumi/policy";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { UNKNOWN, type Value } from "./rule";

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Plain data as the engine wants it back. */
function sent(value: unknown): unknown {
  if (value === UNKNOWN) return unknownValue;
  if (Array.isArray(value)) return value.map(sent);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, sent(field)]));
}

/**
 * The resource's own properties with a rule's changes in them. What the rule left alone is taken from the original,
 * so that secrets stay marked, assets stay assets and unknown values stay unknown.
 *
 * @param original the properties as the SDK holds them
 * @param before the same as plain data
 * @param after `before` as the rule wants it
 */
export function remediated(original: unknown, before: Value, after: Value): unknown {
  if (before === after) return original;
  if (original instanceof Secret) return new Secret(remediated(original.value, before, after));
  if (!isFields(original) || !isFields(before) || !isFields(after)) return sent(after);
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(after)) {
    result[key] = remediated(original[key], before[key], value);
  }
  return result;
}
