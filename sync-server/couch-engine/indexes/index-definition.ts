/**
 * What a Mango index is: its fields in order and, if partial, the selector that documents must
 * match. Kept inside a design document in CouchDB's own form, so that it replicates and survives as
 * there.
 */
import { CouchError } from '../errors/couch-error.ts';
import { isRecord } from '../json/is-record.ts';
import { compileSelector, type Selector } from '../selector/compile-selector.ts';
import type { Condition } from '../selector/condition.ts';
import { canonicalField, parseField } from '../selector/field-path.ts';
import { normalForm } from '../selector/normal-form.ts';

export interface IndexDefinition {
  fields: { name: string; direction: 'asc' | 'desc' }[];
  partialFilter: Selector | undefined;
}

export interface CompiledDefinition extends IndexDefinition {
  paths: string[][];
  filter: Condition | undefined;
}

const invalid = (code: string, reason: string) => new CouchError(400, code, reason);

/** Reads the `index` member of a POST to `_index`. */
export function parseDefinition(index: unknown): IndexDefinition {
  if (!isRecord(index)) {
    const shown = JSON.stringify(index);
    throw invalid('invalid_index', `JSON indexes must be an object, not: ${shown}`);
  }
  if (index.fields === undefined)
    throw invalid('missing_required_key', 'Missing required key: fields');
  const fields = parseSort(index.fields);
  const filter = index.partial_filter_selector;
  if (filter !== undefined) compileSelector(filter);
  const odd = Object.keys(index).find((one) => !indexMembers.has(one));
  if (odd !== undefined) throw invalid('invalid_key', `Invalid key ${odd} for this request.`);
  const isFiltered = isRecord(filter) && Object.keys(filter).length > 0;
  return { fields, partialFilter: isFiltered ? normalForm(filter) : undefined };
}

const indexMembers = new Set(['fields', 'partial_filter_selector']);

/** What a request sorts by, and what an index consists of: `["a", {"b": "asc"}]`. */
export function parseSort(value: unknown): IndexDefinition['fields'] {
  if (!Array.isArray(value)) {
    const shown = JSON.stringify(value);
    throw invalid('invalid_sort_json', `Sort must be an array of sort specs, not: ${shown}`);
  }
  const fields = value.map(parseFieldEntry);
  if (new Set(fields.map((one) => one.direction)).size > 1) {
    throw invalid(
      'unsupported_mixed_sort',
      'Sorts currently only support a single direction for all fields.'
    );
  }
  return fields;
}

function parseFieldEntry(entry: unknown): IndexDefinition['fields'][number] {
  if (typeof entry === 'string' && entry !== '') {
    return { name: canonicalField(entry), direction: 'asc' };
  }
  if (isRecord(entry)) {
    const names = Object.keys(entry);
    const direction = entry[names[0] ?? ''];
    if (names.length === 1 && (direction === 'asc' || direction === 'desc')) {
      return { name: canonicalField(names[0]!), direction };
    }
  }
  throw invalid('invalid_sort_field', `Invalid sort field: ${JSON.stringify(entry)}`);
}

/** The view of a `query` design document that stands for the index; `given`: as it was sent. */
export function definitionToView(
  definition: IndexDefinition,
  given: unknown
): Record<string, unknown> {
  const fields = Object.fromEntries(definition.fields.map((one) => [one.name, one.direction]));
  return {
    map: { fields, partial_filter_selector: definition.partialFilter ?? {} },
    reduce: '_count',
    options: { def: given }
  };
}

/** The indexes of a design document; none if its language is not `query` or its form is foreign. */
export function definitionsOf(design: Record<string, unknown>): Map<string, IndexDefinition> {
  const found = new Map<string, IndexDefinition>();
  if (design.language !== 'query' || !isRecord(design.views)) return found;
  for (const [name, view] of Object.entries(design.views)) {
    const definition = viewToDefinition(view);
    if (definition) found.set(name, definition);
  }
  return found;
}

function viewToDefinition(view: unknown): IndexDefinition | undefined {
  if (!isRecord(view) || !isRecord(view.map) || !isRecord(view.map.fields)) return undefined;
  const fields = Object.entries(view.map.fields).map(([name, direction]) => ({
    [name]: direction
  }));
  try {
    const partial_filter_selector = view.map.partial_filter_selector;
    return parseDefinition({ fields, partial_filter_selector });
  } catch {
    return undefined;
  }
}

const compiled = new Map<string, CompiledDefinition>();

/**
 * From the stored text; cached by the text itself, because keys of rows may be reused after a
 * rollback.
 */
export function compileDefinition(text: string): CompiledDefinition {
  let definition = compiled.get(text);
  if (!definition) {
    const parsed = JSON.parse(text) as IndexDefinition;
    definition = {
      ...parsed,
      paths: parsed.fields.map((one) => parseField(one.name)),
      filter: parsed.partialFilter && compileSelector(parsed.partialFilter)
    };
    if (compiled.size > 10_000) compiled.clear();
    compiled.set(text, definition);
  }
  return definition;
}
