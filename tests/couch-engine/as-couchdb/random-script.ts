/** Requests drawn from a seed: writes, reads, feeds and queries on a handful of documents. */
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';
import { bulk, del, find, get, index, post, put, type Asked, type Script } from './script.ts';

/** Edited one by one. */
const plainIds = ['a', 'b', 'c', '_local/l'];
/** Written by replication, with revisions whose order does not depend on who hashes them. */
const branchedIds = ['x', 'y'];
const fields = ['n', 't', 'o.p', 'l.0', '_id'];

const json = { Accept: 'application/json' };

export function randomScript(seed: number, length = 60): Script {
  const random = seededRandom(seed);
  const script: Asked[] = [];
  while (script.length < length) script.push(random.pick(makers)(random, script));
  return script;
}

type Maker = (random: SeededRandom, before: readonly Asked[]) => Asked;

const makers: Maker[] = [
  edit,
  edit,
  edit,
  remove,
  bulkEdit,
  replicate,
  replicate,
  read,
  read
].concat([openRevisions, list, feed, feed, query, query, query, addIndex, diff, bulkRead]);

function content(random: SeededRandom): Record<string, unknown> {
  const value = () => random.pick<unknown>([0, 1, 2, 10, '1', 'x', 'X', 'ä', null, true, [1], {}]);
  return {
    n: random.below(5),
    ...(random.chance(0.6) && { t: value() }),
    ...(random.chance(0.4) && { o: random.chance(0.8) ? { p: value() } : value() }),
    ...(random.chance(0.4) && { l: random.chance(0.8) ? [value(), value()] : value() })
  };
}

/**
 * Often an old one, or what a refused write answered; none before the first write: whether CouchDB
 * takes a revision where nothing is depends on what it has in memory.
 */
function someRev(random: SeededRandom, before: readonly Asked[], id: string): string | undefined {
  if (id.startsWith('_local/')) return random.pick([undefined, '0-1', '0-7']);
  const own = before.flatMap(({ method, path }, at) =>
    method === 'PUT' && path === `/DB/${id}` ? [at] : []
  );
  if (own.length === 0 || random.chance(0.1)) return undefined;
  return `$rev${random.chance(0.7) ? own.at(-1)! : random.pick(own)}`;
}

function edit(random: SeededRandom, before: readonly Asked[]): Asked {
  const id = random.pick(plainIds);
  const _rev = someRev(random, before, id);
  const deleted = random.chance(0.1) ? { _deleted: true } : {};
  return put(`/DB/${id}`, { ...(_rev && { _rev }), ...content(random), ...deleted });
}

function remove(random: SeededRandom, before: readonly Asked[]): Asked {
  const id = random.pick(plainIds);
  const rev = someRev(random, before, id);
  return del(`/DB/${id}${rev ? `?rev=${rev}` : ''}`);
}

function bulkEdit(random: SeededRandom, before: readonly Asked[]): Asked {
  const docs = Array.from({ length: 1 + random.below(4) }, () => {
    const _id = random.pick([...plainIds, 'd', 'e', 'f', 'g']);
    const _rev = someRev(random, before, _id);
    return { _id, ...(_rev && { _rev }), ...content(random) };
  });
  // Of a local document written twice in one request CouchDB keeps both, and deletes one at a time.
  const isOnce = (at: number) =>
    !docs.slice(0, at).some(({ _id }) => _id === '_local/l' && _id === docs[at]!._id);
  return bulk(docs.filter((_doc, at) => isOnce(at)));
}

/** Branches part behind the second revision, but for one that has a root of its own. */
function history(random: SeededRandom): { start: number; ids: string[] } {
  const [branch, start] = random.pick([['a', 3] as const, ['b', 4], ['c', 5], ['z', 3]] as const);
  const ids = Array.from({ length: start }, (_, back) => {
    const position = start - back;
    return `${position}${position <= 2 && branch !== 'z' ? 'r' : branch}`;
  });
  return { start, ids };
}

function replicate(random: SeededRandom): Asked {
  const ids = random.chance(0.5) ? branchedIds : [random.pick(branchedIds)];
  const docs = ids.map((_id) => ({
    _id,
    _revisions: history(random),
    ...(random.chance(0.3) && { _deleted: true }),
    ...content(random)
  }));
  return bulk(docs, { new_edits: false });
}

const flags = ['conflicts', 'deleted_conflicts', 'revs', 'revs_info', 'meta', 'latest', 'deleted'];
const flagged = (random: SeededRandom) =>
  flags.filter(() => random.chance(0.25)).map((flag) => `${flag}=true`);
const someBranch = (random: SeededRandom) => {
  const { start, ids } = history(random);
  return `${start}-${ids[0]}`;
};

