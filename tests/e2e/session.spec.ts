import { DOMINIK, URS } from './demo-people.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { aJobTalkedThrough } from './prepared-jobs.ts';
import { expect, test } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

test('[P7.1] a session that expired while work waits keeps everything and goes on after signing in again', async ({
  server,
  newPerson
}) => {
  const { order, device } = await aJobTalkedThrough(server, URS, aWishOnAFreeDay());
  const helper = await newPerson(server, { meets: ['outage', 'refusal'] });
  const { page } = helper;
  const app = new HelperApp(page);
  await app.signIn(URS);
  const job = new JobPage(page);
  await job.open(order);
  await helper.context.setOffline(true);
  await job.unfold('Arbeiten');
  await job.note('Schlüssel beim Nachbarn');
  await job.note('Leiter mitbringen');
  await helper.endSession();
  await helper.context.setOffline(false);

  await test.step('work goes on and waits', async () => {
    await expect(page.getByText('2 warten, bitte anmelden')).toBeVisible();
    await job.note('Sicherung im Flur');
    await expect(page.getByText('3 warten, bitte anmelden')).toBeVisible();
  });

  await test.step('signed in again, in place, it goes out', async () => {
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Wieder anmelden' });
    await expect(dialog.getByLabel('E-Mail')).toHaveValue(URS.email);
    // What waits is this account's: nobody else signs in over it.
    await expect(dialog.getByLabel('E-Mail')).not.toBeEditable();
    await dialog.getByLabel('Passwort').fill(URS.password);
    await dialog.getByLabel('Passwort').press('Enter');
    await expect(job.noteCalled('Sicherung im Flur').getByText('bestätigt')).toBeVisible();
    await app.hasNothingWaiting();
  });

  const { job: known } = await device.job(order);
  expect(known.notes).toHaveLength(3);
});

test('[P7.3] sign-out hands in unsent work', async ({ server, newPerson }) => {
  const { order, device } = await aJobTalkedThrough(server, DOMINIK, aWishOnAFreeDay());
  const helper = await newPerson(server, { meets: ['outage'] });
  const { page } = helper;
  const app = new HelperApp(page);
  await app.signIn(DOMINIK);
  await app.isReadyForOffline();
  const job = new JobPage(page);
  await job.open(order);
  await helper.context.setOffline(true);
  await job.unfold('Arbeiten');
  await job.note('Noch nicht gesendet');
  await app.openDevice();
  await page.getByRole('button', { name: 'Abmelden', exact: true }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Von diesem Gerät abmelden' });

  await test.step('with no network it stays signed in and keeps the work', async () => {
    await expect(dialog.getByText('Noch nicht gesendet: 1.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Abmelden' }).click();
    await expect(dialog.getByText(/^Nicht abgemeldet: 1 /)).toBeVisible();
  });

  await test.step('with network it hands in and signs out', async () => {
    await helper.context.setOffline(false);
    await dialog.getByRole('button', { name: 'Abmelden' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Anmelden' })).toBeVisible();
  });

  const { job: known } = await device.job(order);
  expect(known.notes.map(({ text }) => text)).toEqual(['Noch nicht gesendet']);
});

test('[S2.18] a browser that has cleared the storage under unsent work is found out', async ({
  server,
  newPerson
}) => {
  const { order } = await aJobTalkedThrough(server, URS, aWishOnAFreeDay());
  const helper = await newPerson(server, { meets: ['outage'] });
  const { page } = helper;
  const app = new HelperApp(page);
  await app.signIn(URS);
  const job = new JobPage(page);
  await job.open(order);
  await helper.context.setOffline(true);
  await job.unfold('Arbeiten');
  await job.note('Noch nicht gesendet');
  await job.note('Auch noch nicht');
  await expect(app.waiting(2)).toBeVisible();

  const browser = await helper.context.newCDPSession(page);
  await page.goto('about:blank');
  await browser.send('Storage.clearDataForOrigin', {
    origin: server.url,
    storageTypes: 'indexeddb,local_storage,cache_storage,service_workers'
  });
  await helper.context.setOffline(false);
  await app.signIn(URS);
  await expect(page.getByText('2 Einträge von diesem Gerät fehlen vielleicht')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Verstanden' }).click();
  await expect(page.getByText('2 Einträge von diesem Gerät fehlen vielleicht')).toBeHidden();
  await page.reload();
  await expect(app.tab('Heute')).toBeVisible();
  await expect(page.getByText('2 Einträge von diesem Gerät fehlen vielleicht')).toBeHidden();
});

test('[P3.1] two tabs do not double anything', async ({ server, newPerson }) => {
  const { order, device } = await aJobTalkedThrough(server, URS, aWishOnAFreeDay());
  const helper = await newPerson(server, { meets: ['outage'] });
  await new HelperApp(helper.page).signIn(URS);
  const one = new JobPage(helper.page);
  const other = new JobPage(await helper.openTab());
  await one.open(order);
  await other.open(order);
  await helper.context.setOffline(true);
  for (const tab of [one, other]) await tab.unfold('Arbeiten');
  await Promise.all([one.note('links'), other.note('rechts')]);
  for (const text of ['links', 'rechts']) await expect(one.noteCalled(text)).toBeVisible();
  await expect(new HelperApp(other.page).waiting(2)).toBeVisible();
  await helper.context.setOffline(false);
  for (const tab of [one, other]) {
    for (const text of ['links', 'rechts']) {
      await expect(tab.noteCalled(text).getByText('bestätigt')).toBeVisible();
    }
  }
  const { job: known } = await device.job(order);
  expect(known.notes.map(({ text }) => text).sort()).toEqual(['links', 'rechts']);
});
