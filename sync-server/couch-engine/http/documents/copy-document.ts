/** COPY: a document written again under another id. */
import { writeLocal } from '../../document/local-documents.ts';
import { writeEdit } from '../../document/write-document.ts';
import { badRequest } from '../../errors/couch-error.ts';
import type { Exchange, Reply } from '../../exchange/exchange.ts';
import { splitPath } from '../../exchange/url-path.ts';
import { assertDocumentId, isLocalId } from '../../ids/document-id.ts';
import { etagOf, placeOf, plainDocument, writtenReply } from './document-request.ts';

/** `source` gives the content, after it is known that the destination is sound. */
export async function copyTo(
  exchange: Exchange,
  source: () => Record<string, unknown>
): Promise<Reply> {
  const { id, rev } = destinationOf(exchange);
  const content = source();
  if (rev !== null) content._rev = rev;
  const document = plainDocument(exchange, content, id);
  const write = isLocalId(id) ? writeLocal : writeEdit;
  const name = exchange.path[0]!;
  const written = await exchange.store.write(name, (sql, database) =>
    write(sql, database, document)
  );
  const headers = { ...etagOf(written), Location: placeOf(exchange, name, written.id) };
  return writtenReply(written, 201, headers);
}

function destinationOf({ request }: Exchange): { id: string; rev: string | null } {
  const { destination } = request.headers;
  if (typeof destination !== 'string')
    throw badRequest('Destination header is mandatory for COPY.');
  if (/^https?:\/\//.test(destination)) throw badRequest('Destination URL must be relative.');
  const target = new URL(destination.replace(/^\/*/, ''), 'http://engine/');
  const id = splitPath(target.pathname).join('/');
  assertDocumentId(id);
  return { id, rev: target.searchParams.get('rev') };
}
