/** `_purge`: leaves taken out of the history as if they had never been. */
import { purgeLeaves } from '../../document/purge-leaves.ts';
import { badRequest } from '../../errors/couch-error.ts';
import type { Handler } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { json } from '../../exchange/reply.ts';
import { readObject } from '../../exchange/request-body.ts';
import { parseRevision, revisionText } from '../../ids/revision-id.ts';

const mostDocuments = 100;
const mostRevisions = 1000;

const purge: Handler = async (exchange) => {
  const body = await readObject(exchange);
  const asked = Object.entries(body).map(([id, revs]) => {
    if (!Array.isArray(revs)) throw badRequest('Invalid list of revisions');
    return { id, revs: revs.map((rev) => revisionText(parseRevision(rev))) };
  });
  if (asked.length > mostDocuments) throw badRequest('Exceeded maximum number of documents.');
  const count = asked.reduce((sum, { revs }) => sum + revs.length, 0);
  if (count > mostRevisions) throw badRequest('Exceeded maximum number of revisions.');
  const purged = await exchange.store.write(exchange.path[0]!, (sql, database) =>
    asked.map(({ id, revs }) => [id, purgeLeaves(sql, database, id, revs)] as const)
  );
  return json(201, { purge_seq: null, purged: Object.fromEntries(purged) });
};

export const purgeMethods: Methods = { POST: purge };
