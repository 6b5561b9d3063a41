// Text twice as large, as the browser's own setting makes it, on a phone.
import type { BrowserContext } from '@playwright/test';
import { DOMINIK } from './demo-people.ts';
import { isReadable } from './looks.ts';
import { withOwnBrowser } from './own-browser.ts';
import { BookingPage } from './pages/booking-page.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { HelperApp } from './pages/helper-app.ts';
import { aJobAtWork } from './prepared-jobs.ts';
import { expect, test as story } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

const TWICE = { webkit: { webprefs: { default_font_size: 32 } } };

const test = story.extend<{ phone: BrowserContext }>({
  phone: async ({ ownServer: server }, use) => withOwnBrowser(server, TWICE, use)
});

test('a customer reads every word of a booking and of an order', async ({
  ownServer: server,
  phone
}) => {
  const { token } = await aJobAtWork(server, DOMINIK);
  const page = await phone.newPage();
  await page.goto('/');
  await expect(page.getByRole('complementary')).toBeVisible();
  await isReadable(page, 'start');
  const booking = new BookingPage(page);
  await booking.open();
  await page.getByText('Schweiz', { exact: true }).click();
  await page.getByRole('radio', { name: 'WLAN einrichten' }).check();
  await isReadable(page, 'service');
  await page.getByRole('button', { name: 'Weiter zu Ort und Zeit' }).click();
  await expect(page.getByRole('heading', { name: 'Wo und wann?' })).toBeVisible();
  await isReadable(page, 'place and time');
  await booking.sayWhereAndWhen(aWishOnAFreeDay());
  await booking.sayWhoPays();
  await isReadable(page, 'contact');
  await page.goto(`/o/${token}`);
  await expect(page.getByRole('list', { name: 'So läuft Ihr Besuch' })).toBeVisible();
  await isReadable(page, 'order');
});

test('a helper reads every word of a visit, and so does the customer who signs', async ({
  ownServer: server,
  phone
}) => {
  const { order } = await aJobAtWork(server, DOMINIK, { isTicked: true });
  const page = await phone.newPage();
  const app = new HelperApp(page);
  await app.signIn(DOMINIK);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await isReadable(page, 'today');
  await page.goto(`/jobs/${order}`);
  await expect(page.getByRole('list', { name: 'Schritte' })).toBeVisible();
  await isReadable(page, 'job');
  await page.goto(`/jobs/${order}/extra`);
  await expect(page.getByLabel('Was kommt dazu?')).toBeVisible();
  await isReadable(page, 'extra work');
  await page.goto(`/jobs/${order}/sign`);
  const hands = new CustomerMode(page);
  await expect(hands.total).toBeVisible();
  await isReadable(page, 'statement');
  await hands.goToSigning();
  await isReadable(page, 'signature');
  await app.openDevice();
  await isReadable(page, 'device');
});
