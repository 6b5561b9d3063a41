/** The revision tree held against an independent witness: PouchDB's merge. */
import fc from 'fast-check';
import { collectConflicts, merge, winningRev } from 'pouchdb-merge';
import { describe, expect, test } from 'vitest';
import {
  ancestry,
  leavesOf,
  mergePath,
  stem,
  type RevisionTree
} from '../../../sync-server/couch-engine/tree/revision-tree.ts';
import {
  appendToChain,
  cutRoot,
  newTreeText,
  treeFromText,
  treeToText
} from '../../../sync-server/couch-engine/tree/tree-text.ts';

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
