/** `_local/<id>`: read, write, delete. */
import { findLocal, localText, writeLocal } from '../../document/local-documents.ts';
import { missing } from '../../errors/couch-error.ts';
import type { Exchange, Reply } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { readDocument } from '../../exchange/request-body.ts';
import { etagOf, incoming, placeOf, writtenReply } from './document-request.ts';

export function localRoutes(id: string): Methods {
  return {
    GET: (exchange) => read(exchange, id),
    PUT: async (exchange) => write(exchange, id, await readDocument(exchange), undefined),
    DELETE: (exchange) => write(exchange, id, { _deleted: true }, 200)
  };
}

function read({ store, path }: Exchange, id: string): Reply {
  const row = findLocal(store.sql, store.database(path[0]!).pk, id);
  if (!row) throw missing();
  return { status: 200, body: localText(row), headers: { ETag: `"0-${row.rev}"` } };
}

async function write(
  exchange: Exchange,
  id: string,
  value: unknown,
  status: number | undefined
): Promise<Reply> {
  const document = incoming(exchange, value, id);
  const name = exchange.path[0]!;
  const written = await exchange.store.write(name, (sql, database) =>
    writeLocal(sql, database, document)
  );
  const place = status === undefined && { Location: placeOf(exchange, name, id) };
  return writtenReply(written, status ?? 201, { ...etagOf(written), ...place });
}
