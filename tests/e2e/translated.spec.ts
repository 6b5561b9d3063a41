import type { Page } from '@playwright/test';
import { DOMINIK } from './demo-people.ts';
import { HttpDevice } from './http-device.ts';
import { BookingPage } from './pages/booking-page.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { CustomerOrderPage } from './pages/customer-order-page.ts';
import { HelperApp } from './pages/helper-app.ts';
import { aJobAtWork } from './prepared-jobs.ts';
import { expect, test } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

/**
 * What Chrome does to a page that it translates: every text node is taken out and a <font> put in its
 * place, and so is every text that comes later. The words stay, so that the story can go on.
 */
async function translated(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const skipped = 'script, style, font, textarea, option';
    function swapBelow(root: Node): void {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (text.data.trim() === '' || text.parentElement?.closest(skipped)) continue;
        const outer = document.createElement('font');
        const inner = outer.appendChild(document.createElement('font'));
        inner.textContent = text.data;
        text.parentNode?.replaceChild(outer, text);
      }
    }
    const start = () => {
      swapBelow(document.body);
      new MutationObserver(() => swapBelow(document.body)).observe(document.body, {
        ...{ childList: true, characterData: true, subtree: true }
      });
    };
    addEventListener('DOMContentLoaded', start);
  });
}

const bar = (page: Page) =>
  page.locator('[data-screen-only]').filter({ has: page.getByRole('button') });

/** Of the page, whose words have no element of their own any more. */
const amounts = (page: Page) => page.locator('dl').filter({ hasText: 'Gesamt' });

test('[R1.22, R1.20] a page that the browser translates shows what is booked, and books it', async ({
  server,
  newPerson
}) => {
  const { page } = await newPerson(server);
  await translated(page);
  const booking = new BookingPage(page);
  await booking.open({ provider: DOMINIK.id });
  await page.getByText('Schweiz', { exact: true }).click();
  const cards = page.getByRole('radio', { name: /CHF/ });
  await cards.nth(3).check();
  await expect(bar(page)).toContainText('CHF');
  const earlier = (await bar(page).textContent()) ?? '';

  await page.getByRole('radio', { name: 'WLAN einrichten' }).check();
  await expect(bar(page)).toContainText('CHF 93.90');
  await expect(bar(page)).not.toContainText(earlier.match(/CHF\s[\d.]+/)?.[0] ?? 'nothing');
  await expect(page.getByRole('radio', { name: 'WLAN einrichten' })).toHaveAccessibleName(
    /CHF\s93\.90/
  );
  await page.getByRole('button', { name: 'Weiter zu Ort und Zeit' }).click();
  await booking.sayWhereAndWhen(aWishOnAFreeDay());
  await booking.sayWhoPays();
  await expect(page.getByRole('button', { name: /Weiter/ })).toHaveCount(0);
  await booking.submit('CHF 93.90');
  await page.waitForURL(/\/o\//);

  const order = new CustomerOrderPage(page);
  await order.says('Wir suchen jemanden für Sie');
  await expect(amounts(page)).toContainText('CHF 93.90');
  const device = await HttpDevice.signIn(server, DOMINIK);
  const token = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const offer = await device.offerOf(token);
  expect(offer.priceMinor).toBe(9_390);
  await device.act('offer.accept', offer.order, {});
  await order.says('Dominik kommt zu Ihnen');
  await expect(page.getByText('Wir suchen jemanden für Sie')).toHaveCount(0);
});

test('[R1.22, R11.7] a translated page of the customer follows the visit, and what is signed is the statement', async ({
  ownServer: server,
  newPerson
}) => {
  const job = await aJobAtWork(server, DOMINIK, { isTicked: true });
  const customer = await newPerson(server);
  await translated(customer.page);
  const order = new CustomerOrderPage(customer.page);
  await order.open(job.token);
  await order.says('Dominik ist bei Ihnen');
  await job.device.act('work.progress', job.order, { text: 'Der Router läuft schon.' });
  await expect(customer.page.getByText('Der Router läuft schon.')).toBeVisible();

  const helper = await newPerson(server, { viewport: { width: 1024, height: 768 } });
  await translated(helper.page);
  await new HelperApp(helper.page).signIn(DOMINIK);
  await helper.page.goto(`/jobs/${job.order}/sign`);
  const hands = new CustomerMode(helper.page);
  await expect(helper.page.getByRole('paragraph').filter({ hasText: 'Zu zahlen' })).toContainText(
    'CHF 93.90'
  );
  await hands.goToSigning();
  await hands.draw();
  await hands.sign();
  await hands.isThanked();
  await expect(helper.page.getByText('Verbindlich unterschreiben')).toHaveCount(0);

  await order.says('Alles erledigt');
  await expect(customer.page.getByText('Dominik ist bei Ihnen')).toHaveCount(0);
  await expect(amounts(customer.page)).toContainText('CHF 93.90');
});
