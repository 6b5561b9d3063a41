// Without demo data: the first owner, and the people whom they invite.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';
import { codeOf } from './pages/authenticator.ts';
import { expect, test } from './story.ts';

const run = promisify(execFile);
const PASSWORD = 'Regen im Oktober';

/** As an operator types it, beside the running server. */
async function inviteByCommand({ dataDir, url }: RealServer, email: string): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    ['sync-server/staff/main.ts', 'invite', email, '--role', 'owner'],
    { env: { ...process.env, DATA_DIR: dataDir, PUBLIC_URL: url } }
  );
  return stdout.split('\n', 1)[0]!;
}

async function setUp(page: Page, link: string, name: string): Promise<string> {
  await page.goto(link);
  await page.getByLabel('Ihr Name').fill(name);
  await page.getByLabel('Passwort').fill(PASSWORD);
  const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? '';
  await page.getByLabel('Code aus der App').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Konto einrichten' }).click();
  await expect(page.getByRole('heading', { name: 'Ihr Konto ist bereit' })).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(10);
  await page.getByText('Ich habe die Codes aufbewahrt').click();
  await page.getByRole('link', { name: 'Zur Anmeldung' }).click();
  return secret;
}

/** With the code after the one that the account was set up with: each is taken once. */
async function signIn(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel('E-Mail').fill(email);
  await page.getByLabel('Passwort').fill(PASSWORD);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('heading', { name: 'Noch ein Schritt' })).toBeVisible();
  await page.getByLabel('Code aus der Authentifizierungs-App').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
}

test('[O1.1, O1.4, O2.2] an owner sets up their account, invites support, and reads who did what', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '0', ...OPERATOR_ENVIRONMENT });
  try {
    const owner = await newPerson(server, { meets: ['refusal'] });
    const link = await inviteByCommand(server, 'owner@mila.example');
    const secret = await setUp(owner.page, link, 'Lea Inhaberin');
    await signIn(owner.page, 'owner@mila.example', secret);
    await owner.page.getByRole('link', { name: 'Team' }).click();
    await expect(owner.page.getByRole('heading', { name: 'Team' })).toBeVisible();

    await owner.page.getByRole('button', { name: 'Einladen' }).click();
    const dialog = owner.page.getByRole('dialog', { name: 'Jemanden einladen' });
    await dialog.getByLabel('E-Mail').fill('sam@mila.example');
    await dialog.getByText('Support', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Link erstellen' }).click();
    const made = (await owner.page.getByText(/\/staff\/[\w-]{32}$/).textContent()) ?? '';

    const support = await newPerson(server, { meets: ['refusal'] });
    const second = await setUp(support.page, made, 'Sam Support');
    await signIn(support.page, 'sam@mila.example', second);
    await expect(support.page.getByRole('link', { name: 'Fälle' })).toBeVisible();
    await expect(support.page.getByRole('link', { name: 'Protokoll' })).toBeHidden();
    await support.page.goto('/admin/team');
    await expect(support.page.getByText('gehört nicht zu Ihrer Aufgabe')).toBeVisible();

    await support.page.goto(made);
    await expect(support.page.getByText('wurde schon benutzt')).toBeVisible();

    await owner.page.getByRole('link', { name: 'Protokoll' }).click();
    await expect(owner.page.getByText('Konto eingerichtet:').first()).toBeVisible();
    await expect(owner.page.getByText('Befehlszeile des Servers')).toBeVisible();
  } finally {
    await server.remove();
  }
});
