import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const filesIn = (folder: string, name: RegExp) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .map((path) => `${folder}/${path}`);

const SPEC = read('src/domain/SPEC.md');
/** Each with its words, up to the next fact, heading or empty line. */
const FACTS = [...SPEC.matchAll(/^- \*\*([RVCMPTSOHW]\d+\.\d+)\*\* ((?:.+\n(?:(?!- ).+\n)*))/gm)];
const ids = FACTS.map(([, id]) => id!);
const rules = new Set(ids.map((id) => id.slice(0, id.indexOf('.'))));
const known = new Set([...ids, ...rules]);

/** The ids in brackets in front of a title, whatever its quotes. */
const cited = filesIn('tests', /\.(test|spec)\.ts$|contract\.ts$/).flatMap((path) =>
  [...read(path).matchAll(/['"`]\[([RVCMPTSOHW]\d[^\]]*)\]/g)].flatMap(([, list]) =>
    list!.split(', ').map((id) => ({ path, id }))
  )
);

const COMMENTS = /\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<!:)\/\/.*$/gm;
/** Bare letters with a number mean other things as well: V8, C1, T1. */
const NAMED = /\b([RMP]\d{1,2}(\.\d+)?|[VCTS]\d{1,2}\.\d+)\b/g;

describe('SPEC.md', () => {
  it('says one short fact an id, and each id once', () => {
    expect(ids.length).toBeGreaterThan(200);
    expect(SPEC.match(/^- \*\*[RVCMPTSOHW]/gm)).toHaveLength(ids.length);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const long = FACTS.filter(([, , words]) => words!.trim().split('\n').length > 2);
    expect(long.map(([, id]) => id)).toEqual([]);
  });

  it('lists every rule in its contents', () => {
    const contents = SPEC.slice(SPEC.indexOf('## Contents'), SPEC.indexOf('## Words'));
    expect(new Set(contents.match(/\b[RVCMPTSOHW]\d+\b/g))).toEqual(rules);
  });

  it('has a test for every fact', () => {
    const tested = new Set(cited.map(({ id }) => id));
    expect(ids.filter((id) => !tested.has(id))).toEqual([]);
  });

  it('has every fact that a title names', () => {
    expect(cited.filter(({ id }) => !ids.includes(id))).toEqual([]);
  });

  it('has every rule and fact that a comment names', () => {
    const comments = ['src', 'sync-server'].flatMap((folder) =>
      filesIn(folder, /\.(ts|svelte|css)$/).flatMap((path) => {
        const found = read(path).match(COMMENTS) ?? [];
        const named = found.join('\n').match(NAMED) ?? [];
        return named.map((id) => ({ path, id }));
      })
    );
    expect(comments.length).toBeGreaterThan(50);
    expect(comments.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it('uses the German words of the screens', () => {
    const screens = filesIn('src/lib/i18n/messages/de', /\.json$/)
      .map(read)
      .join('')
      .toLowerCase();
    const rows = [...SPEC.matchAll(/^\| \*\*.+?\*\* +\| (.*?) *\| .* \|$/gm)];
    expect(rows.length).toBeGreaterThan(80);
    const words = rows.flatMap(([, german]) => german!.split(', ')).filter(Boolean);
    expect(words.filter((word) => !screens.includes(word.toLowerCase()))).toEqual([]);
  });
});
