/**
 * `_bulk_get`: many revisions of many documents, each with its own success or error.
 * JSON, or for a client that accepts multipart only: one part a revision, its attachments as parts.
 */
import { documentText, type DocumentView } from '../../document/document-text.ts';
import { openRevisions, type FoundRevision } from '../../document/read-revision.ts';
import { badRequest, CouchError } from '../../errors/couch-error.ts';
import { accepts } from '../../exchange/accepts.ts';
import type { Exchange, Handler } from '../../exchange/exchange.ts';
import { sendPieces } from '../../exchange/reply.ts';
import { readObject } from '../../exchange/request-body.ts';
import { assertDocumentId } from '../../ids/document-id.ts';
import { parseRevision, revisionText } from '../../ids/revision-id.ts';
import { isRecord } from '../../json/is-record.ts';
import { findDocument } from '../../storage/document-rows.ts';
import { bulkPart } from './multipart-documents.ts';
import { newBoundary } from './multipart.ts';

interface Asked {
  id: string;
  revs: string[] | 'all';
  attsSince: string[] | undefined;
}

/** What stands for one asked entry: the revisions opened for it, or why there is none. */
type Opened = { found: FoundRevision; since: string[] | undefined } | { failure: Failure };

interface Failure {
  id: string | null;
  rev: unknown;
  error: string;
  reason: string;
}

export const bulkGet: Handler = async (exchange) => {
  const body = await readObject(exchange);
  if (!Array.isArray(body.docs)) throw badRequest("Missing JSON list of 'docs'.");
  const docs = body.docs as unknown[];
  const view = requestedView(exchange);
  const isMixed = accepts(exchange, 'multipart/mixed');
  const isRelated = accepts(exchange, 'multipart/related');
  if (accepts(exchange, 'application/json') || !(isMixed || isRelated)) {
    await sendPieces(exchange, results(exchange, docs, view));
    return undefined;
  }
  const boundary = newBoundary();
  const type = `multipart/${isMixed ? 'mixed' : 'related'}; boundary="${boundary}"`;
  await sendPieces(exchange, parts(exchange, docs, view, boundary), type);
  return undefined;
};

function requestedView({ query }: Exchange): DocumentView {
  for (const name of ['open_revs', 'new_edits', 'w', 'rev', 'atts_since']) {
    if (query.text(name) === undefined) continue;
    throw badRequest(`"${name}" query parameter is not acceptable`);
  }
  return {
    revs: query.isTrue('revs'),
    attachments: query.isTrue('attachments') ? { form: 'inline' } : undefined
  };
}

async function* results(exchange: Exchange, docs: unknown[], view: DocumentView) {
  yield '{"results":[';
  for (const [index, entry] of docs.entries()) {
    await turn(index);
    const shown = open(exchange, entry).map((one) => entryText(exchange, one, view));
    const id = isRecord(entry) ? (entry.id ?? null) : null;
    yield `${index > 0 ? ',' : ''}{"id":${JSON.stringify(id)},"docs":[${shown.join(',')}]}`;
  }
  yield ']}';
}

async function* parts(exchange: Exchange, docs: unknown[], view: DocumentView, boundary: string) {
  for (const [index, entry] of docs.entries()) {
    await turn(index);
    for (const one of open(exchange, entry)) {
      yield `\r\n--${boundary}\r\n`;
      if ('failure' in one) {
        const failure = JSON.stringify(one.failure);
        yield `Content-Type: application/json; error="true"\r\n\r\n${failure}`;
      } else {
        const attachments = { form: 'follows' as const, since: one.since };
        yield* bulkPart(exchange.store.sql, one.found, { ...view, attachments });
      }
    }
  }
  if (docs.length > 0) yield `\r\n--${boundary}--\r\n`;
}

/** One document may carry megabytes of attachments: give others a turn. */
async function turn(index: number): Promise<void> {
  if (index > 0 && index % 50 === 0) await new Promise(setImmediate);
}

function entryText({ store }: Exchange, one: Opened, view: DocumentView): string {
  if ('failure' in one) return JSON.stringify({ error: one.failure });
  const { row, rev, revision, deleted } = one.found;
  const attachments = one.since ? { form: 'inline' as const, since: one.since } : view.attachments;
  const text = documentText(store.sql, row, rev, revision, deleted, { ...view, attachments });
  return `{"ok":${text}}`;
}

function open(exchange: Exchange, entry: unknown): Opened[] {
  const asked = parseAsked(entry);
  if ('failure' in asked) return [asked];
  const { store, path, query } = exchange;
  const { id, revs, attsSince: since } = asked;
  const row = findDocument(store.sql, store.database(path[0]!).pk, id);
  const missing = { id, error: 'not_found', reason: 'missing' };
  if (!row) {
    return [{ failure: { ...missing, rev: revs === 'all' ? 'undefined' : revs[0] } }];
  }
  const opened = openRevisions(store.sql, row, revs, query.isTrue('latest'));
  return opened.map(({ rev, found }) =>
    found ? { found, since } : { failure: { ...missing, rev } }
  );
}

function parseAsked(entry: unknown): Asked | { failure: Failure } {
  const refused = (reason: string) => ({
    failure: { id: null, rev: null, error: 'bad_request', reason }
  });
  if (!isRecord(entry)) return refused('document must be a JSON object');
  const { id, rev, atts_since: since } = entry;
  if (id === undefined) return refused('document id missed');
  let wrong: unknown = null;
  try {
    assertDocumentId(id);
    wrong = rev;
    const revs = rev === undefined ? 'all' : [revisionText(parseRevision(rev))];
    wrong = since;
    if (since === undefined) return { id, revs, attsSince: undefined };
    if (!Array.isArray(since)) throw badRequest('att_since value must be array of revs.');
    const known = since.map((one: unknown) => {
      wrong = one;
      return revisionText(parseRevision(one));
    });
    return { id, revs, attsSince: known.length > 0 ? known : undefined };
  } catch (error) {
    if (!(error instanceof CouchError)) throw error;
    const { code, message: reason } = error;
    return { failure: { id: id as string, rev: wrong, error: code, reason } };
  }
}
