/**
 * What a condition says of single fields, as CouchDB's planner reads it: through `$and` alone, by
 * comparisons alone.
 */
import { compareValues } from '../collation/compare-values.ts';
import type { Condition } from '../selector/condition.ts';

interface Edge {
  value: unknown;
  isIncluded: boolean;
}

interface Range {
  low?: Edge;
  high?: Edge;
}

type Field = Extract<Condition, { kind: 'field' }>;

const indexable = new Set(['$lt', '$lte', '$eq', '$gt', '$gte', '$beginsWith', '$exists']);

/** The fields that an index could be asked for. One that nothing can match stands alone. */
export function rangedFields(condition: Condition): { fields: string[]; isEmpty: boolean } {
  const conditions = plainConditions(condition);
  const fields = [...new Set(conditions.map((one) => one.field))].sort();
  for (const field of fields) {
    if (isEmpty(conditions.filter((one) => one.field === field))) {
      return { fields: [field], isEmpty: true };
    }
  }
  return { fields, isEmpty: false };
}

/** Whether every match has the same value there. */
export function isConstant(condition: Condition, field: string): boolean {
  return plainConditions(condition).some((one) => one.field === field && one.operator === '$eq');
}

function plainConditions(condition: Condition): Field[] {
  if (condition.kind === 'all') return condition.parts.flatMap(plainConditions);
  if (condition.kind === 'any' || !indexable.has(condition.operator)) return [];
  return condition.negated && condition.operator !== '$exists' ? [] : [condition];
}

function isEmpty(conditions: Field[]): boolean {
  const range: Range = {};
  for (const { operator, operand } of conditions) {
    narrow(range, operator, operand);
    const { low, high } = range;
    if (!low || !high) continue;
    const order = compareValues(low.value, high.value);
    if (order > 0 || (order === 0 && !(low.isIncluded && high.isIncluded))) return true;
  }
  return false;
}

function narrow(range: Range, operator: string, operand: unknown): void {
  switch (operator) {
    case '$eq':
      raise(range, { value: operand, isIncluded: true });
      return lower(range, { value: operand, isIncluded: true });
    case '$beginsWith':
      raise(range, { value: operand, isIncluded: true });
      return lower(range, { value: `${operand as string}\uffff`, isIncluded: true });
    case '$gt':
    case '$gte':
      return raise(range, { value: operand, isIncluded: operator === '$gte' });
    case '$lt':
    case '$lte':
      return lower(range, { value: operand, isIncluded: operator === '$lte' });
  }
}

function raise(range: Range, edge: Edge): void {
  const order = range.low ? compareValues(edge.value, range.low.value) : 1;
  if (order > 0 || (order === 0 && !edge.isIncluded)) range.low = edge;
}

function lower(range: Range, edge: Edge): void {
  const order = range.high ? compareValues(edge.value, range.high.value) : -1;
  if (order < 0 || (order === 0 && !edge.isIncluded)) range.high = edge;
}
