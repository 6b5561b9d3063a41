/** `_bulk_get`: many revisions of many documents, each with its own success or error. */
import { isRecord } from '../attachments/attachment.ts';
import { findDocument } from '../document/document-rows.ts';
import { openRevisions, type FoundRevision } from '../document/find-revision.ts';
import { documentText, type DocumentView } from '../document/read-document.ts';
import { parseRevision, revisionText } from '../document/revision-id.ts';
import { badRequest, CouchError } from './couch-error.ts';
import {
  assertJsonContentType,
  readJson,
  sendPieces,
  type Exchange,
  type Handler
} from './exchange.ts';

interface Asked {
  id: string;
  rev: string | undefined;
  attsSince: string[] | undefined;
}

export const bulkGet: Handler = async (exchange) => {
  assertJsonContentType(exchange);
  exchange.store.database(exchange.path[0]!);
  const body = await readJson(exchange);
  if (!isRecord(body) || !Array.isArray(body.docs))
    throw badRequest("Missing JSON list of 'docs'.");
  const docs = body.docs as unknown[];
  const view: DocumentView = {
    revs: exchange.query.flag('revs'),
    attachments: exchange.query.flag('attachments') ? { form: 'inline' } : undefined
  };
  exchange.query.flag('latest');
  await sendPieces(exchange, results(exchange, docs, view));
  return undefined;
};

async function* results(exchange: Exchange, docs: unknown[], view: DocumentView) {
  yield '{"results":[';
  for (const [index, one] of docs.entries()) {
    // One document may carry megabytes of attachments: give others a turn.
    if (index > 0 && index % 50 === 0) await new Promise(setImmediate);
    yield `${index > 0 ? ',' : ''}${result(exchange, one, view)}`;
  }
  yield ']}';
}

function result(exchange: Exchange, entry: unknown, view: DocumentView): string {
  const id = isRecord(entry) && typeof entry.id === 'string' ? entry.id : '';
  let docs: string[];
  try {
    docs = open(exchange, parseAsked(entry), view);
  } catch (error) {
    if (!(error instanceof CouchError)) throw error;
    const rev = isRecord(entry) ? (entry.rev ?? null) : null;
    docs = [errorText(id, rev, error.code, error.message)];
  }
  return `{"id":${JSON.stringify(id)},"docs":[${docs.join(',')}]}`;
}

function parseAsked(entry: unknown): Asked {
  if (!isRecord(entry) || typeof entry.id !== 'string') {
    throw new CouchError(400, 'illegal_docid', 'Document id missed');
  }
  const rev = entry.rev === undefined ? undefined : revisionText(parseRevision(entry.rev));
  const since = entry.atts_since;
  const attsSince = Array.isArray(since) ? since.map(String) : undefined;
  return { id: entry.id, rev, attsSince };
}

function open(exchange: Exchange, asked: Asked, view: DocumentView): string[] {
  const { store, path, query } = exchange;
  const database = store.database(path[0]!);
  const row = findDocument(store.sql, database.pk, asked.id);
  if (!row) return [errorText(asked.id, asked.rev ?? 'undefined', 'not_found', 'missing')];
  const revs = asked.rev === undefined ? [row.winner] : [asked.rev];
  return openRevisions(store.sql, row, revs, query.flag('latest')).map((one) =>
    one.found
      ? `{"ok":${okText(exchange, one.found, asked, view)}}`
      : errorText(asked.id, one.asked, 'not_found', 'missing')
  );
}

function okText({ store }: Exchange, found: FoundRevision, asked: Asked, view: DocumentView) {
  const attachments =
    asked.attsSince !== undefined
      ? { form: 'inline' as const, since: asked.attsSince }
      : view.attachments;
  const { row, rev, revision, deleted } = found;
  return documentText(store.sql, row, rev, revision, deleted, { ...view, attachments });
}

function errorText(id: string, rev: unknown, error: string, reason: string): string {
  return JSON.stringify({ error: { id, rev, error, reason } });
}
