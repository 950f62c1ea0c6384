import { createRequire } from "node:module";

/** The message of a request, as protobuf holds it. */
interface Struct {
  toJavaScript(): Record<string, unknown>;
}

type Deserialise = (struct: Struct, proxySecrets: boolean) => Record<string, unknown>;

// The SDK's own module object, not a copy of it: its server looks the function up there on every request.
const SDK = createRequire(__filename)("@pulumi/policy/deserialize") as { deserializeProperties: Deserialise };

/** The function that `deserialiseOnce` stands in for, so that it is wrapped once however often the pack is loaded. */
const wrapped = new WeakSet<Deserialise>();

/** The request as it came, by what was made of it: only there are secrets still marked. */
const originals = new WeakMap<object, Record<string, unknown>>();

/**
 * Makes the SDK unpack each request once instead of once per policy; with a hundred policies that is most of the cost
 * of a preview. Both maps hold on to a request no longer than the SDK does.
 *
 * Remediations ask for properties that they may change, and always get their own.
 */
export function deserialiseOnce(module = SDK): void {
  const original = module.deserializeProperties;
  if (wrapped.has(original)) return;
  const unpacked = new WeakMap<Struct, Record<string, unknown>>();
  const once: Deserialise = (struct, proxySecrets) => {
    if (proxySecrets) return original(struct, proxySecrets);
    const known = unpacked.get(struct);
    if (known !== undefined) return known;
    const sent = struct.toJavaScript();
    const result = original({ toJavaScript: () => sent }, proxySecrets);
    unpacked.set(struct, result);
    originals.set(result, sent);
    return result;
  };
  wrapped.add(once);
  module.deserializeProperties = once;
}

/**
 * The properties as the engine sent them, secrets and assets still marked; what the SDK made of them when it was not
 * `deserialiseOnce` that made it.
 */
export function sentOf(properties: Record<string, unknown>): Record<string, unknown> {
  return originals.get(properties) ?? properties;
}

/** The key by which the engine marks a value that plain data cannot express, and the mark of a secret. */
export const MARK = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Every text inside a value, at any depth. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(texts);
}

function secretTexts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (MARK in value && value[MARK] === SECRET) return texts("value" in value ? value.value : undefined);
  return Object.values(value).flatMap(secretTexts);
}

const secrets = new WeakMap<object, readonly string[]>();

/**
 * The texts that the engine marked secret in a resource's properties, longest first, so that messages can leave them out.
 *
 * @param properties what the SDK made of the request
 */
export function secretsOf(properties: object): readonly string[] {
  const known = secrets.get(properties);
  if (known !== undefined) return known;
  const found = secretTexts(originals.get(properties)).filter((text) => text.length > 2);
  const made = [...new Set(found)].sort((a, b) => b.length - a.length);
  secrets.set(properties, made);
  return made;
}
