import { chromium, type BrowserContext } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../support/chromium.ts';
import type { RealServer } from '../support/real-server.ts';

/** As the browser's own settings name them. */
export type BrowserSettings = Record<string, unknown>;

/** A phone's browser with settings that a person has made in it, for as long as `use` takes. */
export async function withOwnBrowser(
  server: RealServer,
  settings: BrowserSettings,
  use: (context: BrowserContext) => Promise<void>
): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'mila-profile-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  const path = chromiumPath();
  const context = await chromium.launchPersistentContext(profile, {
    ...(path ? { executablePath: path } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    baseURL: server.url,
    viewport: { width: 390, height: 844 },
    locale: 'de-CH',
    timezoneId: 'Europe/Zurich'
  });
  try {
    await use(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
