/**
 * Documents in the order of their ids, page by page.
 * Ids are ordered by code point, as CouchDB orders them; an edge that is no text stands before every
 * id there.
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
  /** Design documents only. */
  isDesign: boolean;
}

type Edge = string | Uint8Array;

/** Empty text sorts before every id; a blob sorts behind every text in SQLite. */
const everything: [low: Edge, high: Edge] = ['', new Uint8Array()];
const designs: [low: Edge, high: Edge] = ['_design/', '_design0'];

/** From where to where the ids go; an edge beyond the kind of documents asked for is its own. */
function edges({ start, end, descending, isDesign }: IdRange): [low: Edge, high: Edge] {
  const [lowest, highest] = isDesign ? designs : everything;
  const edge = (value: unknown, otherwise: Edge): Edge => {
    if (value === undefined) return otherwise;
    const text = typeof value === 'string' ? value : '';
    if (text < (lowest as string)) return lowest;
    return typeof highest === 'string' && text > highest ? highest : text;
  };
  return descending
    ? [edge(end, lowest), edge(start, highest)]
    : [edge(start, lowest), edge(end, highest)];
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
  const { inclusiveEnd, descending } = range;
  const [low, high] = edges(range);
  const text = (lowOpen: boolean, highOpen: boolean) =>
    pageText(full, lowOpen ? '>' : '>=', highOpen ? '<' : '<=', descending);
  const isPaging = after !== undefined;
  return descending
    ? sql.all(text(!inclusiveEnd, isPaging), db, low, after ?? high, limit)
    : sql.all(text(isPaging, !inclusiveEnd), db, after ?? low, high, limit);
}

export function listedById(sql: Sql, db: number, id: string, full: boolean) {
  const text = `SELECT ${full ? columns.full : columns.bare} FROM documents d ${full ? join : ''}
    WHERE d.db = ? AND d.id = ?`;
  return sql.one<ListedDocument>(text, db, id);
}

/** How many documents stand before the range: CouchDB's `offset`. */
export function countBefore(sql: Sql, db: number, range: IdRange): number {
  if (range.start === undefined) return 0;
  const [low, high] = edges(range);
  return range.descending
    ? countBetween(sql, db, '>', high, '<', kindOf(range)[1])
    : countBetween(sql, db, '>=', kindOf(range)[0], '<', low);
}

export function countDesigns(sql: Sql, db: number): number {
  return countBetween(sql, db, '>=', designs[0], '<', designs[1]);
}

const kindOf = ({ isDesign }: IdRange) => (isDesign ? designs : everything);

function countBetween(
  sql: Sql,
  db: number,
  above: '>' | '>=',
  low: Edge,
  below: '<',
  high: Edge
): number {
  const text = `SELECT count(*) n FROM documents
    WHERE db = ? AND id ${above} ? AND id ${below} ? AND deleted = 0`;
  return sql.one<{ n: number }>(text, db, low, high)!.n;
}
