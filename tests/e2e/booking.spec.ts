import { DOMINIK } from './demo-people.ts';
import { HttpDevice } from './http-device.ts';
import { BookingPage, CUSTOMER } from './pages/booking-page.ts';
import { CustomerOrderPage } from './pages/customer-order-page.ts';
import { expect, test } from './story.ts';
import { aWishOnAFreeDay, startOf } from './visit-wish.ts';

const PRICE = 'CHF 93.90';

test("[R1.4] a customer's booking survives a failed submit", async ({ server, newPerson }) => {
  const customer = await newPerson(server, { meets: ['outage'] });
  const { page, context } = customer;
  const booking = new BookingPage(page);
  const wish = aWishOnAFreeDay();
  await booking.open({ provider: DOMINIK.id });
  await booking.chooseService('WLAN einrichten');
  await booking.sayWhereAndWhen(wish, 'Kein Empfang im Garten');
  await booking.sayWhoPays();

  await test.step('with no network nothing is booked and nothing is lost', async () => {
    await context.setOffline(true);
    await booking.submit(PRICE);
    await expect(page.getByRole('alert').filter({ hasText: 'Noch nicht gebucht' })).toBeVisible();
    await expect(page.getByLabel('IBAN')).toHaveValue(CUSTOMER.iban);
    await context.setOffline(false);
  });

  await test.step('even a reload keeps what was typed', async () => {
    await page.reload();
    await expect(page.getByLabel('Vor- und Nachname')).toHaveValue(CUSTOMER.name);
    await expect(page.getByLabel('IBAN')).toHaveValue(CUSTOMER.iban);
    await page.getByRole('checkbox', { name: /Geschäftsbedingungen/ }).check();
  });

  await test.step('the answer is lost: sent again it is the same booking', async () => {
    await page.route('**/api/bookings', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await booking.submit(PRICE);
    await expect(page.getByRole('alert').filter({ hasText: 'Noch nicht gebucht' })).toBeVisible();
    await page.unroute('**/api/bookings');
    await booking.submit(PRICE);
    await page.waitForURL(/\/o\//);
    await new CustomerOrderPage(page).says('Wir suchen jemanden für Sie');
  });

  const device = await HttpDevice.signIn(server, DOMINIK);
  await device.offerOf(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  expect(await device.offersAt(startOf(wish))).toHaveLength(1);
});

test('[R2.5] a wish for a helper who is not there is said, dropped and hinders no booking', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server, { meets: ['refusal'] });
  const booking = new BookingPage(page);
  await booking.open({ provider: 'nobody-of-this-name' });
  await expect(page.getByText('Diese Wunschhilfe gibt es nicht mehr')).toBeVisible();
  await booking.chooseService('WLAN einrichten');
  await booking.sayWhereAndWhen(aWishOnAFreeDay(), 'Kein Empfang in der Küche');
  await booking.sayWhoPays();
  await booking.submit(PRICE);
  await page.waitForURL(/\/o\//);
});
