import * as z from 'zod/mini';

/** A `_changes` answer, reduced to what the device stores. */
export interface Changes {
  /** Checkpoint after these rows; opaque. */
  since: string;
  /** `doc` is missing where the document was deleted. */
  rows: { id: string; doc?: { _id: string; type?: string } & Record<string, unknown> }[];
  /** How many rows came, design documents included: fewer than asked for means that there are no more. */
  count: number;
}

const answer = z.object({
  last_seq: z.union([z.string().check(z.minLength(1)), z.number()]),
  results: z.array(
    z.object({
      id: z.string(),
      deleted: z.optional(z.boolean()),
      doc: z.optional(z.nullable(z.looseObject({ _id: z.string() })))
    })
  )
});

/** Undefined for anything that is not a whole answer: it is asked for again, never half believed. */
export function readChanges(body: unknown): Changes | undefined {
  const read = z.safeParse(answer, body);
  if (!read.success) return undefined;
  const rows: Changes['rows'] = [];
  for (const { id, deleted, doc } of read.data.results) {
    if (id.startsWith('_design/')) continue;
    if (deleted) rows.push({ id });
    else if (doc && doc._id === id) rows.push({ id, doc });
    else return undefined;
  }
  return { since: String(read.data.last_seq), rows, count: read.data.results.length };
}
