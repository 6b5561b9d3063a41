import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vitest/config';

/** All suites as one project whose sources go through Vite, where they can be changed. */
export default defineConfig({
  plugins: [icons({ compiler: 'svelte' }), svelte()],
  resolve: { alias: { $lib: fileURLToPath(new URL('../../src/lib', import.meta.url)) } },
  test: {
    include: ['tests/{domain,contract,couch-engine,sync-server,sync,client}/**/*.test.ts'],
    environment: 'node'
  }
});
