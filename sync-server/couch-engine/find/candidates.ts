/** Walks what a plan may match, page by page, in the plan's order, from a bookmark on. */
import { nextPageSize } from '../storage/page-size.ts';
import type { Sql } from '../storage/sqlite.ts';
import type { AllDocsPlan, IndexPlan } from './find-plan.ts';
import type { KeyRange } from './key-ranges.ts';

export interface Candidate {
  pk: number;
  id: string;
  winner: string;
  leaves: number;
  tree: string | null;
  body: string;
  attachments: string | null;
  /** Where to go on behind this one: a key of the index, or the id. */
  position: Uint8Array | string;
}

const columns = `d.pk, d.id, d.winner, d.leaves, CASE WHEN d.leaves > 1 THEN d.tree END tree,
  r.body, r.attachments`;
const join = 'JOIN revisions r ON r.doc = d.pk AND r.rev = d.winner';

const indexText = (order: 'ASC' | 'DESC') => `SELECT ${columns}, i.key position
  FROM index_rows i JOIN documents d ON d.pk = i.doc ${join}
  WHERE i.idx = ? AND i.key > ? AND i.key < ? ORDER BY i.key ${order} LIMIT ?`;
const indexAscending = indexText('ASC');
const indexDescending = indexText('DESC');

const allText = (
  order: 'ASC' | 'DESC'
) => `SELECT ${columns}, d.id position FROM documents d ${join}
  WHERE d.db = ? AND d.id > ? AND d.id < ? AND d.deleted = 0 ORDER BY d.id ${order} LIMIT ?`;
const allAscending = allText('ASC');
const allDescending = allText('DESC');

const firstPage = 25;
const laterPage = 500;

/** Yields pages; between them other requests get their turn. */
export async function* candidatePages(
  sql: Sql,
  db: number,
  access: AllDocsPlan | IndexPlan,
  bookmark: Uint8Array | string | undefined,
  wanted: number
): AsyncGenerator<Candidate[]> {
  const read =
    access.kind === 'index'
      ? indexReader(sql, access, bookmark)
      : allReader(sql, db, access, bookmark);
  let size = Math.min(firstPage, Math.max(1, wanted));
  for (;;) {
    const page = read(size);
    if (page.length > 0) yield page;
    if (page.length < size) return;
    size = nextPageSize(page, laterPage);
    await new Promise(setImmediate);
  }
}

function indexReader(sql: Sql, plan: IndexPlan, bookmark: Uint8Array | string | undefined) {
  const ranges = plan.descending ? [...plan.ranges].reverse() : [...plan.ranges];
  const text = plan.descending ? indexDescending : indexAscending;
  let behind = typeof bookmark === 'string' ? undefined : bookmark;
  let range = ranges.shift();
  return (size: number): Candidate[] => {
    const found: Candidate[] = [];
    while (range && found.length < size) {
      const { low, high } = narrowed(range, behind, plan.descending);
      const left = size - found.length;
      const page = sql.all<Candidate>(text, plan.index.pk, low, high, left);
      found.push(...page);
      behind = page.length > 0 ? (page.at(-1)!.position as Uint8Array) : behind;
      if (page.length < left) range = ranges.shift();
    }
    return found;
  };
}

function narrowed(
  range: KeyRange,
  behind: Uint8Array | undefined,
  descending: boolean
): {
  low: Uint8Array;
  high: Uint8Array;
} {
  if (!behind) return range;
  if (descending)
    return { low: range.low, high: Buffer.compare(behind, range.high) < 0 ? behind : range.high };
  return { low: Buffer.compare(behind, range.low) > 0 ? behind : range.low, high: range.high };
}

function allReader(
  sql: Sql,
  db: number,
  plan: AllDocsPlan,
  bookmark: Uint8Array | string | undefined
) {
  const text = plan.descending ? allDescending : allAscending;
  // Bounds are open: the greatest text below `start` is not known, so the selector drops the rest.
  let low: string | Uint8Array = plan.start === undefined ? '' : justBelow(plan.start);
  let high: string | Uint8Array = plan.end === undefined ? new Uint8Array() : `${plan.end}\0`;
  if (typeof bookmark === 'string') {
    if (plan.descending) high = bookmark;
    else low = bookmark;
  }
  return (size: number): Candidate[] => {
    const page = sql.all<Candidate>(text, db, low, high, size);
    const last = page.at(-1)?.id;
    if (last !== undefined && plan.descending) high = last;
    else if (last !== undefined) low = last;
    return page;
  };
}

/** A text that sorts before `text` with nothing but unlikely ids between them. */
function justBelow(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  const isLowerable = last > 1 && (last < 0xd800 || last > 0xe000);
  if (text === '' || !isLowerable) return text.slice(0, -1);
  return `${text.slice(0, -1)}${String.fromCharCode(last - 1)}\uffff`;
}
