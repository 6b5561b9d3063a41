import { isObject } from './is-object.ts';

/** A `_changes` answer, reduced to what the device stores. */
export interface Changes {
  /** Checkpoint after these rows; opaque. */
  since: string;
  /** `doc` is missing where the document was deleted. */
  rows: { id: string; doc?: { _id: string; type?: string } & Record<string, unknown> }[];
  /**
   * How many rows came, design documents included: fewer than asked for means that there are no
   * more.
   */
  count: number;
}

type Document = NonNullable<Changes['rows'][number]['doc']>;

/**
 * Undefined for anything that is not a whole answer: it is asked for again, never half believed. By
 * hand: the schema library would be on the way to the first screen for these two shapes alone.
 */
export function readChanges(body: unknown): Changes | undefined {
  if (!isObject(body)) return undefined;
  const { last_seq: since, results } = body;
  const isSince = typeof since === 'number' || (typeof since === 'string' && since !== '');
  if (!isSince || !Array.isArray(results)) return undefined;
  const rows: Changes['rows'] = [];
  for (const each of results as unknown[]) {
    if (!isObject(each) || typeof each.id !== 'string') return undefined;
    const { id, deleted, doc } = each;
    if (id.startsWith('_design/')) continue;
    if (deleted === true) rows.push({ id });
    else if (isObject(doc) && doc._id === id) rows.push({ id, doc: doc as Document });
    else return undefined;
  }
  return { since: String(since), rows, count: results.length };
}
