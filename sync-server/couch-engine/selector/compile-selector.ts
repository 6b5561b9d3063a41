/**
 * Mango selectors, with CouchDB's meaning.
 *
 * 1. A condition on an absent member is false, `$exists: false` alone excepted; negation does not
 *    change that: `{$not: {a: 1}}` wants an `a`.
 * 2. Negation is pushed down to the conditions while compiling; `$nor` is `$not` of `$or`.
 * 3. Only own members count: no selector reaches `length`, `constructor` or `__proto__`.
 * 4. Unknown operators and wrong arguments are 400 before anything is read.
 *
 * Own code instead of pouchdb-selector-core, which takes `0` and `null` for objects on a path
 * (`{a: 0}` matches `a.b = 0`), lets absent members match `$ne` and merges nested `$and` wrongly.
 */
import { compareRaw } from '../collation/compare-values.ts';
import { CouchError } from '../errors/couch-error.ts';
import { isRecord } from '../json/is-record.ts';
import { matches, type Condition } from './condition.ts';
import { escapeField, parseField } from './field-path.ts';
import { operators, type Test } from './operators.ts';

export type Selector = Record<string, unknown>;

export function compileSelector(selector: unknown): Condition {
  if (!isRecord(selector)) {
    const reason = `Selector must be a JSON object, not: ${JSON.stringify(selector)}`;
    throw new CouchError(400, 'invalid_selector_json', reason);
  }
  const condition = compile(selector, [], false);
  if (condition.kind === 'field' && condition.path.join('') === '') {
    const reason = 'One or more conditions is missing a field name.';
    throw new CouchError(400, 'invalid_selector', reason);
  }
  return condition;
}

const opposites: Record<string, string> = {
  $eq: '$ne',
  $ne: '$eq',
  $lt: '$gte',
  $gte: '$lt',
  $gt: '$lte',
  $lte: '$gt',
  $in: '$nin',
  $nin: '$in'
};

function compile(selector: Selector, path: string[], negated: boolean): Condition {
  const parts = Object.keys(selector).map((name) =>
    compileMember(name, selector[name], path, negated)
  );
  if (parts.length === 1) return parts[0]!;
  return { kind: negated ? 'any' : 'all', parts };
}

function compileMember(name: string, value: unknown, path: string[], negated: boolean): Condition {
  switch (name) {
    case '$and':
      return listed(negated ? 'any' : 'all', compileList(name, value, path, negated));
    case '$or':
      return listed(negated ? 'all' : 'any', compileList(name, value, path, negated));
    case '$nor':
      return listed(negated ? 'any' : 'all', compileList(name, value, path, !negated));
    case '$not':
      if (!isRecord(value)) throw badArgument(name, value);
      return compileValue(value, path, !negated);
  }
  if (name.startsWith('$')) return fieldCondition(name, value, path, negated);
  return compileValue(value, [...path, ...parseField(name)], negated);
}

/** CouchDB holds every list of no conditions for fulfilled. */
function listed(kind: 'all' | 'any', parts: Condition[]): Condition {
  if (kind === 'all' || parts.length === 0) return { kind: 'all', parts, isWritten: true };
  return { kind, parts };
}

function compileList(name: string, value: unknown, path: string[], negated: boolean): Condition[] {
  if (!Array.isArray(value)) throw badArgument(name, value);
  return value.map((part) => {
    if (!isRecord(part)) throw badArgument(name, value);
    return compile(part, path, negated);
  });
}

function compileValue(value: unknown, path: string[], negated: boolean): Condition {
  if (isRecord(value) && Object.keys(value).length > 0) return compile(value, path, negated);
  return fieldCondition('$eq', value, path, negated);
}

/** Known to CouchDB and refused by it. */
const unsupported = new Set(['$where', '$geoWithin', '$geoIntersects', '$near', '$nearSphere']);

function fieldCondition(
  name: string,
  operand: unknown,
  path: string[],
  negated: boolean
): Condition {
  const opposite = negated && Object.hasOwn(opposites, name) ? opposites[name] : undefined;
  const operator = opposite ?? name;
  const make = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (unsupported.has(name)) {
    throw new CouchError(400, 'not_supported', `Unsupported operator: ${name}`);
  }
  if (!make) throw new CouchError(400, 'invalid_operator', `Invalid operator: ${name}`);
  const test =
    path[0] === '_id' && path.length === 1 ? idTest(operator, operand) : make(operand, elementTest);
  if (!test) throw badArgument(name, operand);
  const field = path.map(escapeField).join('.');
  return { kind: 'field', field, path, operator, operand, negated: negated && !opposite, test };
}

/**
 * Ids are compared as CouchDB's list of all documents compares them: by code point, and every id is
 * greater than an array or object. Everywhere else text is in ICU's order, and smaller than those.
 */
function idTest(operator: string, operand: unknown): Test | undefined {
  if (typeof operand === 'object' && operand !== null) {
    if (operator === '$gt' || operator === '$gte') return () => true;
    if (operator === '$lt' || operator === '$lte') return () => false;
  }
  const holds = Object.hasOwn(rawOrder, operator) ? rawOrder[operator] : undefined;
  if (!holds || typeof operand !== 'string') return operators[operator]!(operand, elementTest);
  return (value) => holds(compareRaw(value as string, operand));
}

const rawOrder: Record<string, (order: number) => boolean> = {
  $eq: (order) => order === 0,
  $ne: (order) => order !== 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0
};

/** The test of a selector inside an operator; nothing if it is none. */
function elementTest(operand: unknown): Test | undefined {
  if (!isRecord(operand)) return undefined;
  const condition = compile(operand, [], false);
  return (value) => matches(condition, value);
}

function badArgument(name: string, operand: unknown): CouchError {
  if (name === '$beginsWith') {
    return new CouchError(400, 'invalid_operator', `Invalid operator: ${name}`);
  }
  return new CouchError(
    400,
    'bad_arg',
    `Bad argument for operator ${name}: ${JSON.stringify(operand)}`
  );
}
