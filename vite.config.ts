import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vite';
import { germanSpelling } from './src/german-spelling.ts';
import { interFont } from './src/inter-font.ts';

const server = process.env.API_ORIGIN ?? 'http://localhost:8080';

// What the two screens that must start fast load, in few files: each file of a cold start costs a turn through the
// service worker, which on a slow phone is more than reading a few kilobytes.

/** The root layout with SvelteKit's own start, and the first screens with the layouts around them. */
const ENTRIES = {
  shell: /\/src\/routes\/\+layout\.|\/runtime\/client\/entry\.js$|client-optimized\/app\.js$/,
  book: /\/src\/routes\/\(customer\)\/(?:book\/)?\+/,
  today: /\/src\/routes\/\(provider\)\/(?:\(visits\)\/(?:today\/)?)?\+/,
  other: /\/src\/routes\/(?!\(provider\)|\+layout)/
};
/** Each message goes where it is used: the index over all of them would draw every one into the first screens. */
const INDEXED = '/paraglide/messages/';

interface Graph {
  getModuleInfo(id: string): { importers: string[] } | null;
}

function entriesAbove(id: string, graph: Graph, seen = new Set<string>()): Set<string> {
  seen.add(id);
  const found = new Set(Object.entries(ENTRIES).flatMap(([name, at]) => (at.test(id) ? name : [])));
  for (const importer of graph.getModuleInfo(id)?.importers ?? []) {
    if (!seen.has(importer)) entriesAbove(importer, graph, seen).forEach((each) => found.add(each));
  }
  return found;
}

function chunkOf(id: string, graph: Graph): string | null {
  if (id.includes(INDEXED)) return null;
  const above = entriesAbove(id, graph);
  if (above.has('shell')) return 'shell';
  if (above.has('book') && above.has('today')) return 'shared';
  if (above.has('today') && above.has('other')) return 'common';
  return above.has('today') ? 'today' : above.has('book') ? 'book' : null;
}

/** Groups of the client build, the most shared first: what a module of one needs is in it or in one before it. */
const firstScreenChunks = ['shell', 'shared', 'book', 'common', 'today'].map((chunk, index) => ({
  name: (id: string, graph: Graph) => (chunkOf(id, graph) === chunk ? chunk : null),
  debugName: chunk,
  priority: 10 - index
}));

export default defineConfig({
  plugins: [
    interFont(),
    germanSpelling(),
    tailwindcss(),
    paraglideVitePlugin({
      project: './src/lib/i18n/project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
    }),
    icons({ compiler: 'svelte' }),
    sveltekit()
  ],
  // The same library without what browsers of before 2019 need: its main entry is only that one.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  environments: {
    client: {
      build: {
        rolldownOptions: { output: { codeSplitting: { groups: firstScreenChunks } } }
      }
    }
  },
  server: { proxy: { '/api': server, '/sync': server } }
});
