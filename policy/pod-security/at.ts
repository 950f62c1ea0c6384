import { UNKNOWN, type Finding, type Value } from "../rule";

/**
 * A place in plain data, with the path that leads there. Reading on from a value that is not known yet stays at that
 * value, so that findings name the place that is to be settled.
 */
export class At {
  constructor(
    readonly value: Value,
    readonly path: string,
  ) {}

  get unknown(): boolean {
    return this.value === UNKNOWN;
  }

  get absent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** The value as a message says it. */
  get text(): string {
    return typeof this.value === "string" ? `"${this.value}"` : "what is no text";
  }

  /** The field of that name; absent when this is no object. */
  get(key: string): At {
    if (this.value === UNKNOWN) return this;
    const fields = this.value;
    const path = this.path === "" ? key : `${this.path}.${key}`;
    if (typeof fields !== "object" || fields === null || Array.isArray(fields))
      return new At(undefined, path);
    return new At((fields as Readonly<Record<string, Value>>)[key], path);
  }

  /** A field at the end of several keys. */
  in(...keys: readonly string[]): At {
    return keys.reduce<At>((at, key) => at.get(key), this);
  }

  /** The items of a list; none when this is no list, and one unknown when the list is unknown. */
  items(): At[] {
    if (this.value === UNKNOWN) return [this];
    if (!Array.isArray(this.value)) return [];
    return (this.value as readonly Value[]).map((item, index) => new At(item, `${this.path}[${index}]`));
  }

  /** The fields of an object by name; none when this is no object or not known. */
  fields(): [string, At][] {
    const fields = this.value;
    if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return [];
    return Object.keys(fields).map((key) => [
      key,
      new At((fields as Readonly<Record<string, Value>>)[key], `${this.path}["${key}"]`),
    ]);
  }
}

export function violation(at: At | string, message: string): Finding {
  return { kind: "violation", path: typeof at === "string" ? at : at.path, message };
}

/** Nothing when the value is fine, a violation when it is not, and "unknown" when that is not known yet. */
export function judged(at: At, bad: (value: Value) => boolean, message: string): Finding[] {
  if (at.unknown) return [{ kind: "unknown", path: at.path }];
  return bad(at.value) ? [violation(at, message)] : [];
}
