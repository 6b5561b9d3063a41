/** The engine's own rules against independent witnesses: PouchDB's merge and collation. */
import fc from 'fast-check';
import { collate } from 'pouchdb-collate';
import { collectConflicts, merge, winningRev } from 'pouchdb-merge';
import { describe, expect, test } from 'vitest';
import { compareValues, encodeValue } from '../../sync-server/store/embedded/mango/collation.ts';
import { WriteQueue } from '../../sync-server/store/embedded/storage/write-queue.ts';
import type { Sql } from '../../sync-server/store/embedded/storage/sqlite.ts';
import {
  ancestry,
  leavesOf,
  mergePath,
  stem,
  type RevisionTree
} from '../../sync-server/store/embedded/tree/revision-tree.ts';
import {
  appendToChain,
  cutRoot,
  newTreeText,
  treeFromText,
  treeToText
} from '../../sync-server/store/embedded/tree/tree-text.ts';

/** A history: each revision grows from an earlier one, or is a root. */
const histories = fc.array(fc.record({ parent: fc.nat(), deleted: fc.boolean() }), {
  minLength: 1,
  maxLength: 25
});

interface Path {
  start: number;
  ids: string[];
  deleted: boolean;
}

/** Paths from the root to each revision, ids unique by their number. */
function pathsOf(history: { parent: number; deleted: boolean }[]): Path[] {
  const paths: Path[] = [];
  for (const [index, { parent, deleted }] of history.entries()) {
    const from = index === 0 ? undefined : paths[parent % index];
    const ids = [`r${index}`, ...(from?.ids ?? [])];
    paths.push({ start: ids.length, ids, deleted });
  }
  return paths;
}

function pouchPath({ start, ids, deleted }: Path) {
  let node: unknown[] = [ids[0], { status: 'available', ...(deleted && { deleted }) }, []];
  for (const id of ids.slice(1)) node = [id, { status: 'missing' }, [node]];
  return { pos: start - ids.length + 1, ids: node };
}

describe('the revision tree', () => {
  test('has the winner and the conflicts of pouchdb-merge, whatever the order of arrival', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (history, random) => {
        const paths = pathsOf(history);
        const arrivals = paths
          .map((path) => ({ path, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ path }) => path);
        const tree: RevisionTree = new Map();
        let pouchTree: { pos: number; ids: unknown[] }[] = [];
        for (const path of arrivals) {
          mergePath(tree, path, path.deleted);
          pouchTree = merge(pouchTree, pouchPath(path), 1000).tree;
        }
        const live = leavesOf(tree).filter((leaf) => !leaf.deleted);
        const metadata = { rev_tree: pouchTree };
        // A revision that arrived first as a nameless ancestor has lost its deletion in both.
        expect(leavesOf(tree)[0]!.rev).toBe(winningRev(metadata));
        const conflicts = live
          .map((leaf) => leaf.rev)
          .filter((rev) => rev !== winningRev(metadata));
        expect(conflicts.sort()).toEqual(collectConflicts(metadata).sort());
      }),
      { numRuns: 300 }
    );
  });

  test('survives its text, and growing a chain is growing its text', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const tree: RevisionTree = new Map();
        for (const path of pathsOf(history)) mergePath(tree, path, path.deleted);
        const again = treeFromText(treeToText(tree));
        const shape = (one: RevisionTree) =>
          [...one.values()].map((node) => `${node.rev}<${node.parent?.rev}${node.deleted}`).sort();
        expect(shape(again)).toEqual(shape(tree));
      })
    );
    let text = newTreeText(1, 'a', false);
    for (const id of ['b', '', 'odd id^:+', 'd']) text = appendToChain(text, id, id === 'b');
    const [leaf] = leavesOf(treeFromText(text));
    expect(ancestry(leaf!).map((node) => node.rev)).toEqual([
      '5-d',
      '4-odd id^:+',
      '3-',
      '2-b',
      '1-a'
    ]);
    const cut = cutRoot(cutRoot(text).text);
    expect(cut.rev).toBe('2-b');
    expect(leavesOf(treeFromText(cut.text))[0]!.rev).toBe('5-d');
  });

  test('stems every branch to the limit and keeps the leaves', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 4 }), (history, limit) => {
        const tree: RevisionTree = new Map();
        for (const path of pathsOf(history)) mergePath(tree, path, path.deleted);
        const before = leavesOf(tree).map((leaf) => leaf.rev);
        stem(tree, limit);
        expect(leavesOf(tree).map((leaf) => leaf.rev)).toEqual(before);
        const longest = leavesOf(tree).map((leaf) => ancestry(leaf).length);
        // A shared ancestor may be kept for the shorter branch.
        expect(Math.min(...longest)).toBeLessThanOrEqual(Math.max(limit, ...longest));
        for (const leaf of before) expect(tree.has(leaf)).toBe(true);
      })
    );
  });
});

