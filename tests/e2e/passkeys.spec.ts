// In a real Chromium, with the authenticator that its developer tools simulate.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';
import { URS } from './demo-people.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { inviteByCommand, STAFF_PASSWORD } from './pages/staff-account.ts';
import { aJobTalkedThrough } from './prepared-jobs.ts';
import { expect, test } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

const EMAIL = 'lea@mila.example';

/** Knows who is there; forgotten with the page. */
async function anAuthenticator(page: Page) {
  const tools = await page.context().newCDPSession(page);
  await tools.send('WebAuthn.enable');
  const { authenticatorId } = await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true }
    }
  });
  return {
    remove: () => tools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
    refuses: (isRefusing: boolean) =>
      tools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: !isRefusing })
  };
}

async function resetByCommand({ dataDir, url }: RealServer, email: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['sync-server/staff/main.ts', 'reset', email],
    { env: { ...process.env, DATA_DIR: dataDir, PUBLIC_URL: url } }
  );
  return stdout.split('\n', 1)[0]!;
}

async function setUpByPasskey(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Ihr Name').fill('Lea Muster');
  await page.getByLabel('Passwort').fill(STAFF_PASSWORD);
  await page.getByRole('button', { name: 'Mit Passkey einrichten' }).click();
  await expect(page.getByRole('heading', { name: 'Ihr Konto ist bereit' })).toBeVisible();
  await page.getByText('Ich habe die Codes aufbewahrt').click();
  await page.getByRole('link', { name: 'Zur Anmeldung' }).click();
}

test('[O1.9, H3.10] an owner is invited, takes a passkey and signs in with it; a reset takes it away', async ({
  newPerson
}) => {
  const server = await startRealServer(
    { DEMO: '0', ...OPERATOR_ENVIRONMENT },
    undefined,
    'localhost'
  );
  try {
    const { page } = await newPerson(server, { meets: ['refusal'] });
    await anAuthenticator(page);
    const withPasskey = page.getByRole('button', { name: 'Mit Passkey anmelden' });
    await setUpByPasskey(page, await inviteByCommand(server, EMAIL));
    await withPasskey.click();
    await expect(page.getByRole('heading', { level: 1, name: 'Einrichtung' })).toBeVisible();

    await test.step('the password alone is not enough; with the passkey it is', async () => {
      await page.getByRole('button', { name: 'Abmelden' }).click();
      await page.getByLabel('E-Mail').fill(EMAIL);
      await page.getByLabel('Passwort').fill(STAFF_PASSWORD);
      await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
      await page.getByRole('button', { name: 'Oder mit einem Passkey' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Einrichtung' })).toBeVisible();
    });

    await test.step('the last second factor stays', async () => {
      await page.getByRole('link', { name: /Lea Muster/ }).click();
      await page.getByRole('button', { name: /^Entfernen/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click();
      await expect(page.getByText('Das ist Ihr letzter zweiter Faktor')).toBeVisible();
    });

    await test.step('a reset ends the session and the passkey', async () => {
      const other = await newPerson(server, { meets: ['refusal'] });
      await anAuthenticator(other.page);
      await setUpByPasskey(other.page, await resetByCommand(server, EMAIL));
      await page.goto('/admin');
      await withPasskey.click();
      await expect(page.getByText('Diesen Passkey kennen wir nicht mehr')).toBeVisible();
    });
  } finally {
    await server.remove();
  }
});

test('[H3.8, H3.11] a helper adds a passkey, and signs in with it where the session has ended over unsent work', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '1' }, undefined, 'localhost');
  try {
    const { order, device } = await aJobTalkedThrough(server, URS, aWishOnAFreeDay());
    const helper = await newPerson(server, { meets: ['outage', 'refusal'] });
    const { page } = helper;
    const app = new HelperApp(page);
    await app.signIn(URS);
    const authenticator = await anAuthenticator(page);

    await test.step('added with a name; who cancels is told so', async () => {
      await page.goto('/account');
      await page.getByLabel('Bisheriges Passwort').fill(URS.password);
      await page.getByLabel('Name', { exact: true }).fill('Diensthandy');
      await authenticator.refuses(true);
      await page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
      await expect(page.getByText('Abgebrochen oder zu lange gewartet')).toBeVisible();
      await authenticator.refuses(false);
      await page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
      await expect(page.getByText('Passkey hinzugefügt')).toBeVisible();
      await expect(page.getByRole('listitem').filter({ hasText: 'Diensthandy' })).toBeVisible();
    });

    const job = new JobPage(page);
    await job.open(order);
    await helper.context.setOffline(true);
    await job.unfold('Arbeiten');
    await job.note('Schlüssel beim Nachbarn');
    await helper.endSession();
    await helper.context.setOffline(false);

    await test.step('signed in again by passkey, in place, it goes out', async () => {
      await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Wieder anmelden' });
      await dialog.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
      await expect(job.noteCalled('Schlüssel beim Nachbarn').getByText('bestätigt')).toBeVisible();
      await app.hasNothingWaiting();
    });
    expect((await device.job(order)).job.notes).toHaveLength(1);
  } finally {
    await server.remove();
  }
});
