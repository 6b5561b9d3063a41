/** Which changes a feed shows: all, named documents, a selector, or design documents. */
import { isDesignId } from '../document/document-id.ts';
import { documentObject } from '../mango/index-rows.ts';
import { compileSelector, matches } from '../mango/selector.ts';
import { badRequest, missing, notImplemented } from '../http/couch-error.ts';
import type { ChangeRow } from './changes-page.ts';

export interface ChangesFilter {
  needsBody: boolean;
  shows(row: ChangeRow): boolean;
}

export function parseFilter(
  name: string | undefined,
  docIds: unknown,
  selector: unknown
): ChangesFilter | undefined {
  switch (name) {
    case undefined:
    case '':
      return undefined;
    case '_doc_ids':
      return byIds(docIds);
    case '_selector':
      return bySelector(selector);
    case '_design':
      return { needsBody: false, shows: (row) => isDesignId(row.id) };
    case '_view':
      throw notImplemented('This engine runs no JavaScript of design documents: use _selector.');
  }
  if (name.startsWith('_')) throw badRequest(`There is no built-in filter ${name}`);
  if (!name.includes('/')) throw missing();
  throw notImplemented('This engine runs no JavaScript of design documents: use _selector.');
}

function byIds(value: unknown): ChangesFilter {
  if (!Array.isArray(value))
    throw badRequest('`doc_ids` filter parameter is not a list of doc ids.');
  const wanted = new Set<unknown>(value);
  return { needsBody: false, shows: (row) => wanted.has(row.id) };
}

function bySelector(value: unknown): ChangesFilter {
  if (value === undefined) throw badRequest('Selector must be specified in POST payload');
  const condition = compileSelector(value);
  return {
    needsBody: true,
    shows(row) {
      const document: Record<string, unknown> = documentObject(row, row.body!);
      if (row.deleted) document._deleted = true;
      return matches(condition, document);
    }
  };
}
