// The pages that anybody finds, of an operator's own catalogue: by a visitor without JavaScript, by
// one with it, and by an installed app without a connection.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openStoreAt } from '../../sync-server/reach/open-store-at.ts';
import { reachStore } from '../../sync-server/reach/reach-store.ts';
import { aProvider } from '../support/builders.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';
import { placeUnderTest, storeEnvironment } from '../support/store-under-test.ts';
import { expect, test as story } from './story.ts';

const run = promisify(execFile);
/** 89.00 of the example catalogue and 4.90 for the guarantee. */
const PRICE = 'CHF 93.90';
const PACKAGE = 'Internet und WLAN einrichten';
const PAGES = [
  ...['/', '/de-ch', '/en-de/services', '/de-ch/leistungen/tv', '/de-ch/orte/basel'],
  ...['/de-ch/leistungen/wlan/wlan-setup', '/de-ch/nowhere']
];

const test = story.extend<object, { shop: RealServer }>({
  /** With the example catalogue and one helper in Basel. */
  shop: [
    async ({}, use) => {
      const server = await startRealServer({ DEMO: '0', ...OPERATOR_ENVIRONMENT });
      const env = {
        ...process.env,
        DATA_DIR: server.dataDir,
        ...storeEnvironment(server.dataDir)
      };
      await run(process.execPath, ['sync-server/editing/main.ts', 'import', 'example'], { env });
      const reached = await reachStore(placeUnderTest(server.dataDir));
      const store = await openStoreAt(reached);
      await store.people.put(aProvider());
      await store.close();
      await reached.close();
      // What was read before that is kept for a while.
      await server.stop();
      await server.start();
      await use(server);
      await server.remove();
    },
    { scope: 'worker' }
  ]
});

test('[W1.1, W1.2, W1.6] without JavaScript a visitor finds town, category and package with its price, and the way to book', async ({
  shop,
  newPerson
}) => {
  const { page } = await newPerson(shop, { javaScriptEnabled: false });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hilfe, die vorbeikommt.');
  await expect(page.getByRole('main')).toContainText('ab CHF');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Basel/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Technikhilfe in Basel');
  await expect(page.getByRole('main')).not.toContainText('Fernseher');
  await page.getByRole('main').getByRole('link', { name: 'WLAN und Internet' }).click();
  await page.getByRole('link', { name: PACKAGE }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(PACKAGE);
  await expect(page.getByRole('region', { name: 'Gesamtpreis' })).toContainText(PRICE);
  await expect(page.getByRole('main')).toContainText('Neue Kabel in Wand oder Decke verlegen');
  await expect(page.getByRole('link', { name: 'Diesen Service buchen' })).toBeVisible();
  await page.getByRole('link', { name: /^Switzerland/ }).click();
  await expect(page).toHaveURL(/\/en-ch\/services\/wlan\/wlan-setup$/);
});

test('[W1.11] "book" leads from a package into booking with it chosen, at the same total and in the same language', async ({
  shop,
  newPerson
}) => {
  const { page } = await newPerson(shop);
  await page.goto('/de-ch/leistungen/wlan/wlan-setup');
  await expect(page.getByRole('region', { name: 'Gesamtpreis' })).toContainText(PRICE);
  await page.getByRole('link', { name: 'Diesen Service buchen' }).click();
  await expect(page.getByRole('radio', { name: PACKAGE })).toBeChecked();
  await expect(page.getByText(`${PACKAGE} · ${PRICE}`)).toBeVisible();

  await page.goto('/en-de/services/wlan/wlan-setup');
  await page.getByRole('link', { name: 'Book this service' }).click();
  await expect(page.getByRole('heading', { name: 'Book a service' })).toBeVisible();
  await expect(page.getByText('Set up internet and Wi-Fi · €61.90')).toBeVisible();
});

test('[W1.11, W1.4] a search leads into booking with its words, and the language that was chosen stays', async ({
  shop,
  newPerson
}) => {
  const { page } = await newPerson(shop);
  await page.goto('/de-ch');
  await page.getByRole('searchbox').fill('Druker');
  await page.getByRole('button', { name: 'Service finden' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('Druker');
  await expect(page.getByRole('radio', { name: /^Drucker und Scanner/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Fernseher und Sender/ })).toHaveCount(0);
  await page.getByLabel('Sprache').selectOption('en');
  await expect(page.getByRole('heading', { name: 'Book a service' })).toBeVisible();
  await page.goto('/');
  await expect(page).toHaveURL(/\/en-ch$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help that comes to you.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page that anybody finds, ${colorScheme}`, async ({
    shop,
    newPerson
  }) => {
    const { page } = await newPerson(shop, { colorScheme, meets: ['refusal'] });
    for (const path of PAGES) {
      await page.goto(path);
      await hasNoViolation(page, path);
    }
  });
}

test('no page that anybody finds is wider than the narrowest phone', async ({
  shop,
  newPerson
}) => {
  const narrowest = { viewport: { width: 320, height: 640 } };
  const { page } = await newPerson(shop, { ...narrowest, meets: ['refusal'] });
  for (const path of PAGES) {
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const small = [...document.querySelectorAll('a, button, summary')].filter(
        (each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.5
      );
      const names = small
        .filter((each) => !each.matches('.sr-only'))
        .map((each) => each.textContent);
      return { px: scrollWidth - clientWidth, small: names };
    });
    expect.soft(over, path).toEqual({ px: 0, small: [] });
  }
});

test('[W1.13] an installed app without a connection says so there, and starts elsewhere', async ({
  shop,
  newPerson
}) => {
  const { page, context } = await newPerson(shop, { meets: ['outage', 'missingPage'] });
  await page.goto('/sign-in');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hilfe, die vorbeikommt.');
  await context.setOffline(true);
  for (const path of ['/', '/de-ch/leistungen/wlan/wlan-setup']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gerade nicht erreichbar');
  }
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  await context.setOffline(false);
  await page.goto('/de-ch/leistungen/wlan/wlan-setup');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(PACKAGE);
});

async function hasNoViolation(page: Page, path: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`
  );
  expect.soft(found, path).toEqual([]);
}
