/**
 * Runs a planned `_find`: candidates, checked against the whole selector, cut to fields, with a
 * bookmark.
 */
import { documentText } from '../document/document-text.ts';
import { CouchError } from '../errors/couch-error.ts';
import { isDesignId } from '../ids/document-id.ts';
import { documentObject } from '../indexes/index-rows.ts';
import { matches } from '../selector/condition.ts';
import { projected } from '../selector/projection.ts';
import { parseStored } from '../storage/blob-rows.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { candidatePages, type Candidate } from './candidates.ts';
import type { AllDocsPlan, IndexPlan } from './find-plan.ts';
import type { FindRequest } from './find-request.ts';

/** How far a find has come: complete when its documents are. */
export interface FindProgress {
  bookmark: string;
  examined: number;
  returned: number;
}

export const newProgress = (): FindProgress => ({ bookmark: 'nil', examined: 0, returned: 0 });

/** Yields the documents one by one: nobody holds all of them. */
export async function* findDocuments(
  sql: Sql,
  database: DatabaseRow,
  request: FindRequest,
  access: AllDocsPlan | IndexPlan,
  progress: FindProgress
): AsyncGenerator<string> {
  const from = parseBookmark(request.bookmark);
  if (request.limit === 0) {
    progress.bookmark = request.bookmark;
    return;
  }
  let toSkip = request.skip;
  let last: Candidate['position'] | undefined;
  const wanted = request.limit + request.skip;
  for await (const page of candidatePages(sql, database.pk, access, from, wanted)) {
    for (const candidate of page) {
      if (isDesignId(candidate.id)) continue;
      progress.examined++;
      const document = selectable(candidate);
      if (!matches(request.condition, document)) continue;
      last = candidate.position;
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      progress.returned++;
      yield shownText(sql, candidate, document, request);
      if (progress.returned === request.limit) break;
    }
    if (progress.returned === request.limit) break;
  }
  if (last !== undefined) progress.bookmark = bookmarkText(last);
}

/** The document as selectors see it. */
function selectable(candidate: Candidate): Record<string, unknown> {
  const document: Record<string, unknown> = documentObject(candidate, candidate.body);
  if (candidate.attachments !== null) {
    const stubs = parseStored(candidate.attachments).map((one) => [
      one.name,
      {
        content_type: one.contentType,
        revpos: one.revpos,
        digest: one.digest,
        length: one.length,
        stub: true
      }
    ]);
    document._attachments = Object.fromEntries(stubs) as unknown;
  }
  return document;
}

function shownText(
  sql: Sql,
  candidate: Candidate,
  document: Record<string, unknown>,
  request: FindRequest
): string {
  if (request.fields) return JSON.stringify(projected(document, request.fields));
  const head = {
    pk: candidate.pk,
    id: candidate.id,
    ...(candidate.tree !== null && { tree: candidate.tree })
  };
  const revision = { body: candidate.body, attachments: candidate.attachments };
  const conflicts = request.conflicts && candidate.tree !== null;
  return documentText(sql, head, candidate.winner, revision, false, { conflicts });
}

function bookmarkText(position: Candidate['position']): string {
  if (typeof position === 'string') return `i${Buffer.from(position).toString('base64url')}`;
  return `k${Buffer.from(position).toString('base64url')}`;
}

/** Also asked before an answer begins: a wrong one is a 400, not a torn answer. */
export function parseBookmark(text: string): Candidate['position'] | undefined {
  if (text === 'nil') return undefined;
  const found = /^([ik])([A-Za-z0-9_-]*)$/.exec(text);
  if (!found) {
    throw new CouchError(
      400,
      'invalid_bookmark',
      `Invalid bookmark value: ${JSON.stringify(text)}`
    );
  }
  const bytes = Buffer.from(found[2]!, 'base64url');
  return found[1] === 'i' ? bytes.toString('utf8') : bytes;
}
