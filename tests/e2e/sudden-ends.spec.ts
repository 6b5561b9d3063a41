import { DOMINIK, NORA } from './demo-people.ts';
import { aWishOnAFreeDay, startOf } from './visit-wish.ts';
import { HttpDevice } from './http-device.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { OffersPage } from './pages/offers-page.ts';
import { until } from '../support/until.ts';
import { aJobAtWork, aJobTalkedThrough, book } from './prepared-jobs.ts';
import { whileStopped } from './stopped-server.ts';
import { expect, test } from './story.ts';

const ON_DEVICE = 'gespeichert auf diesem Gerät';

test('[P2.1] a tab killed right after "saved" has lost nothing', async ({ server, newPerson }) => {
  const { order, device } = await aJobTalkedThrough(server, NORA);
  const helper = await newPerson(server, { meets: ['outage'] });
  const app = new HelperApp(helper.page);
  await app.signIn(NORA);
  await app.isReadyForOffline();
  const job = new JobPage(helper.page);
  await job.open(order);
  await helper.context.setOffline(true);

  await test.step('saved, and in the same moment gone', async () => {
    await job.unfold('Arbeiten');
    await job.note('Hund beisst nicht');
    await expect(job.noteCalled('Hund beisst nicht').getByText(ON_DEVICE)).toBeVisible();
    await helper.crash();
  });

  await test.step('a new tab, still with no network, has it', async () => {
    const again = new JobPage(await helper.openTab());
    await again.open(order);
    await again.unfold('Arbeiten');
    await expect(again.noteCalled('Hund beisst nicht').getByText(ON_DEVICE)).toBeVisible();
    await helper.context.setOffline(false);
    await expect(again.noteCalled('Hund beisst nicht').getByText('bestätigt')).toBeVisible();
  });

  const { job: known } = await device.job(order);
  expect(known.notes.map(({ text }) => text)).toEqual(['Hund beisst nicht']);
});

test('[P7.1] a server killed while it takes the batch neither loses nor doubles anything', async ({
  ownServer: server,
  newPerson
}) => {
  const { order } = await aJobTalkedThrough(server, DOMINIK);
  const helper = await newPerson(server, { meets: ['outage'] });
  const { page } = helper;
  const app = new HelperApp(page);
  await app.signIn(DOMINIK);
  const job = new JobPage(page);
  await job.open(order);
  await helper.context.setOffline(true);

  const texts = Array.from({ length: 12 }, (_, index) => `Notiz ${index + 1}`);
  await test.step('a day without network', async () => {
    await job.unfold('Arbeiten');
    for (const text of texts) await job.note(text);
    await expect(app.waiting(texts.length)).toBeVisible();
  });

  const isBatch = (url: string) => url.endsWith('/sync/outbox/_bulk_docs');
  // Listened for from the beginning: the first batch may be answered just before the kill, or only the one after it.
  const taken = page.waitForResponse((response) => isBatch(response.url()) && response.ok());
  await test.step('killed as the batch goes out', async () => {
    const sent = page.waitForRequest((request) => isBatch(request.url()));
    await helper.context.setOffline(false);
    await sent;
    await server.kill();
    await server.start();
  });
  await test.step('killed as it has said that it took it', async () => {
    await taken;
    await server.kill();
    await server.start();
  });

  await app.hasNothingWaiting();
  const found = await whileStopped(server, ({ orders }) => orders.get(order));
  expect(found?.job.notes.map(({ text }) => text)).toEqual(texts);
  expect(new Set(Object.keys(found?.verdicts ?? {})).size).toBe(2 + texts.length);
});

test('a signature drawn and not yet given comes back after the tab was killed', async ({
  ownServer: server,
  newPerson
}) => {
  const { order, device } = await aJobAtWork(server, DOMINIK, { isTicked: true });
  const helper = await newPerson(server);
  await new HelperApp(helper.page).signIn(DOMINIK);
  const customer = new CustomerMode(helper.page);

  await test.step('drawn, and the tab is gone', async () => {
    await new JobPage(helper.page).open(order);
    await helper.page.goto(`/jobs/${order}/sign`);
    await customer.goToSigning();
    await customer.draw();
    await helper.crash();
  });

  await test.step('a new tab shows the same screen with the drawing', async () => {
    const page = await helper.openTab();
    await page.goto(`/jobs/${order}/sign`);
    const again = new CustomerMode(page);
    await expect(again.pad).toBeVisible();
    await expect(page.getByRole('button', { name: 'Neu beginnen' })).toBeVisible();
    await again.sign();
    await again.isThanked();
  });

  const completed = await until(async () => {
    const { job } = await device.job(order);
    return job.completion ? job : undefined;
  }, 'the completed job');
  const drawn = completed.completion?.signature;
  // Each stroke is kept as it ends; the kill may have met the last one.
  expect(drawn?.method === 'drawn' && drawn.strokes.length).toBeGreaterThanOrEqual(2);
});

test('an offer that was declined stays declined when the tab is killed at once', async ({
  server,
  newPerson
}) => {
  const wish = aWishOnAFreeDay();
  const { token } = await book(server, DOMINIK, wish);
  const device = await HttpDevice.signIn(server, DOMINIK);
  const { order } = await device.offerOf(token);
  const helper = await newPerson(server);
  await new HelperApp(helper.page).signIn(DOMINIK);
  const link = `a[href$="/offers/${order}"]`;

  await test.step('declined, and in the same moment gone', async () => {
    await new OffersPage(helper.page).open();
    await helper.page.locator(link).first().click();
    await helper.page.getByRole('button', { name: 'Ablehnen' }).click();
    await expect(helper.page.getByText('Abgelehnt', { exact: true })).toBeVisible();
    await helper.crash();
  });

  await test.step('the next start says it', async () => {
    const page = await helper.openTab();
    await page.goto('/offers');
    await expect(page.getByRole('heading', { level: 1, name: 'Angebote' })).toBeVisible();
    await expect(page.locator(link)).toHaveCount(0);
    await until(async () => (await device.offersAt(startOf(wish))).length === 0, 'the decline');
  });
});
