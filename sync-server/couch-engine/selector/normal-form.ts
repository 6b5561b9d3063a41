/**
 * The form in which CouchDB keeps the selector of a partial index: every comparison spelled out,
 * members of members as one path, negation pushed down to the comparisons.
 */
import { isRecord } from '../json/is-record.ts';

/** An object with one member. */
type Node = Record<string, unknown>;

const lists = new Set(['$and', '$or', '$nor']);
const inner = new Set(['$elemMatch', '$allMatch', '$keyMapMatch']);

export function normalForm(selector: Record<string, unknown>): Record<string, unknown> {
  if (Object.keys(selector).length === 0) return {};
  return pushedDown(withPaths(spelledOut(selector), ''));
}

const only = (node: Node) => Object.entries(node)[0]!;
const each = (list: unknown, make: (node: Node) => Node) => (list as Node[]).map(make);

function spelledOut(value: unknown): Node {
  if (!isRecord(value)) return { $eq: value };
  const entries = Object.entries(value);
  if (entries.length === 0) return { $eq: value };
  if (entries.length > 1) {
    return { $and: entries.map(([name, one]) => spelledOut({ [name]: one })) };
  }
  const [name, one] = entries[0]!;
  if (lists.has(name)) return { [name]: each(one, spelledOut) };
  if (name === '$not' || inner.has(name) || !name.startsWith('$'))
    return { [name]: spelledOut(one) };
  return value;
}

function withPaths(node: Node, path: string): Node {
  const [name, one] = only(node);
  if (lists.has(name)) return { [name]: each(one, (part) => withPaths(part, path)) };
  if (name === '$not') return { $not: withPaths(one as Node, path) };
  if (inner.has(name)) return { [path]: { [name]: withPaths(one as Node, '') } };
  if (name.startsWith('$')) return { [path]: node };
  return withPaths(one as Node, path === '' ? name : `${path}.${name}`);
}

function pushedDown(node: Node): Node {
  const [name, one] = only(node);
  if (name === '$not') return negated(one as Node);
  if (name === '$nor') return { $and: each(one, negated) };
  if (lists.has(name)) return { [name]: each(one, pushedDown) };
  return node;
}

const opposites: Record<string, string> = {
  $and: '$or',
  $or: '$and',
  $lt: '$gte',
  $gte: '$lt',
  $gt: '$lte',
  $lte: '$gt',
  $eq: '$ne',
  $ne: '$eq',
  $in: '$nin',
  $nin: '$in'
};

function negated(node: Node): Node {
  const [name, one] = only(node);
  if (name === '$not') return pushedDown(one as Node);
  if (name === '$nor') return { $or: each(one, pushedDown) };
  if (name === '$exists') return { $exists: !one };
  const opposite = Object.hasOwn(opposites, name) ? opposites[name]! : undefined;
  if (lists.has(name)) return { [opposite!]: each(one, negated) };
  if (opposite) return { [opposite]: one };
  return name.startsWith('$') ? { $not: node } : { [name]: negated(one as Node) };
}
