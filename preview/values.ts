/**
 * Property values as they travel between the runtime and the engine, and the markers inside them.
 *
 * The markers are part of Pulumi's wire format; they are the same in every SDK.
 */

/** A property value on the wire: plain JSON, in which objects may be markers. */
export type Wire = null | boolean | number | string | Wire[] | WireMap;

/** A map of property values. */
export interface WireMap {
  [key: string]: Wire;
}

/** Stands for a value that is not known before the update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that turns an object into a marker; its value says which one. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";

/** What is printed in place of a secret. */
export const MASK = "[secret]";

function signature(value: WireMap): Wire | undefined {
  return value[SIGNATURE];
}

/** Marks a value as secret; a secret stays as it is. */
export function secret(value: Wire): Wire {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** Whether the value itself is marked secret (a secret inside it does not count). */
export function isSecret(value: Wire | undefined): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && signature(value) === SECRET;
}

/** Whether the value is an asset (not an archive). */
export function isAsset(value: WireMap): boolean {
  return signature(value) === ASSET;
}

function some(value: Wire, test: (value: Wire) => boolean): boolean {
  if (test(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  const fields = Array.isArray(value) ? value : Object.values(value);
  return fields.some((field) => some(field, test));
}

/** Whether the value is, or holds anywhere, something unknown. */
export function containsUnknown(value: Wire): boolean {
  return some(value, (part) => part === UNKNOWN || (isOutput(part) && !("value" in part)));
}

/** Whether the value is, or holds anywhere, a secret. */
export function containsSecret(value: Wire): boolean {
  return some(value, (part) => isSecret(part) || (isOutput(part) && part.secret === true));
}

function isOutput(value: Wire): value is WireMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && signature(value) === OUTPUT;
}

function mapFields(value: WireMap, change: (field: Wire) => Wire): WireMap {
  const result: WireMap = {};
  for (const [key, field] of Object.entries(value)) result[key] = change(field);
  return result;
}

/** Output values (a value with its secretness and dependencies) become plain, unknown or secret values. */
export function withoutOutputs(value: Wire): Wire {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutOutputs);
  if (!isOutput(value)) return mapFields(value, withoutOutputs);
  const inner = value.value === undefined ? UNKNOWN : withoutOutputs(value.value);
  return value.secret === true ? secret(inner) : inner;
}

/** The URNs that output values inside the value depend on. */
export function outputDependencies(value: Wire, found = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  if (isOutput(value) && Array.isArray(value.dependencies)) {
    for (const urn of value.dependencies) if (typeof urn === "string") found.add(urn);
  }
  for (const field of Array.isArray(value) ? value : Object.values(value)) outputDependencies(field, found);
  return found;
}

/** The value without its secret marks: what a provider without secrets, or a lookup, receives. */
export function withoutSecrets(value: Wire): Wire {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (isSecret(value)) return withoutSecrets(value.value ?? null);
  return mapFields(value, withoutSecrets);
}

/** Prefix of property names that are the engine's own. */
const INTERNAL = "__";

/** The value as policies see it: other resources by their ids (components by URN), without the engine's own keys. */
export function forPolicies(value: Wire): Wire {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(forPolicies);
  if (signature(value) === REFERENCE) return value.id === "" ? UNKNOWN : (value.id ?? value.urn ?? null);
  const result: WireMap = {};
  for (const [key, field] of Object.entries(value)) {
    if (!key.startsWith(INTERNAL)) result[key] = forPolicies(field);
  }
  return result;
}

function knownOr(value: Wire | undefined, fallback: string): Wire {
  return value === undefined || value === UNKNOWN ? fallback : value;
}

/** The value as it may be printed: secrets masked, keys in alphabetical order as the engine has them. */
export function masked(value: Wire): Wire {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(masked);
  if (isSecret(value) || (isOutput(value) && value.secret === true)) return MASK;
  const result: WireMap = {};
  for (const key of Object.keys(value).sort()) result[key] = masked(value[key] as Wire);
  if (signature(value) !== REFERENCE) return result;
  // The engine prints an id that is not known yet as an empty one, and a version that it never has.
  return { ...result, ...("id" in result ? { id: knownOr(result.id, "") } : {}), packageVersion: "" };
}
