// Browsers that are not as the others' tests have them: one that keeps nothing for a site, one that
// could not fetch a part of the app before it was replaced.
import type { BrowserContext } from '@playwright/test';
import { withOwnBrowser } from './own-browser.ts';
import { BookingPage } from './pages/booking-page.ts';
import { CustomerOrderPage } from './pages/customer-order-page.ts';
import { expect, test as story } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

const BLOCK_ALL = 2;

const test = story.extend<{ nothingKept: BrowserContext }>({
  /** Cookies and site data are blocked, as the person has set it in their browser. */
  nothingKept: async ({ server }, use) => {
    const blocked = { profile: { default_content_setting_values: { cookies: BLOCK_ALL } } };
    await withOwnBrowser(server, blocked, use);
  }
});

test('with cookies and site data blocked a customer books and follows', async ({ nothingKept }) => {
  const page = await nothingKept.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));

  await page.goto('/');
  await page.getByRole('link', { name: 'Service buchen' }).first().click();
  const booking = new BookingPage(page);
  await booking.open();
  expect(await page.evaluate(() => 'isStorageBlocked' in window)).toBe(true);
  await booking.book('WLAN einrichten', aWishOnAFreeDay(), { price: 'CHF 93.90' });
  await new CustomerOrderPage(page).says('Wir suchen jemanden für Sie');
  await page.reload();
  await new CustomerOrderPage(page).says('Wir suchen jemanden für Sie');

  await page.goto(`/s/${'A'.repeat(43)}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(faults).toEqual([]);
});

for (const path of ['/today', '/sign-in', '/jobs/abc', '/device', '/support']) {
  test(`with cookies and site data blocked ${path} says what it needs`, async ({ nothingKept }) => {
    const page = await nothingKept.newPage();
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Der Browser lässt nichts speichern'
    );
    await expect(page.getByRole('alert')).toContainText('Erlauben Sie sie in den Einstellungen');
  });
}

test('a part that could not be fetched before the app was replaced asks for a reload', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server, { meets: ['outage', 'refusal'] });
  const gone = '**/_app/immutable/**/*.js';
  // The first step stands; what the later ones need went with the version before.
  await page.route('**/api/catalog', async (route) => {
    await page.route(gone, (each) => each.fulfill({ status: 404 }));
    await route.continue();
  });
  await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'new' } }));
  await new BookingPage(page).open();
  await page.getByText('Schweiz', { exact: true }).click();
  await page.getByRole('radio', { name: 'WLAN einrichten' }).check();
  const told = page.getByRole('alert').filter({ hasText: 'Die App wurde aktualisiert' });
  await expect(told).toBeVisible();
  await page.unroute(gone);
  await page.unroute('**/api/catalog');
  await told.getByRole('button', { name: 'Neu laden' }).click();
  await expect(page.getByRole('radio', { name: 'WLAN einrichten' })).toBeChecked();
  await page.getByRole('button', { name: 'Weiter zu Ort und Zeit' }).click();
  await expect(page.getByRole('heading', { name: 'Wo und wann?' })).toBeVisible();
});
