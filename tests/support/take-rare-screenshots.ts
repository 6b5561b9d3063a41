// Pictures of what is seldom seen, to be looked at: npx node tests/support/take-rare-screenshots.ts [folder]
// Dialogs, waiting and refused actions, no network, a session that ended, empty lists, what is printed.
import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { DOMINIK, NORA, URS, type DemoPerson } from '../e2e/demo-people.ts';
import { CustomerMode } from '../e2e/pages/customer-mode.ts';
import { HelperApp } from '../e2e/pages/helper-app.ts';
import { JobPage } from '../e2e/pages/job-page.ts';
import { SupportPage } from '../e2e/pages/support-page.ts';
import { aJobAtWork, aJobTalkedThrough, book } from '../e2e/prepared-jobs.ts';
import { HttpDevice } from '../e2e/http-device.ts';
import { aWishOnAFreeDay } from '../e2e/visit-wish.ts';
import { takePictures, type Walk } from './shoot.ts';

const signedIn = async (page: Page, who: DemoPerson) => new HelperApp(page).signIn(who);

async function walkSignIn({ picture }: Walk, page: Page): Promise<void> {
  const app = new HelperApp(page);
  await page.goto('/today');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await picture(page, '50-sign-in-empty');
  const refusal = page.getByText(/Zu viele Versuche/);
  while (!(await refusal.isVisible())) {
    const answered = page.waitForResponse('**/api/session');
    await app.fillSignIn(DOMINIK.email, 'not the password');
    await answered;
  }
  await picture(page, '51-sign-in-throttled');
}

