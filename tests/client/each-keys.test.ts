import { globSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

/**
 * What is there once: ids, places in the list, and values of closed lists. Times, texts and hashes
 * are not.
 */
const ONCE = [
  ...['id', '_id', 'action', 'order', 'index', 'row', 'rowKey', 'key', 'path', 'value', 'href'],
  ...['kind', 'step', 'station', 'category', 'what', 'email', 'city', 'name'],
  ...['minutes', 'number', 'star', 'label', 'each', 'at', 'item', 'field', 'title'],
  ...[
    'part',
    'flag',
    'locale',
    'language',
    'market',
    'skill',
    'phase',
    'keyOf',
    'slug',
    'group',
    'version'
  ]
];

interface Block {
  type?: string;
  key?: { type: string; name?: string; property?: { name: string }; callee?: { name: string } };
}

function eachKeys(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, key } = node as Block;
  const name = key && (key.property?.name ?? key.callee?.name ?? key.name ?? key.type);
  const inside = Object.values(node).flatMap((value) => eachKeys(value));
  return type === 'EachBlock' && name ? [name, ...inside] : inside;
}

describe('lists on screens', () => {
  const files = globSync('src/**/*.svelte');

  it.each(files)('%s keys them by what cannot be there twice', (file) => {
    const { fragment } = parse(readFileSync(file, 'utf8'), { modern: true });
    expect(eachKeys(fragment).filter((key) => !ONCE.includes(key))).toEqual([]);
  });
});
