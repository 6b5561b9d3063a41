import { BookingPage } from './pages/booking-page.ts';
import { expect, test } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

test('[R1.13, R1.15] a customer in a village shows where it is, and books', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server);
  const booking = new BookingPage(page);
  await booking.open();
  await booking.chooseService('WLAN einrichten');
  await page.getByLabel(/^Stra(ß|ss)e/).fill('Dorfstrasse');
  await page.getByLabel('Hausnummer').fill('3');
  const postcode = page.getByLabel('Postleitzahl');
  const city = page.getByLabel('Ort', { exact: true });
  const map = page.getByRole('group', { name: /^Karte/ });

  await test.step('a place with taxes of its own is told so, without a word of spelling', async () => {
    await postcode.fill('7563');
    await city.fill('Samnaun');
    await city.blur();
    await expect(page.getByText('eigene Zoll- und Steuerregeln')).toBeVisible();
  });

  await test.step('a contradiction is asked about at once', async () => {
    await postcode.fill('4051');
    await city.fill('Zürich');
    await city.blur();
    await expect(page.getByText('Zürich liegt nach unseren Karten nicht')).toBeVisible();
  });

  await test.step('a village is shown by a tap on the map', async () => {
    await postcode.fill('3999');
    await city.fill('Hinterdorf');
    await city.blur();
    await expect(page.getByText('Wo liegt Hinterdorf?')).toBeVisible();
    await page.getByRole('button', { name: 'Weiter zum Kontakt' }).click();
    await expect(page.getByText('Bitte zeigen Sie, wo dieser Ort liegt.').first()).toBeVisible();
    await expect(map.getByText('Domodossola')).toBeAttached();
    await map.click();
    await expect(page.getByText('hier suchen wir Hilfe')).toBeVisible();
  });

  await test.step('or by the keyboard, from a list', async () => {
    await city.fill('Vorderdorf');
    await city.blur();
    await expect(page.getByText('Wo liegt Vorderdorf?')).toBeVisible();
    await page.getByLabel('Nächster bekannter Ort').selectOption('Naters');
    await expect(page.getByText('hier suchen wir Hilfe')).toBeVisible();
  });

  const wish = aWishOnAFreeDay();
  await page.getByLabel('Datum').fill(wish.date.split('-').reverse().join('.'));
  await page.getByLabel('Uhrzeit', { exact: true }).fill(wish.time.replace(':', '.'));
  await page.getByRole('button', { name: 'Weiter zum Kontakt' }).click();
  await booking.sayWhoPays();
  await booking.submit('CHF 93.90');
  await page.waitForURL(/\/o\/[^/]+$/);
  await expect(page.getByText('3999 Vorderdorf')).toBeVisible();
});

test('[R1.17] a customer searches in their own words, in their own language, and finds back', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server, { meets: ['refusal', 'missingPage'] });
  await new BookingPage(page).open();
  const search = page.getByRole('searchbox');
  await search.fill('Druker');
  await expect(page.getByRole('radio', { name: /Drucker/ }).first()).toBeVisible();
  await search.press('Enter');
  await expect(page.getByRole('heading', { name: 'Wobei können wir helfen?' })).toBeVisible();
  await expect(page.getByText('Bitte prüfen Sie')).toHaveCount(0);

  await page.getByLabel('Sprache').selectOption('en');
  await expect(page.getByRole('heading', { name: 'Book a service' })).toBeVisible();
  await page.goto('/');
  await expect(page).toHaveURL(/\/en-ch$/);
  for (const path of ['/terms', '/s/x', '/o/nobody']) {
    await page.goto(path);
    await expect(page.getByLabel('Language')).toHaveValue('en');
  }

  await page.goto('/nowhere.html');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page).toHaveURL(/\/o\/nobody$/);
});