async function walkDialogs({ picture }: Walk, page: Page, order: string): Promise<void> {
  await signedIn(page, DOMINIK);
  await new JobPage(page).open(order);
  await page.locator('summary', { hasText: 'Mehr' }).click();
  await picture(page, '52-job-menu');
  for (const [name, title] of [
    ['53-change', 'Termin ändern'],
    ['54-give-back', 'Auftrag zurückgeben']
  ] as const) {
    await page.getByRole('button', { name: title }).first().click();
    await page.getByRole('dialog').waitFor();
    await picture(page, `${name}-dialog`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
}

async function walkAtWork({ picture }: Walk, page: Page, order: string): Promise<void> {
  await signedIn(page, DOMINIK);
  await new HelperApp(page).isReadyForOffline();
  const job = new JobPage(page);
  await job.open(order);
  await page.context().setOffline(true);
  await job.note(
    'Router im Keller, Decke aus Beton. Zweiten Zugangspunkt im Heizungsraum gesetzt.'
  );
  await job.addPhoto(join(import.meta.dirname, '../../static/icon-512.png'));
  await job.photos.first().waitFor();
  await job.photos.first().scrollIntoViewIfNeeded();
  await picture(page, '55-work-offline');
  await page.getByRole('button', { name: 'Weiter: Gerät erklären' }).click();
  await page.evaluate(() => scrollTo(0, 0));
  await picture(page, '57-explain-offline');
  await page.getByRole('button', { name: 'Weiter: Übergabe' }).click();
  await picture(page, '58-hand-over-open-items');
  await page.getByRole('link', { name: /warte/ }).click();
  await page.getByRole('heading', { name: 'Dieses Gerät' }).waitFor();
  await picture(page, '59-device-waiting');
  await page.goto('/today');
  await page.getByRole('heading', { name: 'Heute' }).waitFor();
  await picture(page, '60-today-offline');
  await page.goto('/device');
  await page.getByRole('button', { name: 'Abmelden' }).first().scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Abmelden' }).first().click();
  await page.getByRole('dialog').waitFor();
  await picture(page, '61-sign-out-unsent');
  await page.keyboard.press('Escape');
  await page.context().setOffline(false);
  await page.goto('/device');
  await page.getByText('Alles gesendet').waitFor();
  await page.getByText('Ihre angemeldeten Geräte').scrollIntoViewIfNeeded();
  await picture(page, '62-devices');
  await page.getByRole('button', { name: 'Abmelden' }).first().click();
  await page.getByRole('dialog').waitFor();
  await picture(page, '63-revoke-dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Abmelden', exact: true }).last().click();
  await page.getByRole('dialog').waitFor();
  await picture(page, '64-sign-out');
}

async function walkPro({ picture }: Walk, page: Page, order: string): Promise<void> {
  await signedIn(page, URS);
  await page.goto(`/jobs/${order}/extra`);
  await page.getByRole('button', { name: 'Der Kundschaft zeigen' }).waitFor();
  await picture(page, '70-pro-extra');
  await page.getByRole('radio').first().check({ force: true });
  await page.getByRole('button', { name: 'Der Kundschaft zeigen' }).click();
  await page.getByRole('heading', { name: 'Mehraufwand vereinbaren' }).waitFor();
  await picture(page, '71-pro-consent');
  await new CustomerMode(page).goToSigning();
  await page.getByRole('button', { name: 'Lieber tippen als zeichnen' }).click();
  await picture(page, '72-typed');
}

async function walkPickup({ picture }: Walk, page: Page): Promise<void> {
  await signedIn(page, NORA);
  await page
    .getByRole('main')
    .getByRole('link', { name: /WLAN-Reichweite/ })
    .first()
    .click();
  await page.getByText('Abholen: Alpentel').click();
  const done = page.getByRole('button', { name: 'Ware abgeholt' });
  await done.waitFor();
  await picture(page, '73-pickup-open');
  await done.click();
  await done.waitFor({ state: 'hidden' });
  await picture(page, '74-picked-up');
  await page.goto('/today');
  await page
    .getByRole('link', { name: /Smartphone-Grundkurs/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Nächster Besuch' }).waitFor();
  await page.getByRole('button', { name: 'Besuch vereinbaren' }).click();
  await page.getByRole('dialog').waitFor();
  await picture(page, '75-next-visit-dialog');
}

const attempt = async (what: string, walk: () => Promise<void>) => {
  try {
    await walk();
  } catch (cause) {
    console.error(`${what}: ${String(cause).slice(0, 600)}`);
  }
};

await takePictures(async (tools) => {
  const { server, newPerson, picture } = tools;
  await attempt('customer', async () => {
    const { token } = await book(server, DOMINIK, aWishOnAFreeDay());
    const page = await newPerson();
    await page.goto(`/o/${token}`);
    await page.getByRole('button', { name: 'Besuch stornieren' }).click();
    await page.getByRole('dialog').waitFor();
    await picture(page, '80-cancel-ask');
    await page.getByRole('dialog').getByRole('button', { name: 'Besuch stornieren' }).click();
    await page.getByText('Storniert').first().waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, '81-cancelled');
    const ahead = await aJobTalkedThrough(server, DOMINIK, aWishOnAFreeDay());
    await page.goto(`/o/${ahead.token}`);
    await page.getByText('So läuft Ihr Besuch').waitFor();
    await picture(page, '82-order-contacted');
  });
  await attempt('pickup', async () => walkPickup(tools, await newPerson()));
  await attempt('dialogs', async () => {
    const job = await aJobTalkedThrough(server, DOMINIK, aWishOnAFreeDay());
    await walkDialogs(tools, await newPerson(), job.order);
  });
  await attempt('work', async () => {
    const job = await aJobAtWork(server, DOMINIK);
    const tracking = await newPerson();
    await tracking.goto(`/o/${job.token}`);
    await tracking.getByText('So läuft Ihr Besuch').waitFor();
    await picture(tracking, '83-order-at-work');
    await walkAtWork(tools, await newPerson(), job.order);
  });
  await attempt('pro', async () => {
    const job = await aJobAtWork(server, URS);
    await walkPro(tools, await newPerson(), job.order);
  });
  await attempt('asked offline', async () => {
    const { token } = await book(server, DOMINIK, aWishOnAFreeDay());
    const other = await HttpDevice.signIn(server, DOMINIK);
    const { order } = await other.offerOf(token);
    const page = await newPerson();
    await signedIn(page, DOMINIK);
    await page.goto(`/offers/${order}`);
    await page.getByRole('button', { name: 'Annehmen' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Annehmen' }).click();
    await page.getByText('Die Anfrage geht mit der nächsten Verbindung hinaus').waitFor();
    await picture(page, '66-asked-offline');
  });
  await attempt('support', async () => {
    const page = await newPerson();
    await new SupportPage(page).signIn();
    await page.getByLabel('Status').selectOption({ label: 'Erledigt' });
    await page.getByRole('table').waitFor();
    await picture(page, '90-support-empty');
  });
  await attempt('sign-in', async () => walkSignIn(tools, await newPerson()));
});
