import { readFileSync } from 'node:fs';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vite';
import { displayFont } from './src/display-font.ts';
import { germanSpelling } from './src/german-spelling.ts';
import { interFont } from './src/inter-font.ts';

const server = process.env.API_ORIGIN ?? 'http://localhost:8080';

// What the two screens that must start fast load, in few files: each file of a cold start costs a turn through the
// service worker, which on a slow phone is more than reading a few kilobytes.

/** The root layout with SvelteKit's own start; each first screen with the layouts around it; what else there is. */
const ENTRIES = {
  shell: /\/src\/routes\/\+layout\.|\/runtime\/client\/entry\.js$|client-optimized\/app\.js$/,
  book: /\/src\/routes\/\(customer\)\/(?:book\/)?\+/,
  order: /\/src\/routes\/\(customer\)\/o\//,
  today: /\/src\/routes\/\(provider\)\/(?:\(visits\)\/(?:today\/)?)?\+/,
  /** Fetched by Today alone. */
  list: /\/src\/lib\/today\/TodayScreen\./,
  job: /\/src\/routes\/\(provider\)\/\(visits\)\/jobs\//,
  other:
    /\/src\/routes\/(?!\+|\(customer\)\/(?:(?:book\/)?\+|o\/)|\(provider\)\/(?:\+|\(visits\)\/))/
};
/** Each message goes where it is used: the index over all of them would draw every one into the first screens. */
const INDEXED = '/paraglide/messages/';
/** But these are on every customer's page: none of them should load another page for its words. */
const ON_EVERY_PAGE = /\/paraglide\/messages\/app_(?:name|error_home)\.js$/;

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
  if (ON_EVERY_PAGE.test(id)) return 'shell';
  // Said by a visit and by the list: neither should load the other for it.
  if (id.endsWith('/jobs_saved_device.js')) return 'common';
  if (id.includes(INDEXED)) return null;
  const above = entriesAbove(id, graph);
  if (above.has('shell')) return 'shell';
  // What booking needs is never together with what it does not: strangers come there first.
  const isBook = above.has('book');
  const isHelpers = above.has('today') || above.has('list') || above.has('job');
  // Nor does a customer who follows a visit load the helper's app for a line that both show.
  if (!isBook && isHelpers && above.has('order')) return 'both';
  if (above.has('today') || above.has('list')) {
    if (isBook) return 'shared';
    if (above.has('job') || above.has('other')) return 'common';
    return above.has('today') ? 'today' : 'list';
  }
  if (isBook && above.has('job')) return 'pages';
  if (isBook) return above.has('order') ? 'customers' : 'book';
  return above.has('job') && !above.has('other') ? 'job' : null;
}

/** Groups of the client build, the most shared first: what a module of one needs is in it or in one before it. */
const firstScreenChunks = [
  'shell',
  'shared',
  'pages',
  'customers',
  'book',
  'both',
  'common',
  'today',
  'list',
  'job'
].map((chunk, index) => ({
  name: (id: string, graph: Graph) => (chunkOf(id, graph) === chunk ? chunk : null),
  debugName: chunk,
  priority: 10 - index
}));

const SELDOM =
  /\/routes\/\((?:staff|invited|customer|provider)\)\/(?:support|admin|staff|account|email|helpers|p|password|profile|privacy|terms|imprint|sign-in)\//;
const NODES = '.svelte-kit/generated/client-optimized/nodes';

/**
 * What pages of staff and applicants need is not named in the shell, which everybody loads: it is
 * fetched once such a page's own script is there.
 */
function preloaded(url: string, files: string[]): string[] {
  const node = /\/nodes\/(\d+)\./.exec(url)?.[1];
  const source = node ? readFileSync(`${NODES}/${node}.js`, 'utf8') : '';
  return SELDOM.test(source) ? [] : files;
}

export default defineConfig({
  plugins: [
    interFont(),
    displayFont(),
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
        modulePreload: { resolveDependencies: preloaded },
        rolldownOptions: { output: { codeSplitting: { groups: firstScreenChunks } } }
      }
    }
  },
  // Pages that the server draws come from it, as of its last build.
  server: {
    proxy: { '/api': server, '/sync': server, '^/(?:[a-z]{2}-[a-z]{2}(?:/.*)?)?$': server }
  }
});
