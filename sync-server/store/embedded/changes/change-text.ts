/** One change as JSON text: its sequence, its leaves, and the document if asked for. */
import { findRevision } from '../document/document-rows.ts';
import { documentText } from '../document/read-document.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { leavesOf } from '../tree/revision-tree.ts';
import { treeFromText } from '../tree/tree-text.ts';
import type { ChangeRow } from './changes-page.ts';
import { sequenceText } from './sequence.ts';

export interface ChangeView {
  allLeaves: boolean;
  includeDocs: boolean;
  conflicts: boolean;
  attachments: boolean;
}

export function changeText(
  sql: Sql,
  database: DatabaseRow,
  row: ChangeRow,
  view: ChangeView
): string {
  const isForked = row.tree !== null;
  const revs =
    view.allLeaves && isForked
      ? leavesOf(treeFromText(row.tree!)).map((leaf) => leaf.rev)
      : [row.winner];
  const changes = revs.map((rev) => `{"rev":${JSON.stringify(rev)}}`).join(',');
  let text = `{"seq":"${sequenceText(database, row.seq)}","id":${JSON.stringify(row.id)},"changes":[${changes}]`;
  if (row.deleted) text += ',"deleted":true';
  if (view.includeDocs) text += `,"doc":${docText(sql, row, view)}`;
  return `${text}}`;
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
