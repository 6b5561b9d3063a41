import { DOMINIK, NORA } from './demo-people.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { aJobTalkedThrough } from './prepared-jobs.ts';
import { whileStopped } from './stopped-server.ts';
import { expect, test } from './story.ts';

const ON_DEVICE = 'gespeichert auf diesem Gerät';

test('a tab killed right after "saved" has lost nothing', async ({ server, newPerson }) => {
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

test('a server killed while it takes the batch neither loses nor doubles anything', async ({
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
