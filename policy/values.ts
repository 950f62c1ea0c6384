import { UNKNOWN, type Subject, type Value, type Values } from "./rule";

/** One place in a resource's inputs: where it is, and what is there (`undefined` when nothing is). */
export interface Place {
  readonly path: string;
  readonly value: Value;
}

interface Step {
  readonly key: string;
  /** The key holds a list, and every element is meant. */
  readonly each: boolean;
  /** Nothing is meant when nothing is there. */
  readonly optional: boolean;
}

const STEP = /^([^[\]?]+)(\[\])?(\?)?$/;
const parsed = new Map<string, readonly Step[]>();

function stepsOf(path: string): readonly Step[] {
  const known = parsed.get(path);
  if (known) return known;
  const steps = path.split(".").map((part) => {
    const match = STEP.exec(part);
    if (!match?.[1]) throw new Error(`Write "${path}" as keys joined by dots, each with [] or ? after it`);
    return { key: match[1], each: match[2] !== undefined, optional: match[3] !== undefined };
  });
  parsed.set(path, steps);
  return steps;
}

/** A mapping, as opposed to a list, a scalar, nothing or something not known yet. */
export function isValues(value: Value): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list. (`Array.isArray` alone forgets what a read-only list holds.) */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

const absent = (value: Value): boolean => value === undefined || value === null;

/**
 * All places that `path` means in `root`. A path is keys joined by dots: `a.b`, `a[].b` for each element of a list, and
 * `a?.b` or `a[]?.b` where an absent `a` means no place at all. Without the `?`, something absent (or an empty list) is
 * the place of an absent value: whoever requires it finds it missing. A value not known yet ends the path where it is.
 */
export function places(root: Value, path: string): readonly Place[] {
  let found: Place[] = [{ path: "", value: root }];
  for (const step of stepsOf(path)) {
    const next: Place[] = [];
    for (const place of found) {
      if (place.value === UNKNOWN) next.push(place);
      else walk(place, step, next);
    }
    found = next;
  }
  return found;
}

function walk(place: Place, step: Step, into: Place[]): void {
  const path = place.path === "" ? step.key : `${place.path}.${step.key}`;
  const value = isValues(place.value) ? place.value[step.key] : undefined;
  if (value === UNKNOWN) into.push({ path, value });
  else if (absent(value)) {
    if (!step.optional) into.push({ path, value: undefined });
  } else if (!step.each) into.push({ path, value });
  else if (!isList(value)) into.push({ path, value: undefined });
  else if (value.length > 0)
    value.forEach((item, index) => into.push({ path: `${path}[${index}]`, value: item }));
  else if (!step.optional) into.push({ path, value: undefined });
}

/** The one value that a path without `[]` means; `undefined` when it is absent, `UNKNOWN` when it or what holds it is. */
export function at(root: Value, path: string): Value {
  return places(root, path)[0]?.value;
}

/** Whether a boolean input is true. Some inputs of the AWS provider are booleans written as text. */
export function isTrue(value: Value): boolean {
  return value === true || value === "true";
}

/** A list's elements; none when it is absent, not a list, or not known yet. */
export function listOf(value: Value): readonly Value[] {
  return isList(value) ? value : [];
}

/** A mapping's entries; none when it is absent, not a mapping, or not known yet. */
export function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  return isValues(value) ? Object.entries(value) : [];
}

/** How a message shows a value: short, and without what may be long or private. */
export function shown(value: Value): string {
  if (value === undefined || value === null || value === "") return "not set";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value === "string") return value.length <= 60 ? value : `${value.slice(0, 57)}...`;
  if (isList(value) && value.length === 0) return "empty";
  return isList(value) && value.every((item) => typeof item === "string")
    ? value.join(", ")
    : "something else";
}

/** A copy of `values` in which the place at `path` (keys joined by dots, no lists) holds `value`. */
export function withValue(values: Values, path: string, value: Value): Values {
  const [key = "", ...rest] = path.split(".");
  const inner = values[key];
  return {
    ...values,
    [key]: rest.length === 0 ? value : withValue(isValues(inner) ? inner : {}, rest.join("."), value),
  };
}

/** The Kubernetes group and kind of a type token, without the version: `storage.k8s.io/StorageClass`, `core/Pod`. */
export function groupKind(type: string): string | undefined {
  const match = /^kubernetes:(?:(.+)\/)?[^/:]+:(\w+)$/.exec(type);
  return match?.[2] === undefined ? undefined : `${match[1] ?? "core"}/${match[2]}`;
}

/** An object of Kubernetes as messages name it: namespace and name where they are known, else the resource's name. */
export function objectName(subject: Subject): string {
  const name = at(subject.inputs, "metadata.name");
  const namespace = at(subject.inputs, "metadata.namespace");
  if (typeof name !== "string") return subject.name;
  return typeof namespace === "string" ? `${namespace}/${name}` : name;
}
