import type { Page } from '@playwright/test';
import { DOMINIK, NORA } from './demo-people.ts';
import { HelperApp } from './pages/helper-app.ts';
import { expect, test } from './story.ts';

interface Seen {
  text: string;
  words: string;
  isInert: boolean;
  isHidden: boolean;
  /** What the app itself had to show when it went. */
  thenShown: string;
}

/** Writes down what stands there before the app does, and what stands there when it goes. */
function watch(): void {
  const seen = globalThis as unknown as { firstPaint?: Seen };
  new MutationObserver(() => {
    const paint = document.getElementById('first-paint');
    if (paint && !seen.firstPaint) {
      seen.firstPaint = {
        text: paint.innerText,
        words: paint.textContent,
        isInert: paint.querySelector('[inert]')?.contains(paint.querySelector('a, nav')) ?? false,
        isHidden: paint.getAttribute('aria-hidden') === 'true',
        thenShown: ''
      };
    }
    if (!paint && seen.firstPaint && !seen.firstPaint.thenShown) {
      seen.firstPaint.thenShown = document.querySelector('main')?.innerText ?? '';
    }
  }).observe(document, { childList: true, subtree: true });
}

const firstPaint = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { firstPaint?: Seen }).firstPaint);
const keptPaint = (page: Page) =>
  page.evaluate(() => localStorage.getItem('mila-first-paint') ?? '');

test('[C1.3] a start shows Today as it was seen last, to look at only, until the app stands', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server);
  await new HelperApp(page).signIn(NORA);
  const visit = page.getByRole('main').getByRole('heading', { level: 2 }).first();
  const title = await visit.innerText();
  await expect.poll(() => keptPaint(page)).toContain(title);
  await page.addInitScript(watch);
  await page.reload();
  await expect(visit).toBeVisible();
  await expect(page.locator('#first-paint')).toHaveCount(0);
  const seen = (await firstPaint(page))!;
  expect(seen).toMatchObject({ isInert: true, isHidden: true });
  expect(seen.text).toContain(title);
  expect(seen.text).toContain('Wird geladen');
  // What time makes untrue is there for its room only, and not to be seen.
  expect(seen.words).toMatch(/noch|in \d/);
  expect(seen.text).not.toMatch(/noch \d|in \d+ (?:Min|Std)/);
  expect(seen.thenShown).toContain(title);
});

test('[C1.3] it is gone with the session, and the next account never sees it', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server);
  const app = new HelperApp(page);
  await app.signIn(NORA);
  const visit = page.getByRole('main').getByRole('heading', { level: 2 }).first();
  const title = await visit.innerText();
  await expect.poll(() => keptPaint(page)).toContain(title);
  await app.openDevice();
  await page.getByRole('button', { name: 'Abmelden', exact: true }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Von diesem Gerät abmelden' });
  await dialog.getByRole('button', { name: 'Abmelden' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Anmelden' })).toBeVisible();
  expect(await keptPaint(page)).toBe('');

  await page.addInitScript(watch);
  await app.signIn(DOMINIK);
  expect(await firstPaint(page)).toBeUndefined();
  await page.reload();
  await expect(app.tab('Heute')).toBeVisible();
  expect((await firstPaint(page))?.words ?? '').not.toContain(title);
});
