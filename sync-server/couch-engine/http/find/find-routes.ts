/** `_find`: documents by a Mango selector, streamed. */
import type { Exchange, Handler } from '../../exchange/exchange.ts';
import { whole, type Endpoint } from '../../exchange/methods.ts';
import { sendPieces } from '../../exchange/reply.ts';
import { assertJsonContentType, readJson } from '../../exchange/request-body.ts';
import {
  findDocuments,
  newProgress,
  parseBookmark,
  type FindProgress
} from '../../find/find-documents.ts';
import { planFind, type AllDocsPlan, type IndexPlan } from '../../find/find-plan.ts';
import { parseFind, type FindRequest } from '../../find/find-request.ts';
import { buildIndex } from '../../indexes/index-builder.ts';
import { indexesOf } from '../../indexes/index-rows.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { indexEndpoint } from './index-routes.ts';

type Access = AllDocsPlan | IndexPlan;

const find: Handler = async (exchange) => {
  const startedAt = performance.now();
  const { database, request } = await parsed(exchange);
  const { access, warnings } = planFind(request, indexesOf(exchange.store.sql, database.pk));
  parseBookmark(request.bookmark);
  // As CouchDB: a question that nothing can answer gets this and no word more.
  if (!access) return { status: 200, body: '{"docs":[]}' };
  await ready(exchange, access);
  await sendPieces(exchange, found(exchange, database, request, access, warnings, startedAt));
  return undefined;
};

async function* found(
  exchange: Exchange,
  database: DatabaseRow,
  request: FindRequest,
  access: Access,
  warnings: string[],
  startedAt: number
) {
  const progress = newProgress();
  yield '{"docs":[\n';
  for await (const text of findDocuments(exchange.store.sql, database, request, access, progress)) {
    yield progress.returned > 1 ? `,\n${text}` : text;
  }
  yield `\n],"bookmark":${JSON.stringify(progress.bookmark)}`;
  if (request.wantsStats) {
    const { examined, returned } = progress;
    yield `,"execution_stats":${JSON.stringify(stats(examined, returned, startedAt))}`;
  }
  const all = isMuchSearched(progress) ? [...warnings, muchSearched] : warnings;
  yield all.length > 0 ? `,"warning":${JSON.stringify(all.join('\n'))}}` : '}';
}

const muchSearched =
  'The number of documents examined is high in proportion to the number of results returned. ' +
  'Consider adding a more specific index to improve this.';

const isMuchSearched = ({ examined, returned }: FindProgress) =>
  examined / Math.max(1, returned) > 10;

function stats(examined: number, returned: number, startedAt: number) {
  return {
    total_keys_examined: examined,
    total_docs_examined: examined,
    total_quorum_docs_examined: 0,
    results_returned: returned,
    execution_time_ms: Math.round((performance.now() - startedAt) * 1000) / 1000
  };
}

async function parsed(
  exchange: Exchange
): Promise<{ database: DatabaseRow; request: FindRequest }> {
  assertJsonContentType(exchange);
  exchange.store.database(exchange.path[0]!);
  const request = parseFind((await readJson(exchange)) ?? {});
  return { database: exchange.store.database(exchange.path[0]!), request };
}

async function ready(exchange: Exchange, access: Access): Promise<void> {
  if (access.kind === 'index' && !access.index.ready) {
    await buildIndex(exchange.store, access.index.pk);
  }
}

export const findEndpoints: Record<string, Endpoint> = {
  _find: whole({ POST: find }),
  _index: indexEndpoint
};
