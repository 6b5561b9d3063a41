import type { Page } from '@playwright/test';
import { aBookingRequest } from '../support/booking-request.ts';
import { DOMINIK } from './demo-people.ts';
import { BookingPage } from './pages/booking-page.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { aJobAtWork, aJobTalkedThrough } from './prepared-jobs.ts';
import { expect, test } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

const PHONE = { width: 390, height: 844 };
const WORD = 'W'.repeat(800);

/** Nothing can be scrolled to the right. */
const isAsWideAsTheScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test("[T2.2, T3.1, T3.2] a customer's own words turn, join and widen nothing on the helper's phone", async ({
  server,
  newPerson
}) => {
  const { contact, place } = aBookingRequest();
  const problem = `Erstens kein Netz\nzweitens kein Bild\n${WORD}`;
  const { order, token } = await aJobTalkedThrough(server, DOMINIK, aWishOnAFreeDay(), {
    problem,
    place: { ...place, hint: 'M'.repeat(400), street: 'S'.repeat(110) },
    contact: {
      ...contact,
      ...{ name: 'יעל\u202e כהן', company: 'א'.repeat(100), phone: '+41 (0)61 555\u201102 02' }
    }
  });
  const { page } = await newPerson(server, { viewport: PHONE });
  await new HelperApp(page).signIn(DOMINIK);
  expect(await isAsWideAsTheScreen(page)).toBe(true);
  await new JobPage(page).open(order);
  expect(await isAsWideAsTheScreen(page)).toBe(true);

  const number = page.getByRole('link', { name: '+41 61 555 02 02' });
  await expect(number).toHaveAttribute('href', 'tel:+41615550202');
  const told = page.getByText('Erstens kein Netz');
  expect(await told.evaluate((element) => (element as HTMLElement).innerText)).toContain(
    'Erstens kein Netz\nzweitens kein Bild\n'
  );
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  expect(await isAsWideAsTheScreen(page)).toBe(true);
  await expect(page.getByText('\u202e')).toHaveCount(0);

  await page.goto(`/o/${token}`);
  await expect(page.getByRole('list', { name: 'So läuft Ihr Besuch' })).toBeVisible();
  expect(await isAsWideAsTheScreen(page)).toBe(true);
});

test('[T1.4] what a helper pastes is kept whole, and the screen says by how much it is too long', async ({
  ownServer: server,
  newPerson
}) => {
  const { order } = await aJobAtWork(server, DOMINIK);
  const { page } = await newPerson(server, { viewport: PHONE });
  await new HelperApp(page).signIn(DOMINIK);
  await new JobPage(page).open(order);
  const note = page.getByLabel('Neue Notiz');
  await note.fill('x'.repeat(12_017));
  await expect(note).toHaveValue('x'.repeat(12_017));
  await expect(page.getByText('8017 Zeichen zu lang')).toBeVisible();
  const save = page.getByRole('button', { name: 'Notiz speichern' });
  await expect(save).toBeDisabled();
  await note.fill('\u200b\u2060');
  await expect(save).toBeDisabled();
  await note.fill(`${'x'.repeat(4_000)}\u200b`);
  await expect(page.getByText('Zeichen zu lang')).toBeHidden();
  await save.click();
  await expect(note).toHaveValue('');
  expect(await isAsWideAsTheScreen(page)).toBe(true);
});

test('[T1.4, T2.1, T2.4, T2.5] a customer reads the true reason at each field', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server, { viewport: PHONE });
  const booking = new BookingPage(page);
  await booking.open();
  await booking.chooseService('WLAN einrichten');
  await booking.sayWhereAndWhen(aWishOnAFreeDay(), 'x'.repeat(2_345));
  await expect(page.getByLabel('Worum geht es?')).toHaveValue('x'.repeat(2_345));
  await expect(page.getByText('345 Zeichen zu lang').first()).toBeVisible();
  await booking.sayWhereAndWhen(aWishOnAFreeDay(), 'Kein Empfang');
  await booking.sayWhoPays();

  const reasons: [string, string, string][] = [
    [
      'IBAN',
      'DE89 3704 0044 0532 0130 00',
      'Franken können wir nur von einem Konto in der Schweiz'
    ],
    ['IBAN', 'CH44 3199 9123 0008 8901 2', 'Das ist eine QR-IBAN'],
    ['IBAN', 'CH93 0076 2011 6238 5295 8', 'Die IBAN stimmt nicht'],
    ['Telefon', '061 555 02 02 abends', 'Diese Nummer können wir nicht anrufen'],
    ['E-Mail', 'a(b)@example.org', 'Das ist keine E-Mail-Adresse'],
    ['Vor- und Nachname', '\u200b\u200b', 'Bitte ausfüllen']
  ];
  for (const [label, typed, reason] of reasons) {
    const field = page.getByLabel(label);
    const before = await field.inputValue();
    await field.fill(typed);
    await page.getByRole('button', { name: /buchen$/ }).click();
    await expect(page.getByText(reason).first()).toBeVisible();
    await field.fill(before);
  }
});
