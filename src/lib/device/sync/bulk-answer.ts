import * as z from 'zod/mini';

const bulkRow = z.object({
  id: z.string(),
  ok: z.optional(z.literal(true)),
  error: z.optional(z.string())
});
export type BulkRow = z.infer<typeof bulkRow>;

/** Rows of a `_bulk_docs` answer by id, or undefined for anything that is not one. */
export function readBulkAnswer(body: unknown): Map<string, BulkRow> | undefined {
  const read = z.safeParse(z.array(bulkRow), body);
  return read.success ? new Map(read.data.map((row) => [row.id, row])) : undefined;
}
