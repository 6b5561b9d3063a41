// What the pages and the comments point to is there.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROTOCOL_PAGE } from '../support/protocol-page.ts';

const PAGES = globSync(['*.md', '{src,sync-server,tests,.github}/**/*.md'], {
  exclude: ['src/lib/paraglide/**', 'src/lib/i18n/project.inlang/**']
});
const SOURCES = globSync(['*.{ts,js}', '{src,sync-server,tests,.ci}/**/*.{ts,js,svelte,css}'], {
  exclude: ['src/lib/paraglide/**']
});
const read = (path: string) => readFileSync(path, 'utf8');

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function headingsOf(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);
}

/** A comment names a page by its place or, where that says enough, by its name alone. */
function isPage(named: string, from: string): boolean {
  const isNamed = PAGES.some((page) => page === named || page.endsWith(`/${named}`));
  return isNamed || existsSync(join(dirname(from), named));
}

describe('the pages', () => {
  it('are there', () => {
    expect(PAGES).toEqual(expect.arrayContaining(['README.md', '.github/CONTRIBUTING.md']));
  });

  it.each(PAGES)('link only to what exists: %s', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
    for (const link of links.filter((each) => !/^[a-z]+:/.test(each))) {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      expect(existsSync(target), `${page}: ${link}`).toBe(true);
      if (anchor) expect(headingsOf(target).map(anchorOf), `${page}: ${link}`).toContain(anchor);
    }
  });

  it.each(PAGES.filter((page) => !page.startsWith('src/domain/')))(
    'name only files and folders that exist: %s',
    (page) => {
      const named = [...read(page).matchAll(/`([\w.-]+(?:\/[\w.()-]+)*)\/?`/g)].map(
        ([, it]) => it!
      );
      const paths = named.filter((each) => /^(src|sync-server|tests|static|\.ci)\//.test(each));
      expect(paths.filter((path) => !existsSync(path))).toEqual([]);
      const files = named.filter((each) => /^[\w-][\w.-]*\.(ts|svelte)$/.test(each));
      const known = new Set(SOURCES.map((source) => basename(source)));
      expect(files.filter((file) => !known.has(file))).toEqual([]);
    }
  );

  it('name the Node that package.json asks for', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const oldest = /^>=(\d+)$/.exec(engines.node)?.[1];
    expect(read('README.md')).toContain(`Node ${oldest} will do`);
    expect(read('.github/CONTRIBUTING.md')).toContain(`Node ${oldest} or newer`);
  });

  it('number decisions in one way, from 1 in each folder', () => {
    const folders = Map.groupBy(
      PAGES.filter((page) => dirname(page).endsWith('/decisions')),
      dirname
    );
    expect(folders.size).toBeGreaterThan(0);
    for (const [folder, notes] of folders) {
      const numbers = notes.map((note) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(basename(note))?.[1]);
      const expected = notes.map((_, index) => String(index + 1).padStart(4, '0'));
      expect(numbers.sort(), folder).toEqual(expected);
    }
  });
});

describe('the sources', () => {
  const cited = SOURCES.flatMap((source) =>
    read(source)
      .split('\n')
      .flatMap((line, index) => {
        const names = [...line.matchAll(/(?<![\w*}/])[\w./-]*\w\.md\b/g)].map(([name]) => name);
        return names.map((name) => ({ at: `${source}:${index + 1}`, source, name, line }));
      })
  ).filter(({ source }) => !source.endsWith('pages.test.ts'));

  it('cite only pages that are in the repository', () => {
    expect(cited.length).toBeGreaterThan(10);
    const missing = cited.filter(({ name, source }) => !isPage(name, source));
    expect(missing.map(({ at, name }) => `${at} ${name}`)).toEqual([]);
  });

  it('cite only sections that the protocol page has', () => {
    const headings = headingsOf(PROTOCOL_PAGE);
    const sections = cited.flatMap(({ at, line }) => {
      const section = /PROTOCOL\.md, "([^"]+)"/.exec(line)?.[1];
      return section && !headings.includes(section) ? [`${at} ${section}`] : [];
    });
    expect(sections).toEqual([]);
  });

  it('cite no numbered sections of pages that nobody else has', () => {
    const found = SOURCES.filter((source) => !source.endsWith('pages.test.ts')).flatMap((source) =>
      /\b(?:protocol|architecture|mission|house) §/i.test(read(source)) ? [source] : []
    );
    expect(found).toEqual([]);
  });
});
