// How somebody of the operator's comes in, by hand.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import type { RealServer } from '../../support/real-server.ts';
import { codeOf } from './authenticator.ts';

const run = promisify(execFile);
export const STAFF_PASSWORD = 'Regen im Oktober';

/** As an operator types it, beside the running server. */
export async function inviteByCommand(
  { dataDir, url }: RealServer,
  email: string,
  role = 'owner'
): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    ['sync-server/staff/main.ts', 'invite', email, '--role', role],
    { env: { ...process.env, DATA_DIR: dataDir, PUBLIC_URL: url } }
  );
  return stdout.split('\n', 1)[0]!;
}

/** Sets the account up. @returns the secret of the second factor, and codes that stand in for it */
export async function setUpAccount(page: Page, link: string, name: string) {
  await page.goto(link);
  await page.getByLabel('Ihr Name').fill(name);
  await page.getByLabel('Passwort').fill(STAFF_PASSWORD);
  const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? '';
  await page.getByLabel('Code aus der App').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Konto einrichten' }).click();
  await expect(page.getByRole('heading', { name: 'Ihr Konto ist bereit' })).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(10);
  const recoveryCodes = await page.getByRole('listitem').allTextContents();
  await page.getByText('Ich habe die Codes aufbewahrt').click();
  await page.getByRole('link', { name: 'Zur Anmeldung' }).click();
  return { secret, recoveryCodes };
}

/** With the code after the one that the account was set up with: each is taken once. */
export const nextCode = (secret: string) => codeOf(secret, 1);

export async function signInAsStaff(page: Page, email: string, code: string): Promise<void> {
  await page.getByLabel('E-Mail').fill(email);
  await page.getByLabel('Passwort').fill(STAFF_PASSWORD);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Noch ein Schritt' })).toBeVisible();
  await page.getByLabel('Code aus der Authentifizierungs-App').fill(code);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
}
