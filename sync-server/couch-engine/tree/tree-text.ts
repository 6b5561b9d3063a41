/**
 * A revision tree as one line of text.
 *
 * 1. Tokens are separated by one space; a token's parent is the token before it, unless it says
 *    else.
 * 2. `<pos>:<id>` starts a root, `<pos>:<id>^<n>` a branch under the n-th token; `+` first:
 *    deleted.
 * 3. A tree with one leaf is one chain whose last token is the leaf, so that growing it (what
 *    nearly every write does) is appending a word: no parsing, however long the history.
 */
import { addNode, leavesOf, type RevisionNode, type RevisionTree } from './revision-tree.ts';

const plainId = /^[0-9A-Za-z_-]*$/;

function idText(id: string): string {
  return plainId.test(id) ? id : encodeURIComponent(id);
}

export function newTreeText(position: number, id: string, deleted: boolean): string {
  return `${deleted ? '+' : ''}${position}:${idText(id)}`;
}

export function treeToText(tree: RevisionTree): string {
  const order = new Map<RevisionNode, number>();
  const tokens: string[] = [];
  for (const leaf of leavesOf(tree)) {
    const path: RevisionNode[] = [];
    let at: RevisionNode | undefined = leaf;
    while (at && !order.has(at)) {
      path.push(at);
      at = at.parent;
    }
    const branchedFrom = at;
    for (let index = path.length - 1; index >= 0; index--) {
      const node = path[index]!;
      const isFirst = index === path.length - 1;
      const from = isFirst && branchedFrom ? `^${order.get(branchedFrom)}` : '';
      const place = isFirst ? `${node.position}:` : '';
      order.set(node, tokens.length);
      tokens.push(`${node.deleted ? '+' : ''}${place}${idText(node.id)}${from}`);
    }
  }
  return tokens.join(' ');
}

export function treeFromText(text: string): RevisionTree {
  const tree: RevisionTree = new Map();
  const nodes: RevisionNode[] = [];
  for (const token of text.split(' ')) {
    const { deleted, position, id, branchesFrom } = parseToken(token);
    const isChained = position === undefined;
    const parent = isChained ? nodes.at(-1)! : nodes[branchesFrom ?? -1];
    nodes.push(addNode(tree, position ?? parent!.position + 1, id, parent, deleted));
  }
  return tree;
}

interface Token {
  deleted: boolean;
  /** Undefined: one behind the token before. */
  position: number | undefined;
  id: string;
  /** The number of the token that is its parent. */
  branchesFrom: number | undefined;
}

function parseToken(token: string): Token {
  const deleted = token.startsWith('+');
  const start = deleted ? 1 : 0;
  const colon = token.indexOf(':');
  const caret = token.indexOf('^');
  const id = token.slice(colon < 0 ? start : colon + 1, caret < 0 ? token.length : caret);
  return {
    deleted,
    position: colon < 0 ? undefined : Number(token.slice(start, colon)),
    id: id.includes('%') ? decodeURIComponent(id) : id,
    branchesFrom: caret < 0 ? undefined : Number(token.slice(caret + 1))
  };
}

/** Grows a tree that has one leaf. */
export function appendToChain(text: string, id: string, deleted: boolean): string {
  return `${text} ${deleted ? '+' : ''}${idText(id)}`;
}

/** Position of the oldest revision of a chain. */
export function rootPosition(text: string): number {
  return Number(text.slice(text.startsWith('+') ? 1 : 0, text.indexOf(':')));
}

/** Cuts the oldest revision off a chain; answers what is left and the revision cut. */
export function cutRoot(text: string): { text: string; rev: string } {
  const space = text.indexOf(' ');
  const position = rootPosition(text);
  const id = text.slice(text.indexOf(':') + 1, space);
  const rest = text.slice(space + 1);
  const next = rest.startsWith('+')
    ? `+${position + 1}:${rest.slice(1)}`
    : `${position + 1}:${rest}`;
  return { text: next, rev: `${position}-${id.includes('%') ? decodeURIComponent(id) : id}` };
}
