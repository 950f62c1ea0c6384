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
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>);
    return z.strictObject(Object.fromEntries(fields.map(([key, field]) => [key, patchOf(field).optional()])));
  }
  return schema;
}
