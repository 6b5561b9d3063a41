import type { Page } from '@playwright/test';
import { DOMINIK, NORA } from './demo-people.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { HelperApp } from './pages/helper-app.ts';
import { aJobAtWork } from './prepared-jobs.ts';
import { expect, test } from './story.ts';

const LONG = 'Heizkörperthermostat-Grundeinrichtung mit Fensterkontakten';
const NARROWEST = { width: 320, height: 640 };

test('no screen of a customer is wider than the narrowest phone, nor anything too small to tap', async ({
  ownServer: server,
  newPerson
}) => {
  const { page } = await newPerson(server, { viewport: NARROWEST });
  await page.goto('/');
  await expect(page.getByRole('complementary')).toBeVisible();
  await fits(page, 'start');
  await page.goto('/book');
  await expect(page.getByRole('radio').first()).toBeVisible();
  await fits(page, 'booking');
  const { token } = await aJobAtWork(server, DOMINIK);
  await page.goto(`/o/${token}`);
  await expect(page.getByRole('list', { name: 'So läuft Ihr Besuch' })).toBeVisible();
  await fits(page, 'order');
});

test('no screen of a helper is wider than the narrowest phone, nor anything too small to tap', async ({
  ownServer: server,
  newPerson
}) => {
  const { order } = await aJobAtWork(server, DOMINIK, { isTicked: true });
  const { page } = await newPerson(server, { viewport: NARROWEST });
  const app = new HelperApp(page);
  await app.signIn(DOMINIK);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await fits(page, 'today');
  await page.goto(`/jobs/${order}`);
  await expect(page.getByRole('list', { name: 'Schritte' })).toBeVisible();
  await fits(page, 'job at work');
  await page.goto(`/jobs/${order}/extra`);
  await expect(page.getByLabel('Was kommt dazu?')).toBeVisible();
  await fits(page, 'more work');
  await page.goto(`/jobs/${order}/sign`);
  const hands = new CustomerMode(page);
  await expect(hands.total).toBeVisible();
  await fits(page, 'statement');
  await hands.goToSigning();
  await fits(page, 'signature');
  await app.openDevice();
  await expect(page.getByText('Alles gesendet')).toBeVisible();
  await fits(page, 'device');
  await page.goto('/profile');
  await expect(page.getByRole('heading', { name: 'Sprachen' })).toBeVisible();
  await fits(page, 'profile');
  await page.goto('/profile/hours');
  await page.getByText('Zu festen Zeiten').click();
  await expect(page.getByRole('group', { name: 'Sonntag' })).toBeVisible();
  await fits(page, 'hours');
});

test('no visit in a full day is wider than the narrowest phone', async ({ server, newPerson }) => {
  const { page } = await newPerson(server, { viewport: NARROWEST });
  await new HelperApp(page).signIn(NORA);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await fits(page, 'today');
  await page.goto('/earnings');
  await expect(page.getByRole('heading', { name: 'Das kommt' })).toBeVisible();
  await fits(page, 'earnings');
});

/** Every service with a name as long as real ones are; then nothing stands out to the right. */
async function fits(page: Page, screen: string): Promise<void> {
  // What stands in for the app's font until that is there is wider.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate((long) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode as Text;
      text.data = text.data.replace(/(Internet und )?WLAN einrichten/, long);
    }
  }, LONG);
  const found = await page.evaluate(() => {
    // A drawing runs on to both sides, where it is clipped.
    const scrolls = '.overflow-x-auto, .overflow-hidden, .sr-only, svg';
    const named = (element: Element) =>
      `${element.tagName} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const seen = (selector: string) =>
      [...document.querySelectorAll(selector)].filter(
        (each) => each.getBoundingClientRect().width > 0 && !each.closest(scrolls)
      );
    const width = document.documentElement.clientWidth;
    const wide = seen('main *, header *, nav *').filter(
      (each) => each.getBoundingClientRect().right > width + 1
    );
    const small = seen('a, button, select, summary').filter(
      (each) => each.getBoundingClientRect().height < 44
    );
    return { wide: wide.map(named), small: small.map(named) };
  });
  expect.soft(found, screen).toEqual({ wide: [], small: [] });
}
