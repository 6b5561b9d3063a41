/** What `_explain` tells: the index and the stretch of it that a `_find` would read. */
import type { FindPlan } from '../../find/find-plan.ts';
import type { FindRequest } from '../../find/find-request.ts';
import { comparisonsOf } from '../../selector/compile-selector.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';

/** CouchDB's token for a key behind every other. */
const maxKey = '<MAX>';

export function explained(database: DatabaseRow, request: FindRequest, plan: FindPlan) {
  const { access } = plan;
  const direction = access.descending ? 'rev' : 'fwd';
  return {
    dbname: database.name,
    index: access.kind === 'index' ? shownIndex(access) : allDocs,
    partitioned: false,
    selector: request.selector,
    opts: {
      use_index: request.useIndex,
      bookmark: request.bookmark,
      limit: request.limit,
      skip: request.skip,
      sort: Object.fromEntries(request.sort.map((one) => [one.name, one.direction])),
      fields: request.fieldNames,
      partition: '',
      r: 1,
      conflicts: request.conflicts,
      stale: '',
      update: true,
      stable: false,
      execution_stats: request.wantsStats
    },
    limit: request.limit,
    skip: request.skip,
    fields: request.fieldNames,
    mrargs: {
      include_docs: true,
      view_type: 'map',
      reduce: false,
      partition: null,
      direction,
      ...bounds(request, access),
      stable: false,
      update: true,
      conflicts: 'undefined'
    },
    covering: false
  };
}

const allDocs = {
  ddoc: null,
  name: '_all_docs',
  type: 'special',
  def: { fields: [{ _id: 'asc' }] }
};

function shownIndex({ index, definition }: Extract<FindPlan['access'], { kind: 'index' }>) {
  const partial = definition.partialFilter && { partial_filter_selector: definition.partialFilter };
  const fields = definition.fields.map(({ name, direction }) => ({ [name]: direction }));
  return {
    ddoc: index.designId,
    name: index.name,
    type: 'json',
    def: { fields, ...partial }
  };
}

function bounds(request: FindRequest, access: FindPlan['access']) {
  if (access.kind === 'all')
    return { start_key: access.start ?? null, end_key: access.end ?? maxKey };
  const start: unknown[] = [];
  const end: unknown[] = [];
  for (const { name } of access.definition.fields) {
    const comparisons = comparisonsOf(request.condition, name);
    const operand = (...operators: string[]) =>
      comparisons.find((one) => operators.includes(one.operator))?.operand;
    const low = operand('$eq', '$gt', '$gte');
    const high = operand('$eq', '$lt', '$lte');
    if (low !== undefined && start.length === end.length) start.push(low);
    if (high === undefined) break;
    end.push(high);
    if (operand('$eq') === undefined) break;
  }
  return access.descending
    ? { start_key: [...end, maxKey], end_key: start }
    : { start_key: start, end_key: [...end, maxKey] };
}