describe('the order of values', () => {
  const values = fc.jsonValue({ noUnicodeString: false, maxDepth: 3 }) as fc.Arbitrary<unknown>;
  const text = fc.string({ unit: fc.constantFrom(...'0az') });
  const simple = fc
    .letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.double(), tie('list'), tie('object')),
      list: fc.array(fc.oneof(tie('value'), fc.constantFrom(null, true, false))),
      object: fc.dictionary(text, tie('value'))
    }))
    .value.filter((value) => !/null/.test(JSON.stringify([value])));

  test('is the order of pouchdb-collate, apart from that of text', () => {
    fc.assert(
      fc.property(simple, simple, (a, b) => {
        expect(Math.sign(compareValues(a, b))).toBe(Math.sign(collate(a, b)));
      }),
      { numRuns: 2000 }
    );
  });

  test('is the order of the bytes of an index', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const order = Math.sign(compareValues(a, b));
        expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(order);
      }),
      { numRuns: 2000 }
    );
  });

  test("is ICU's for text: letters first, then accents, then case", () => {
    const collator = new Intl.Collator('en');
    const letters = [
      ...'aAbBzZeEéÉèäÄöÖüÜßłŁńśżçñø019 -_.,:;!?"()[]@#$%&*+=/\\|~^`\'<>{}',
      'и',
      'й'
    ];
    const word = fc.string({ unit: fc.constantFrom(...letters, 'Σ', 'σ', 'か', '日', '😀', '\0') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const order = Math.sign(collator.compare(a, b));
        expect(Math.sign(compareValues(a, b))).toBe(order);
        expect(Math.sign(Buffer.compare(encodeValue([a]), encodeValue([b])))).toBe(order);
      }),
      { numRuns: 5000 }
    );
  });

  test.each([
    [-1, 0],
    [-1e300, -1e-300],
    ['a', 'A'],
    ['Anna', 'anna b'],
    ['ähnlich', 'Zebra'],
    ['Muller', 'Müller'],
    ['a-b', 'ab'],
    [[1], [1, 0]],
    [{ a: 1 }, { a: 1, b: null }]
  ])('puts %j before %j', (a, b) => {
    expect(compareValues(a, b)).toBeLessThan(0);
    expect(Buffer.compare(encodeValue(a), encodeValue(b))).toBeLessThan(0);
  });
});

describe('the write queue', () => {
  const statements: string[] = [];
  const record = (text: string) => {
    statements.push(text.split(' ')[0]!);
    return { changes: 0, rowId: 0 };
  };
  const sql = { exec: record, run: record } as unknown as Sql;

  test('commits a lonely work at once and many waiting works together', async () => {
    statements.length = 0;
    const queue = new WriteQueue(sql, () => {});
    await queue.submit(() => 1);
    expect(queue.batches).toBe(1);
    await Promise.all(Array.from({ length: 50 }, (_, n) => queue.submit(() => n)));
    expect(queue.batches).toBe(2);
    expect(statements.filter((one) => one === 'COMMIT')).toHaveLength(2);
  });

  test('undoes a work that throws and commits its neighbours', async () => {
    const queue = new WriteQueue(sql, () => {});
    const results = await Promise.allSettled([
      queue.submit(() => 'first'),
      queue.submit(() => {
        throw new Error('no');
      }),
      queue.submit(() => 'third')
    ]);
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('tells every writer of a batch if its commit fails', async () => {
    const broken = { run: record, exec: failCommit } as unknown as Sql;
    const queue = new WriteQueue(broken, () => {});
    const results = await Promise.allSettled([queue.submit(() => 1), queue.submit(() => 2)]);
    expect(results.map((one) => one.status)).toEqual(['rejected', 'rejected']);

    function failCommit(text: string): void {
      if (text === 'COMMIT') throw new Error('disk full');
    }
  });
});
