import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { FakeDoor } from '../../support/fake-door.ts';

interface Fixtures {
  door: FakeDoor;
  /** Where door and page are served. */
  url: string;
  /** A page with a signed-in store in `globalThis.store`. */
  openTab: (options?: { pace?: number; context?: BrowserContext }) => Promise<Page>;
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('./page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'harness'
      }
    }
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

export const test = base.extend<Fixtures, { script: string }>({
  script: [
    async ({ browserName: _browserName }, use) => {
      await use(await bundle());
    },
    { scope: 'worker' }
  ],
  door: async ({ script }, use) => {
    const door = new FakeDoor();
    const page = '<!doctype html><meta charset="utf-8"><script src="/harness.js"></script>';
    door.pages.set('/', { type: 'text/html', content: page });
    door.pages.set('/harness.js', { type: 'text/javascript', content: script });
    await use(door);
    await door.close();
  },
  url: async ({ door }, use) => {
    await use(await door.listen());
  },
  openTab: async ({ context, url, door }, use) => {
    await use(async ({ pace = 1, context: other = context } = {}) => {
      door.pace = pace;
      const page = await other.newPage();
      await page.goto(url);
      await page.evaluate(async (by) => {
        globalThis.store = await mila.open(by);
      }, pace);
      return page;
    });
  }
});

export { expect } from '@playwright/test';
