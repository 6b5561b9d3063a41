import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [icons({ compiler: 'svelte' }), svelte()],
  resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
  test: {
    include: ['tests/{domain,contract,couch-engine,sync-server,sync,client}/**/*.test.ts'],
    environment: 'node',
    // A slow, shared machine: tests wait for conditions, this is only the net below them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2
  }
});
