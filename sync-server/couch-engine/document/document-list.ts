/**
 * Documents in the order of their ids, page by page.
 * Edges are compared as CouchDB compares keys: numbers and null stand before every id, arrays and
 * objects behind. Ids are ordered by code point, as CouchDB orders them.
 */
import type { Sql } from '../storage/sqlite.ts';

export interface ListedDocument {
  pk: number;
  id: string;
  winner: string;
  deleted: number;
  leaves: number;
  body: string | null;
  attachments: string | null;
  tree: string | null;
}

export interface IdRange {
  start: unknown;
  end: unknown;
  inclusiveEnd: boolean;
  descending: boolean;
}

/** Empty text sorts before every id; a blob sorts behind every text in SQLite. */
const lowest = '';
const highest = new Uint8Array();

type Edge = string | Uint8Array;

function edge(value: unknown, otherwise: Edge): Edge {
  if (value === undefined) return otherwise;
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? highest : lowest;
}

const columns = {
  bare: 'd.pk, d.id, d.winner, d.deleted, d.leaves, NULL body, NULL attachments, NULL tree',
  full: 'd.pk, d.id, d.winner, d.deleted, d.leaves, r.body, r.attachments, d.tree'
};
const join = 'JOIN revisions r ON r.doc = d.pk AND r.rev = d.winner';

function pageText(full: boolean, low: '>' | '>=', high: '<' | '<=', descending: boolean): string {
  return `SELECT ${full ? columns.full : columns.bare} FROM documents d ${full ? join : ''}
    WHERE d.db = ? AND d.id ${low} ? AND d.id ${high} ? AND d.deleted = 0
    ORDER BY d.id ${descending ? 'DESC' : 'ASC'} LIMIT ?`;
}

/** One page; the next begins behind the last id of this one. */
export function listPage(
  sql: Sql,
  db: number,
  range: IdRange,
  after: string | undefined,
  limit: number,
  full: boolean
): ListedDocument[] {
  const { start, end, inclusiveEnd, descending } = range;
  const text = (lowOpen: boolean, highOpen: boolean) =>
    pageText(full, lowOpen ? '>' : '>=', highOpen ? '<' : '<=', descending);
  const isPaging = after !== undefined;
  if (descending) {
    const high = isPaging ? after : edge(start, highest);
    const low = edge(end, lowest);
    return sql.all(text(!inclusiveEnd, isPaging), db, low, high, limit);
  }
  const low = isPaging ? after : edge(start, lowest);
  const high = edge(end, highest);
  return sql.all(text(isPaging, !inclusiveEnd), db, low, high, limit);
}

export function listedById(sql: Sql, db: number, id: string, full: boolean) {
  const text = `SELECT ${full ? columns.full : columns.bare} FROM documents d ${full ? join : ''}
    WHERE d.db = ? AND d.id = ?`;
  return sql.one<ListedDocument>(text, db, id);
}

/** How many documents stand before the range: CouchDB's `offset`. */
export function countBefore(sql: Sql, db: number, range: IdRange): number {
  if (range.start === undefined) return 0;
  const side = range.descending ? '>' : '<';
  const text = `SELECT count(*) n FROM documents WHERE db = ? AND id ${side} ? AND deleted = 0`;
  const otherwise = range.descending ? highest : lowest;
  return sql.one<{ n: number }>(text, db, edge(range.start, otherwise))!.n;
}
