import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const LIB = 'src/lib';

const files = globSync(`${LIB}/**/*.{ts,svelte}`).filter((file) => !file.includes('/paraglide/'));
const isFile = new Set(files);

function importsOf(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found]
    .map(([, name = '']) =>
      name.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), name)
        : name.replace('$lib', LIB)
    )
    .filter((target) => isFile.has(target));
}
const edges = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

/** One folder after the other, back to the first; empty where there is none. */
function cycleIn(graph: Map<string, Set<string>>): string[] {
  const done = new Set<string>();
  const walk = (folder: string, way: string[]): string[] => {
    if (way.includes(folder)) return [...way.slice(way.indexOf(folder)), folder];
    if (done.has(folder)) return [];
    for (const next of graph.get(folder) ?? []) {
      const cycle = walk(next, [...way, folder]);
      if (cycle.length > 0) return cycle;
    }
    done.add(folder);
    return [];
  };
  for (const folder of graph.keys()) {
    const cycle = walk(folder, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

// Which room may import which stands in .dependency-cruiser.js; it sees modules, not folders.
describe('the folders of the app', () => {
  it('import each other in one direction only, folder by folder', () => {
    const graph = new Map<string, Set<string>>();
    for (const { file, target } of edges) {
      const [from, to] = [path.posix.dirname(file), path.posix.dirname(target)];
      if (from === to) continue;
      graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
    expect(graph.size).toBeGreaterThan(20);
    expect(cycleIn(graph)).toEqual([]);
  });

  it('hold at most ten modules each', () => {
    const folders = Map.groupBy(files, (file) => path.posix.dirname(file));
    const crowded = [...folders].filter(([, inside]) => inside.length > 10);
    expect(crowded.map(([folder, inside]) => `${folder}: ${inside.length}`)).toEqual([]);
  });
});
