// One screen as a picture: phone and tablet, light and dark, and its whole length.
import type { Browser, Page } from '@playwright/test';
import { join } from 'node:path';
import type { RealServer } from './real-server.ts';
import { settle } from './settle.ts';

const SIZES = { phone: { width: 390, height: 844 }, tablet: { width: 1024, height: 768 } };
const SCHEMES = ['light', 'dark'] as const;

export async function shoot(page: Page, folder: string, name: string): Promise<void> {
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
export async function newPage(browser: Browser, { url }: RealServer): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'de-CH',
    timezoneId: 'Europe/Zurich',
    viewport: SIZES.phone
  });
  return context.newPage();
}
