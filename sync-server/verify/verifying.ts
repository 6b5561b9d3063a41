import type { Found, Pages } from '../reach/read-pages.ts';
import { found, type Finding } from './finding.ts';

/** What was looked at, by its name, in the order in which it is shown. */
export type Figures = Record<string, number>;

/** What every pass over the store is given. */
export interface Verifying {
  pages: Pages;
  filesDir: string;
  /** Orders of which the server has yet to tell inboxes and support. */
  untold: ReadonlySet<string>;
  count(figure: string, by?: number): void;
  report(findings: readonly Finding[]): void;
}

/** Where a revision decides there is one of it: anything beside it lost a race and was kept. */
export function reportConflicts(
  { report, count }: Pick<Verifying, 'report' | 'count'>,
  database: string,
  documents: readonly Found[]
): void {
  count('documents', documents.length);
  for (const { _id, _conflicts = [] } of documents) {
    const beside = _conflicts.join(', ');
    const place = { database, document: _id };
    report(found(beside !== '', place, `It has other revisions beside it: ${beside}.`));
  }
}
