/** What a replicator asks before it sends: which of these revisions are not here? */
import { badRequest } from '../../errors/couch-error.ts';
import type { Exchange, Handler } from '../../exchange/exchange.ts';
import { whole, type Endpoint } from '../../exchange/methods.ts';
import { json } from '../../exchange/reply.ts';
import { assertJsonContentType, readJson } from '../../exchange/request-body.ts';
import { parseRevision, revisionText } from '../../ids/revision-id.ts';
import { isRecord } from '../../json/is-record.ts';
import { findDocument } from '../../storage/document-rows.ts';
import { leavesOf } from '../../tree/revision-tree.ts';
import { treeFromText } from '../../tree/tree-text.ts';

interface Difference {
  missing: string[];
  possibleAncestors: string[];
}

const revsDiff: Handler = async (exchange) => {
  const differences = await compare(exchange);
  const entries = differences.map(([id, { missing: revs, possibleAncestors }]) => {
    const ancestors = possibleAncestors.length > 0 && { possible_ancestors: possibleAncestors };
    return `${JSON.stringify(id)}:${JSON.stringify({ missing: revs, ...ancestors })}`;
  });
  return { status: 200, body: `{${entries.join(',')}}` };
};

const missingRevs: Handler = async (exchange) => {
  const differences = await compare(exchange);
  const entries = differences.map(([id, one]) => [id, one.missing] as const);
  return json(200, { missing_revs: Object.fromEntries(entries) });
};

async function compare(exchange: Exchange): Promise<[string, Difference][]> {
  assertJsonContentType(exchange);
  exchange.store.database(exchange.path[0]!);
  const asked = await readJson(exchange);
  if (!isRecord(asked)) throw badRequest('Request body must be a JSON object');
  const database = exchange.store.database(exchange.path[0]!);
  const found: [string, Difference][] = [];
  for (const [id, revs] of Object.entries(asked)) {
    if (!Array.isArray(revs)) throw badRequest('Revisions must be a list');
    const difference = compareOne(exchange, database.pk, id, revs as unknown[]);
    if (difference.missing.length > 0) found.push([id, difference]);
  }
  return found;
}

function compareOne({ store }: Exchange, db: number, id: string, revs: unknown[]): Difference {
  const asked = revs.map((rev) => parseRevision(rev));
  const row = findDocument(store.sql, db, id);
  if (!row) return { missing: asked.map(revisionText), possibleAncestors: [] };
  const tree = treeFromText(row.tree);
  const absent = asked.filter((revision) => !tree.has(revisionText(revision)));
  const highest = Math.max(0, ...absent.map((revision) => revision.position));
  const older = leavesOf(tree).filter((leaf) => leaf.position < highest);
  return { missing: absent.map(revisionText), possibleAncestors: older.map((leaf) => leaf.rev) };
}

export const revisionEndpoints: Record<string, Endpoint> = {
  _revs_diff: whole({ POST: revsDiff }),
  _missing_revs: whole({ POST: missingRevs })
};
