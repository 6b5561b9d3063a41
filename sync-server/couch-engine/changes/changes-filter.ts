/** Which changes a feed shows: all, named documents, a selector, or design documents. */
import { badRequest, CouchError, notImplemented } from '../errors/couch-error.ts';
import { isDesignId } from '../ids/document-id.ts';
import { documentObject } from '../indexes/index-rows.ts';
import { isRecord } from '../json/is-record.ts';
import { compileSelector } from '../selector/compile-selector.ts';
import { matches, type Condition } from '../selector/condition.ts';
import { parseFields } from '../selector/projection.ts';
import { findRevision } from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { leavesOf } from '../tree/revision-tree.ts';
import { treeFromText } from '../tree/tree-text.ts';
import type { ChangeRow } from './changes-page.ts';

export interface ChangesFilter {
  needsBody: boolean;
  /** CouchDB walks only what the filter shows: the rest stays pending. */
  isNarrow: boolean;
  /** The members that a shown document is cut to. */
  fields?: string[][] | undefined;
  /** The leaves to show, or all; none hides the change. */
  shown(sql: Sql, row: ChangeRow): readonly string[] | 'all';
}

export function parseFilter(
  name: string | undefined,
  docIds: unknown,
  { selector, fields }: Record<string, unknown>,
  allLeaves: boolean
): ChangesFilter | undefined {
  switch (name) {
    case undefined:
    case '':
      return undefined;
    case '_doc_ids':
      return byIds(docIds);
    case '_selector':
      return bySelector(selector, fields, allLeaves);
    case '_design':
      return byRow((row) => isDesignId(row.id));
    case '_view':
      throw noJavaScript();
  }
  if (name.startsWith('_')) throw badRequest('unknown builtin filter name');
  throw noJavaScript();
}

const noJavaScript = () =>
  notImplemented('This engine runs no JavaScript of design documents: use _selector.');

function byRow(isShown: (row: ChangeRow) => boolean): ChangesFilter {
  return { needsBody: false, isNarrow: true, shown: (_sql, row) => (isShown(row) ? 'all' : []) };
}

function byIds(value: unknown): ChangesFilter {
  if (!Array.isArray(value) || !value.every((id) => typeof id === 'string'))
    throw badRequest('`doc_ids` filter parameter is not a list of doc ids.');
  const wanted = new Set<string>(value);
  return byRow((row) => wanted.has(row.id));
}

/** In a feed, CouchDB keeps the reason and has one word for every error. */
function compiled(value: Record<string, unknown>): Condition {
  try {
    return compileSelector(value);
  } catch (error) {
    throw error instanceof CouchError ? badRequest(error.message) : error;
  }
}

/**
 * With `style=all_docs` each leaf is tested by itself: a branch may match where the winner does
 * not.
 */
function bySelector(value: unknown, fields: unknown, allLeaves: boolean): ChangesFilter {
  if (!isRecord(value)) throw badRequest('Selector error: expected a JSON object');
  const condition = compiled(value);
  const passes = (id: string, rev: string, body: string, deleted: boolean) => {
    const document: Record<string, unknown> = documentObject({ id, winner: rev }, body);
    if (deleted) document._deleted = true;
    return matches(condition, document);
  };
  return {
    needsBody: true,
    isNarrow: false,
    ...(fields !== undefined && { fields: parseFields(fields) }),
    shown(sql, row) {
      if (!allLeaves || row.tree === null) {
        return passes(row.id, row.winner, row.body!, row.deleted === 1) ? [row.winner] : [];
      }
      const leaves = leavesOf(treeFromText(row.tree)).filter((leaf) => {
        const body = findRevision(sql, row.pk, leaf.rev)?.body;
        return body !== undefined && passes(row.id, leaf.rev, body, leaf.deleted);
      });
      return leaves.map((leaf) => leaf.rev);
    }
  };
}
