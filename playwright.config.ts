import { defineConfig } from '@playwright/test';
import { chromiumPath } from './tests/support/chromium.ts';

/** Each test starts its own server on a port of its own (tests/support), so that one can stop or kill it. */
export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  outputDir: 'test-results/playwright',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    locale: 'de-CH',
    timezoneId: 'Europe/Zurich',
    // With the page's state before and after each step, which is enough: a film of it costs a tenth of all the work.
    trace: { mode: 'retain-on-failure', snapshots: true, screenshots: false, sources: true },
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  },
  projects: [
    { name: 'faults', testMatch: 'faults/**/*.spec.ts' },
    { name: 'e2e', testMatch: 'e2e/**/*.spec.ts' }
  ]
});
