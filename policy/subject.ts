import { Secret, type PolicyResource, type ResourceValidationArgs } from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import { MARK, SECRET, sentOf } from "./once";
import { UNKNOWN, type Subject, type Value, type Values } from "./rule";

/** What the engine sends in place of a value it does not know yet; one text per type. */
const SENTINELS: ReadonlySet<unknown> = new Set(
  Object.entries(proxy)
    .filter(([name]) => /^unknown\w+Value$/.test(name))
    .map(([, sentinel]) => sentinel),
);

/** The parts of an asset or an archive that say where its content is; the content itself is no property. */
const ASSET_PARTS: ReadonlySet<string> = new Set(["path", "text", "uri", "assets"]);

/** A value as the engine sends it, as plain data: secrets in clear, assets as their `path`, `text` or `uri`. */
export function plain(value: unknown): Value {
  if (typeof value === "string") return SENTINELS.has(value) ? UNKNOWN : value;
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value instanceof Promise) return undefined;
  if (value instanceof Secret) return plain(value.value);
  const fields = value as Record<string, unknown>;
  if (fields[MARK] === SECRET) return plain(fields.value);
  const keys = Object.keys(fields);
  const kept = MARK in fields ? keys.filter((key) => ASSET_PARTS.has(key)) : keys;
  const result: Record<string, Value> = {};
  for (const key of kept) result[key] = plain(fields[key]);
  return result;
}

/** The object behind the SDK's proxies, whose reads throw on what is unknown and hide what is secret. */
export function unwrapped(properties: Record<string, unknown>): Record<string, unknown> {
  const target = properties.__getSpecialProxyTarget;
  return typeof target === "object" && target !== null
    ? unwrapped(target as Record<string, unknown>)
    : properties;
}

const plainOf = new WeakMap<object, Values>();

/** `plain` of a resource's properties, made once per request. */
export function inputsOf(properties: Record<string, unknown>): Values {
  const target = unwrapped(properties);
  const known = plainOf.get(target);
  if (known !== undefined) return known;
  const made = plain(sentOf(target)) as Values;
  plainOf.set(target, made);
  return made;
}

const subjects = new WeakMap<object, Subject>();

/** One resource as the rules see it, built once per request however many rules ask. */
export function subjectOf(resource: ResourceValidationArgs | PolicyResource): Subject {
  const target = unwrapped(resource.props);
  const known = subjects.get(target);
  if (known !== undefined) return known;
  const made: Subject = {
    type: resource.type,
    name: resource.name,
    urn: resource.urn,
    inputs: inputsOf(resource.props),
    protect: resource.opts.protect,
    provider: resource.provider && inputsOf(resource.provider.props),
    dependencies: "propertyDependencies" in resource ? dependenciesOf(resource) : undefined,
  };
  subjects.set(target, made);
  return made;
}

function dependenciesOf(resource: PolicyResource): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(resource.propertyDependencies).map(([key, from]) => [key, from.map((one) => one.urn)]),
  );
}
