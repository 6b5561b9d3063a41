/** One change as JSON text: its sequence, its leaves, and the document if asked for. */
import { documentText } from '../document/document-text.ts';
import { projected } from '../selector/projection.ts';
import { findRevision } from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { leavesOf } from '../tree/revision-tree.ts';
import { treeFromText } from '../tree/tree-text.ts';
import type { ChangeRow } from './changes-page.ts';

export interface ChangeView {
  allLeaves: boolean;
  includeDocs: boolean;
  conflicts: boolean;
  attachments: boolean;
}

/** `seq`: as JSON. `shown`: the leaves that passed a filter, or all. `fields`: of the document. */
export function changeText(
  sql: Sql,
  row: ChangeRow,
  view: ChangeView,
  seq: string,
  shown: readonly string[] | 'all',
  fields?: string[][]
): string {
  const revs = shown === 'all' ? changedRevisions(row, view.allLeaves) : shown;
  const changes = revs.map((rev) => `{"rev":${JSON.stringify(rev)}}`).join(',');
  let text = `{"seq":${seq},"id":${JSON.stringify(row.id)},"changes":[${changes}]`;
  if (row.deleted) text += ',"deleted":true';
  if (view.includeDocs) {
    const whole = docText(sql, row, view);
    text += `,"doc":${fields ? JSON.stringify(projected(JSON.parse(whole), fields)) : whole}`;
  }
  return `${text}}`;
}

/** The winner, or with `style=all_docs` every leaf, winner first. */
export function changedRevisions(row: ChangeRow, allLeaves: boolean): string[] {
  if (!allLeaves || row.tree === null) return [row.winner];
  return leavesOf(treeFromText(row.tree)).map((leaf) => leaf.rev);
}

function docText(sql: Sql, row: ChangeRow, view: ChangeView): string {
  const revision =
    row.body === null
      ? findRevision(sql, row.pk, row.winner)!
      : { body: row.body, attachments: row.attachments };
  const head = { pk: row.pk, id: row.id, ...(row.tree !== null && { tree: row.tree }) };
  return documentText(sql, head, row.winner, revision, row.deleted === 1, {
    conflicts: view.conflicts && row.tree !== null,
    attachments: view.attachments ? { form: 'inline' } : undefined
  });
}
