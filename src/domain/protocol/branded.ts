import type * as z from 'zod/mini';

/**
 * The same schema, of which `z.infer` gives the brand. Nothing is checked or changed besides: a
 * brand is a name.
 */
export function branded<T>(schema: z.ZodMiniType<T>): z.ZodMiniType<T, T> {
  return schema as z.ZodMiniType<T, T>;
}
