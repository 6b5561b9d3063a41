import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vitest/config';

const shared = {
  environment: 'node',
  // A slow, shared machine: tests wait for conditions, this is only the net below them.
  testTimeout: 60_000,
  hookTimeout: 60_000
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: false,
        test: {
          ...shared,
          name: 'node',
          include: ['tests/{domain,contract,sync-server,sync}/**/*.test.ts'],
          isolate: false,
          experimental: { viteModuleRunner: false }
        }
      },
      {
        plugins: [icons({ compiler: 'svelte' }), svelte()],
        resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
        test: { ...shared, name: 'client', include: ['tests/client/**/*.test.ts'] }
      }
    ]
  }
});
