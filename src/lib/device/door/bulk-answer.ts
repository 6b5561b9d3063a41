import { isObject } from './is-object.ts';

export interface BulkRow {
  id: string;
  ok?: true;
  error?: string;
}

/**
 * Rows of a `_bulk_docs` answer by id, or undefined for anything that is not one. By hand, as in
 * feed-answer.ts.
 */
export function readBulkAnswer(body: unknown): Map<string, BulkRow> | undefined {
  const isAnswer = Array.isArray(body) && body.every(isBulkRow);
  return isAnswer ? new Map(body.map((row: BulkRow) => [row.id, row])) : undefined;
}

function isBulkRow(row: unknown): row is BulkRow {
  if (!isObject(row) || typeof row.id !== 'string') return false;
  const { ok, error } = row;
  return (ok === undefined || ok === true) && (error === undefined || typeof error === 'string');
}
