// One screen as a picture: phone and tablet, light and dark, and its whole length.
import { chromium, type Browser, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromiumPath, ensureChromium } from './chromium.ts';
import type { OwnServer } from '../e2e/own-server.ts';
import { startRealServer, type RealServer } from './real-server.ts';
import { settle } from './settle.ts';

const SIZES = { phone: { width: 390, height: 844 }, tablet: { width: 1024, height: 768 } };
const SCHEMES = ['light', 'dark'] as const;

async function shoot(page: Page, folder: string, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settle(page);
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize(SIZES.phone);
  await page.emulateMedia({ colorScheme: 'light' });
  await settle(page);
  await page.screenshot({ path: join(folder, `${name}-phone-whole.png`), fullPage: true });
}

/** Somebody in Basel with a phone. */
async function newPage(browser: Browser, { url }: RealServer): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'de-CH',
    timezoneId: 'Europe/Zurich',
    viewport: SIZES.phone
  });
  return context.newPage();
}

export interface Walk {
  server: OwnServer;
  newPerson: () => Promise<Page>;
  picture: (page: Page, name: string) => Promise<void>;
}

/** A demo and a browser for walks; pictures go to the folder of the command line, else to a new one. */
export async function takePictures(walk: (tools: Walk) => Promise<void>): Promise<void> {
  const folder = resolve(process.argv[2] ?? mkdtempSync(join(tmpdir(), 'mila-screens-')));
  mkdirSync(folder, { recursive: true });
  ensureChromium();
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    ...(executablePath ? { executablePath } : {})
  });
  const server = { ...(await startRealServer({ DEMO: '1' })), isOfOneStory: true } as const;
  try {
    await walk({
      server,
      newPerson: () => newPage(browser, server),
      picture: (page, name) => shoot(page, folder, name)
    });
  } finally {
    await browser.close();
    await server.remove();
  }
  console.info(folder);
}
