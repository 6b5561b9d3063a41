import type { CatalogRow } from '#domain/catalog/catalog-desk.ts';
import { forgivingWords } from './forgiving-words.ts';

export const ROW_STATES = ['active', 'withdrawn', 'draft', 'new', 'dated', 'missing'] as const;
export type RowState = (typeof ROW_STATES)[number];

export interface RowFilter {
  words: string;
  kind: string;
  skill: string;
  state: string;
}

/** Each word that is searched for is somewhere in the row. */
export function shownRows(rows: readonly CatalogRow[], filter: RowFilter): CatalogRow[] {
  const words = forgivingWords(filter.words);
  return rows.filter(
    (row) =>
      (!filter.kind || row.kind === filter.kind) &&
      (!filter.skill || row.skills.some((skill) => skill === filter.skill)) &&
      (!filter.state || isInState(row, filter.state as RowState)) &&
      words.every((word) => textOf(row).includes(word))
  );
}

export function isInState(row: CatalogRow, state: RowState): boolean {
  switch (state) {
    case 'active':
      return row.version !== null && row.active;
    case 'withdrawn':
      return row.version !== null && !row.active;
    case 'draft':
      return row.draft !== null;
    case 'new':
      return row.version === null;
    case 'dated':
      return typeof row.draft?.publishAt === 'number';
    case 'missing':
      return row.missing.length > 0;
  }
}

const known = new WeakMap<CatalogRow, string>();
function textOf(row: CatalogRow): string {
  let text = known.get(row);
  if (text === undefined) {
    const { id, title, brand = '', terms = [] } = row;
    text = forgivingWords([id, ...Object.values(title), brand, ...terms].join(' ')).join(' ');
    known.set(row, text);
  }
  return text;
}
