import { type Page } from '@playwright/test';
import { DOMINIK, NORA } from './demo-people.ts';
import { hasNothingSerious } from './looks.ts';
import { BookingPage } from './pages/booking-page.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { SupportPage } from './pages/support-page.ts';
import { aJobAtWork } from './prepared-jobs.ts';
import { settle } from '../support/settle.ts';
import { expect, test } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

const SCHEMES = ['light', 'dark'] as const;

for (const colorScheme of SCHEMES) {
  test(`axe finds nothing serious on any screen of a customer, ${colorScheme}`, async ({
    server,
    newPerson
  }) => {
    const { page } = await newPerson(server, { colorScheme });
    await page.goto('/');
    await expect(page.getByRole('complementary')).toBeVisible();
    await hasNothingSerious(page, 'start');
    for (const name of ['Geschäftsbedingungen', 'Datenschutz', 'Impressum']) {
      await page.getByRole('contentinfo').getByRole('link', { name }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
      await hasNothingSerious(page, name);
      await page.goto('/');
    }
    const booking = new BookingPage(page);
    await booking.open();
    await hasNothingSerious(page, 'booking: service');
    await booking.chooseService('WLAN einrichten');
    await page.getByRole('button', { name: 'Weiter zum Kontakt' }).click();
    await expect(page.getByRole('group', { name: /^Bitte prüfen Sie/ })).toBeVisible();
    await hasNothingSerious(page, 'booking: place and time with faults');
    await booking.sayWhereAndWhen(aWishOnAFreeDay(), 'Kein Empfang');
    await booking.sayWhoPays();
    await hasNothingSerious(page, 'booking: contact and payment');
    await booking.submit('CHF 93.90');
    await page.waitForURL(/\/o\//);
    await expect(page.getByText('So läuft Ihr Besuch').first()).toBeVisible();
    await hasNothingSerious(page, 'order');
  });

  test(`axe finds nothing serious on any screen of a helper, ${colorScheme}`, async ({
    server,
    newPerson
  }) => {
    const { page } = await newPerson(server, { colorScheme });
    const app = new HelperApp(page);
    await page.goto('/sign-in');
    await expect(page.getByLabel('Passwort')).toBeVisible();
    await hasNothingSerious(page, 'sign-in');
    await app.signIn(NORA);
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
    await hasNothingSerious(page, 'today');
    for (const path of await visitsOn(page)) {
      await page.goto(path);
      await expect(page.getByRole('link', { name: 'Zurück zu Heute' })).toBeVisible();
      await hasNothingSerious(page, path);
    }
    await page.goto('/today');
    await app.tab('Angebote').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Angebote' })).toBeVisible();
    await hasNothingSerious(page, 'offers');
    await page.getByRole('main').getByRole('link').first().click();
    await expect(page.getByRole('button', { name: 'Annehmen' })).toBeVisible();
    await hasNothingSerious(page, 'offer');
    // An offer is decided without the tabs: on a phone they are not there.
    await page.goto('/earnings');
    await expect(page.getByRole('heading', { name: 'Das kommt' })).toBeVisible();
    await hasNothingSerious(page, 'earnings');
    await app.tab('Dieses Gerät').click();
    await expect(page.getByText('Alles gesendet')).toBeVisible();
    await hasNothingSerious(page, 'device');
    await page.goto('/profile');
    await expect(page.getByRole('heading', { name: 'Sprachen' })).toBeVisible();
    await hasNothingSerious(page, 'profile');
    await page.goto('/profile/hours');
    await page.getByText('Zu festen Zeiten').click();
    await expect(page.getByRole('group', { name: 'Sonntag' })).toBeVisible();
    await hasNothingSerious(page, 'hours');
  });
}

test('axe finds nothing serious on the screens in customers’ hands, light and dark', async ({
  ownServer: server,
  newPerson
}) => {
  const { order } = await aJobAtWork(server, DOMINIK, { isTicked: true });
  const { page } = await newPerson(server);
  const hands = new CustomerMode(page);
  const job = new JobPage(page);
  await new HelperApp(page).signIn(DOMINIK);
  await job.open(order);
  await inBoth(page, 'job at work');
  await page.goto(`/jobs/${order}/extra`);
  await expect(page.getByLabel('Was kommt dazu?')).toBeVisible();
  await inBoth(page, 'more work: form');
  await hands.proposePrice('Zweiter Router', '120,00');
  await inBoth(page, 'consent');
  await page.goto(`/jobs/${order}/sign`);
  await expect(hands.total).toBeVisible();
  await inBoth(page, 'statement');
  await hands.goToSigning();
  await hands.draw();
  await inBoth(page, 'signature');
  await hands.sign();
  await hands.isThanked();
  await inBoth(page, 'thanks');
});

test('axe finds nothing serious on the desk of support, light and dark', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server, {
    viewport: { width: 1280, height: 800 },
    meets: ['refusal']
  });
  const desk = new SupportPage(page);
  await page.goto('/support');
  await expect(page.getByLabel('Passwort')).toBeVisible();
  await inBoth(page, 'support: sign-in');
  await desk.signIn();
  const cases = page.getByRole('main').getByRole('row').getByRole('link');
  await expect(cases.first()).toBeVisible();
  await inBoth(page, 'support: cases');
  await cases.first().click();
  await expect(page.getByRole('heading', { name: /^Fall abschlie(ß|ss)en/ })).toBeVisible();
  await inBoth(page, 'support: case');
  await page.getByRole('link', { name: 'Ohne Zusage' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ohne Zusage' })).toBeVisible();
  await inBoth(page, 'support: orders');
  await page.goto('/support/mails');
  await page.getByRole('table').waitFor();
  await inBoth(page, 'support: mails');
  await page.getByRole('main').getByRole('row').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Mails zu diesem Auftrag' }).waitFor();
  await inBoth(page, 'support: mail');
});

/** Addresses of visits that *Today* shows: what is next, what is owed to whom, what is over. */
async function visitsOn(page: Page): Promise<string[]> {
  const links = await page.getByRole('main').getByRole('link').all();
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')));
  const visits = paths.filter((path) => path?.startsWith('/jobs/') === true);
  expect(visits.length).toBeGreaterThan(4);
  const different = [...new Set(visits as string[])];
  return [...different.slice(0, 3), ...different.slice(-1)];
}

async function inBoth(page: Page, screen: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    await hasNothingSerious(page, `${screen}, ${colorScheme}`);
  }
}
