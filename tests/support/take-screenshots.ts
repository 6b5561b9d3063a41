// Pictures of every screen, to be looked at: npx node tests/support/take-screenshots.ts [folder]
// Walks a demo once; each screen on a phone and a tablet, light and dark, and in its whole length.
import type { Page } from '@playwright/test';
import { DOMINIK, NORA } from '../e2e/demo-people.ts';
import { BookingPage } from '../e2e/pages/booking-page.ts';
import { CustomerMode } from '../e2e/pages/customer-mode.ts';
import { HelperApp } from '../e2e/pages/helper-app.ts';
import { JobPage } from '../e2e/pages/job-page.ts';
import { OffersPage } from '../e2e/pages/offers-page.ts';
import { SupportPage } from '../e2e/pages/support-page.ts';
import { aJobAtWork, type PreparedJob } from '../e2e/prepared-jobs.ts';
import { aWishOnAFreeDay } from '../e2e/visit-wish.ts';
import { takePictures, type Walk } from './shoot.ts';

async function walkAsCustomer({ picture }: Walk, page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('complementary').waitFor();
  await picture(page, '01-start');
  const booking = new BookingPage(page);
  await booking.open({ provider: DOMINIK.id });
  await picture(page, '02-booking-service');
  await booking.chooseService('WLAN einrichten');
  await page.getByRole('button', { name: 'Weiter zum Kontakt' }).click();
  await page.getByRole('group', { name: /^Bitte prüfen Sie/ }).waitFor();
  await picture(page, '03-booking-visit-faults');
  await booking.sayWhereAndWhen(aWishOnAFreeDay(), 'Kein Empfang im Keller.');
  await booking.sayWhoPays();
  await picture(page, '04-booking-contact');
  await booking.submit('CHF 93.90');
  await page.getByRole('list', { name: 'So läuft Ihr Besuch' }).waitFor();
  await picture(page, '05-order-searching');
  await page.goto('/o/unknown');
  await page.getByText('Diesen Auftrag finden wir nicht').waitFor();
  await picture(page, '06-order-unknown');
}

async function walkAsHelper({ picture }: Walk, page: Page): Promise<void> {
  const app = new HelperApp(page);
  await page.goto('/sign-in');
  await page.getByLabel('Passwort').waitFor();
  await picture(page, '10-sign-in');
  await app.signIn(NORA);
  const main = page.getByRole('main');
  await main.getByRole('link').first().waitFor();
  await picture(page, '11-today');
  const links = await main.getByRole('link').all();
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')));
  const jobs = [...new Set(paths)].filter((path) => path?.startsWith('/jobs/') === true);
  for (const [index, path] of jobs.entries()) {
    await page.goto(path ?? '');
    await page.getByRole('link', { name: 'Zurück zu Heute' }).waitFor();
    await picture(page, `12-job-${index + 1}`);
  }
  await page.goto('/today');
  const offers = new OffersPage(page);
  await offers.open();
  await picture(page, '13-offers');
  await main.getByRole('link').first().click();
  await page.getByRole('button', { name: 'Annehmen' }).waitFor();
  await picture(page, '14-offer');
  await page.goto('/earnings');
  await page.getByRole('heading', { name: 'Das kommt' }).waitFor();
  await picture(page, '15-earnings');
  await app.openDevice();
  await page.getByText('Alles gesendet').waitFor();
  await picture(page, '16-device');
}

async function walkThroughHandover(
  { picture }: Walk,
  page: Page,
  { order }: PreparedJob
): Promise<void> {
  const hands = new CustomerMode(page);
  const job = new JobPage(page);
  await new HelperApp(page).signIn(DOMINIK);
  await job.open(order);
  await picture(page, '20-job-at-work');
  await page.goto(`/jobs/${order}/extra`);
  await page.getByLabel('Was kommt dazu?').waitFor();
  await picture(page, '21-more-work');
  await hands.proposePrice('Zweiten Zugangspunkt eingerichtet', '119,00');
  await picture(page, '22-consent');
  await page.goto(`/jobs/${order}/sign`);
  await hands.total.waitFor();
  await picture(page, '23-statement');
  await hands.goToSigning();
  await hands.draw();
  await picture(page, '24-signature');
  await hands.sign();
  await hands.isThanked();
  await picture(page, '25-thanks');
  await hands.backToJob();
  await page.getByText(/Rechnung CH-/).waitFor();
  await picture(page, '26-job-done');
}

async function walkAsSupport({ picture }: Walk, page: Page): Promise<void> {
  await page.goto('/support');
  await page.getByLabel('Passwort').waitFor();
  await picture(page, '40-support-sign-in');
  await new SupportPage(page).signIn();
  const rows = page.getByRole('main').getByRole('row').getByRole('link');
  await rows.first().waitFor();
  await picture(page, '41-support-cases');
  await rows.first().click();
  await page.getByRole('heading', { name: 'Fall abschließen' }).waitFor();
  await picture(page, '42-support-case');
  await page.getByRole('link', { name: 'Ohne Zusage' }).click();
  await rows.first().waitFor();
  await picture(page, '43-support-orders');
  await rows.first().click();
  await page.getByText('Warum hat niemand zugesagt?').waitFor();
  await picture(page, '44-support-order');
}

await takePictures(async (tools) => {
  const { server, newPerson, picture } = tools;
  await walkAsCustomer(tools, await newPerson());
  await walkAsHelper(tools, await newPerson());
  const job = await aJobAtWork(server, DOMINIK, { isTicked: true });
  await walkThroughHandover(tools, await newPerson(), job);
  const customer = await newPerson();
  await customer.goto(`/o/${job.token}`);
  await customer.getByRole('link', { name: /Rechnung/ }).waitFor();
  await picture(customer, '30-order-done');
  await customer.getByRole('link', { name: /^\w{4}-\w{4}$/ }).click();
  await customer.getByText('Diese Abrechnung ist echt').waitFor();
  await picture(customer, '31-statement-checked');
  await walkAsSupport(tools, await newPerson());
});
