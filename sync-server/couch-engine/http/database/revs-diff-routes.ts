/** What a replicator asks before it sends: which of these revisions are not here? */
import { compareRaw } from '../../collation/compare-values.ts';
import { badRequest } from '../../errors/couch-error.ts';
import { namedDatabase, type Handler } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { readObject } from '../../exchange/request-body.ts';
import { parseRevision, revisionText } from '../../ids/revision-id.ts';
import { findDocument } from '../../storage/document-rows.ts';
import type { Sql } from '../../storage/sqlite.ts';
import { leavesOf } from '../../tree/revision-tree.ts';
import { treeFromText } from '../../tree/tree-text.ts';

const revsDiff: Handler = async (exchange) => {
  const asked = await readObject(exchange);
  const { pk } = namedDatabase(exchange);
  const entries: string[] = [];
  for (const [id, revs] of Object.entries(asked)) {
    if (!Array.isArray(revs)) throw badRequest('Revisions must be a list');
    const difference = differenceOf(exchange.store.sql, pk, id, revs);
    if (difference) entries.push(`${JSON.stringify(id)}:${JSON.stringify(difference)}`);
  }
  return { status: 200, body: `{${entries.join(',')}}` };
};

/**
 * Nothing if every revision is here. `possible_ancestors`: leaves that they may have grown from.
 */
function differenceOf(sql: Sql, db: number, id: string, revs: unknown[]) {
  const asked = revs.map(parseRevision);
  const row = findDocument(sql, db, id);
  const tree = row && treeFromText(row.tree);
  const absent = asked.filter((revision) => !tree?.has(revisionText(revision)));
  if (absent.length === 0) return undefined;
  const newest = Math.max(...absent.map((revision) => revision.position));
  const older = tree ? leavesOf(tree).filter((leaf) => leaf.position < newest) : [];
  if (row) absent.sort((a, b) => a.position - b.position || compareRaw(a.id, b.id));
  return {
    missing: absent.map(revisionText),
    ...(older.length > 0 && { possible_ancestors: older.map((leaf) => leaf.rev) })
  };
}

export const revsDiffMethods: Methods = { POST: revsDiff };
