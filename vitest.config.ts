import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The one long file first: begun last, it would keep the run waiting with one worker idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/sync/simulation');
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * A slow, shared machine: tests wait for conditions, this is only the net below them. Where a test
 * begins with an empty store for each step, a CouchDB takes most of it to make the databases.
 */
const NET_MS = process.env.COUCHDB_URL ? 300_000 : 60_000;

const EVERYWHERE = {
  environment: 'node',
  testTimeout: NET_MS,
  hookTimeout: NET_MS,
  maxWorkers: 2
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // Plain TypeScript: Node runs it as it is, as in production, and no file replaces modules
        // or globals, so that they can share a process and what is loaded in it.
        extends: false,
        test: {
          ...EVERYWHERE,
          name: 'node',
          globalSetup: 'tests/support/remove-test-databases.ts',
          include: ['tests/{domain,contract,couch-engine,sync-server,sync}/**/*.test.ts'],
          isolate: false,
          experimental: { viteModuleRunner: false }
        }
      },
      {
        plugins: [icons({ compiler: 'svelte' }), svelte()],
        resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
        test: { ...EVERYWHERE, name: 'client', include: ['tests/client/**/*.test.ts'] }
      }
    ]
  }
});