function read(random: SeededRandom, before: readonly Asked[]): Asked {
  const isBranched = random.chance(0.5);
  const id = random.pick(isBranched ? branchedIds : plainIds);
  const rev = isBranched ? someBranch(random) : someRev(random, before, id);
  const parts = [...flagged(random), ...(rev && random.chance(0.5) ? [`rev=${rev}`] : [])];
  return get(`/DB/${id}${parts.length > 0 ? `?${parts.join('&')}` : ''}`);
}

function openRevisions(random: SeededRandom): Asked {
  const revs = Array.from({ length: 1 + random.below(4) }, () => someBranch(random));
  const asked = random.chance(0.4) ? 'all' : JSON.stringify(revs);
  const latest = random.chance(0.5) ? '&latest=true' : '';
  return get(`/DB/${random.pick(branchedIds)}?open_revs=${asked}${latest}`, json);
}

function list(random: SeededRandom): Asked {
  const edge = () => encodeURIComponent(JSON.stringify(random.pick(['a', 'b', 'c', 'x', 5, {}])));
  const parts = [
    ...(random.chance(0.3) ? [`startkey=${edge()}`] : []),
    ...(random.chance(0.3) ? [`endkey=${edge()}`] : []),
    ...(random.chance(0.3) ? [`limit=${random.below(4)}`] : []),
    ...(random.chance(0.3) ? [`skip=${random.below(4)}`] : []),
    ...(random.chance(0.3) ? ['descending=true'] : []),
    ...(random.chance(0.3) ? ['include_docs=true&conflicts=true'] : [])
  ];
  return get(`/DB/_all_docs?${parts.join('&')}`);
}

function feed(random: SeededRandom, before: readonly Asked[]): Asked {
  const feeds = before.flatMap((asked, at) => (asked.path.includes('_changes') ? [at] : []));
  const since = feeds.length > 0 && random.chance(0.5) ? [`since=$seq${random.pick(feeds)}`] : [];
  const parts = [
    ...since,
    ...(random.chance(0.4) ? [`limit=${random.below(4)}`] : []),
    ...(random.chance(0.2) ? ['descending=true'] : []),
    ...(random.chance(0.3) ? ['style=all_docs'] : []),
    ...(random.chance(0.3) ? ['include_docs=true'] : []),
    ...(random.chance(0.2) ? [`seq_interval=${1 + random.below(3)}`] : [])
  ];
  const path = `/DB/_changes?${parts.join('&')}`;
  if (random.chance(0.6)) return get(path);
  return random.chance(0.5)
    ? post(`${path}&filter=_doc_ids`, { doc_ids: [random.pick(plainIds), 'x', 'none'] })
    : post(`${path}&filter=_selector`, { selector: selector(random) });
}

function condition(random: SeededRandom): unknown {
  const value = random.pick<unknown>([0, 1, 2, '1', 'x', 'X', null, true, [1], {}]);
  const operator = random.pick(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte']);
  return random.pick<unknown>([
    value,
    { [operator]: value },
    { $gt: random.below(2), $lte: 2 + random.below(3) },
    { $exists: random.chance(0.5) },
    { $in: [value, random.below(4)] },
    { $not: { [operator]: value } }
  ]);
}

function selector(random: SeededRandom, depth = 1): Record<string, unknown> {
  const plain = () => ({ [random.pick(fields)]: condition(random) });
  if (depth > 0 && random.chance(0.3)) {
    const parts = [selector(random, depth - 1), selector(random, depth - 1)];
    return { [random.pick(['$and', '$or', '$nor'])]: parts };
  }
  return random.chance(0.5) ? plain() : { ...plain(), ...plain() };
}

function query(random: SeededRandom): Asked {
  return find({
    selector: selector(random),
    ...(random.chance(0.2) && { sort: [random.pick(fields)] }),
    ...(random.chance(0.4) && { limit: random.below(4) }),
    ...(random.chance(0.2) && { skip: random.below(3) }),
    ...(random.chance(0.5) && { fields: ['_id', random.pick(fields)] }),
    ...(random.chance(0.5) && { execution_stats: true })
  });
}

function addIndex(random: SeededRandom): Asked {
  const first = random.pick(['n', 't', 'o.p']);
  const second = random.pick(['n', 't', 'l.0']);
  return index(random.chance(0.5) || first === second ? [first] : [first, second]);
}

function diff(random: SeededRandom): Asked {
  const revs = new Set(Array.from({ length: 3 }, () => someBranch(random)));
  return post('/DB/_revs_diff', { [random.pick(branchedIds)]: [...revs], none: ['1-a'] });
}

function bulkRead(random: SeededRandom): Asked {
  const docs = Array.from({ length: 1 + random.below(3) }, () =>
    random.chance(0.5)
      ? { id: random.pick(branchedIds), rev: someBranch(random) }
      : { id: random.pick(['a', 'b', 'x', 'none']) }
  );
  return post(`/DB/_bulk_get?${flagged(random).slice(0, 1).join('')}`, { docs });
}
