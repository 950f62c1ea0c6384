import { z } from "zod";

/**
 * The schema of a merge patch for values of `schema`: every key of a mapping may be left out; what need not be there
 * (optional keys, entries of a record) may be null, which removes it. Lists and scalars are replaced whole, so their
 * schemas stay as they are.
 */
export function patchOf(schema: z.ZodType): z.ZodType {
  const patch = rebuild(schema);
  const meta = schema.meta();
  return meta === undefined || patch === schema ? patch : patch.meta(meta);
}

function rebuild(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return patchOf(schema.unwrap() as z.ZodType).nullable();
  if (schema instanceof z.ZodRecord) {
    return z.record(schema.keyType, patchOf(schema.valueType as z.ZodType).nullable());
  }
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
    const fields = Object.entries(shape).map(([key, field]) => [key, patchOf(field).optional()]);
    return z.strictObject(Object.fromEntries(fields) as Record<string, z.ZodType>);
  }
  return schema;
}

/** The part of a schema that describes what stands at `path`, wrappers removed; undefined where nothing may stand. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  const bare = unwrap(schema);
  const [step, ...rest] = path;
  if (step === undefined) return bare;
  if (bare instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.ZodType>> = bare.shape;
    const field = Object.hasOwn(shape, step) ? shape[String(step)] : undefined;
    return field === undefined ? undefined : schemaAt(field, rest);
  }
  if (bare instanceof z.ZodRecord) return schemaAt(bare.valueType as z.ZodType, rest);
  if (bare instanceof z.ZodArray) return schemaAt(bare.element as z.ZodType, rest);
  return undefined;
}

/** The keys that a schema knows, when it is one of mappings with keys of their own. */
export function keysOf(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)) return schema;
  const inner = unwrap(schema.unwrap() as z.ZodType);
  const meta = schema.meta();
  return meta === undefined || inner.meta() !== undefined ? inner : inner.meta(meta);
}
