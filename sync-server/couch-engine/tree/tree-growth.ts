/**
 * What a written revision makes of its document's tree.
 *
 * One leaf is the rule: then the tree's text grows by a word and sheds its oldest, unread. Only a
 * tree with branches is read, merged, stemmed and written again.
 */
import { leavesOf, mergePath, splitRevision, stem, type RevisionTree } from './revision-tree.ts';
import {
  appendToChain,
  cutRoot,
  newTreeText,
  rootPosition,
  treeFromText,
  treeToText
} from './tree-text.ts';

/** A revision that grows from a leaf; a root has no parent. */
export interface GrownRevision {
  parent: string | undefined;
  rev: string;
  deleted: boolean;
}

export interface TreeAfter {
  tree: string;
  /** Revisions beyond the limit: their bodies go too. */
  dropped: string[];
  leaves: number;
  winner: string;
  deleted: boolean;
}

/** A parent that nobody knows is kept by its name alone. */
export function newTree({ parent, rev, deleted }: GrownRevision): TreeAfter {
  const { position, id } = splitRevision(rev);
  const root = parent === undefined ? undefined : splitRevision(parent);
  const tree = root
    ? appendToChain(newTreeText(root.position, root.id, false), id, deleted)
    : newTreeText(position, id, deleted);
  return { tree, dropped: [], leaves: 1, winner: rev, deleted };
}

export function grownTree(
  before: { tree: string; leaves: number },
  { parent, rev, deleted }: GrownRevision,
  limit: number
): TreeAfter {
  const { position, id } = splitRevision(rev);
  if (before.leaves > 1) {
    const tree = treeFromText(before.tree);
    mergePath(tree, { start: position, ids: [id, splitRevision(parent!).id] }, deleted);
    return settledTree(tree, limit);
  }
  let text = appendToChain(before.tree, id, deleted);
  const dropped: string[] = [];
  for (let root = rootPosition(text); position - root >= limit; root++) {
    const cut = cutRoot(text);
    text = cut.text;
    dropped.push(cut.rev);
  }
  return { tree: text, dropped, leaves: 1, winner: rev, deleted };
}

/** A tree after revisions came or went: stemmed, its winner chosen, written as text. */
export function settledTree(tree: RevisionTree, limit: number): TreeAfter {
  const dropped = stem(tree, limit);
  const leaves = leavesOf(tree);
  const { rev: winner, deleted } = leaves[0]!;
  return { tree: treeToText(tree), dropped, leaves: leaves.length, winner, deleted };
}
