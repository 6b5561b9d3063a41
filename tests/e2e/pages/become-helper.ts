// Applying on a phone, and vetting at a desk.
import { Secret, TOTP } from 'otpauth';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ADMISSION_QUESTIONS } from '../../../sync-server/applications/test/admission-questions.ts';
import type { MailCatcher } from '../../support/mail-catcher.ts';
import type { RealServer } from '../../support/real-server.ts';
import { until } from '../../support/until.ts';
import { expect, type Page } from '@playwright/test';

export const HELPER_PASSWORD = 'drei Worte genügen';
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

/** Somebody of community, as an operator invites them: on the command line and by its link. */
export async function communityOf(
  server: RealServer
): Promise<{ email: string; code: () => string }> {
  const email = 'eva@mila.example';
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['sync-server/staff/main.ts', 'invite', email, '--role', 'community'],
    { env: { ...process.env, DATA_DIR: server.dataDir, PUBLIC_URL: server.url } }
  );
  const token = /\/staff\/([\w-]{32})/.exec(stdout)![1];
  const url = `${server.url}/api/invites/${token}`;
  const { secret } = (await (await fetch(url)).json()) as { secret: string };
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const made = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ name: 'Eva Gemeinschaft', password: HELPER_PASSWORD, locale: 'de' },
      code: totp.generate()
    })
  });
  expect(made.status).toBe(201);
  // Each code once: the next one is of the next half minute.
  return { email, code: () => totp.generate({ timestamp: Date.now() + 30_000 }) };
}

/** Waits for a mail. */
export const mailedBy = (catcher: MailCatcher) => (subject: RegExp) =>
  until(() => catcher.received.find((mail) => subject.test(mail.subject ?? '')), String(subject));

/** Lea Amstutz, Friend in Basel, from the front page to handing in. */
export async function applyOnPhone(
  page: Page,
  mailed: ReturnType<typeof mailedBy>,
  look: (screen: string) => Promise<void> = async () => undefined
): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Helfer werden' }).click();
  await expect(page.getByRole('link', { name: 'Jetzt bewerben' }).first()).toBeVisible();
  await look('helpers');
  await page.getByRole('link', { name: 'Jetzt bewerben' }).first().click();
  await page.getByLabel('E-Mail-Adresse').fill('lea@example.org');
  await page.getByRole('button', { name: 'Link zuschicken' }).click();
  await expect(page.getByText('Bitte sehen Sie in Ihr Postfach')).toBeVisible();
  const confirm = await mailed(/bestätigen/);
  const link = /\/helpers\/confirm\/[\w-]{32}/.exec(confirm.text ?? '')![0];
  await page.goto(link);
  await page.getByLabel('Vor- und Nachname').fill('Lea Amstutz');
  await page.getByLabel('Passwort').fill(HELPER_PASSWORD);
  await page.getByRole('button', { name: 'Bewerbung beginnen' }).click();

  const next = async (name: string) => {
    await look(`before ${name}`);
    await page.getByRole('button', { name: `Weiter: ${name}` }).click();
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  };
  await page.getByRole('radio', { name: /Als Friend/ }).check();
  await next('Über Sie');
  await page.getByLabel('Geburtsdatum').fill('1990-02-03');
  await page.getByLabel('Telefon').fill('061 555 01 23');
  await page.getByLabel('Straße').or(page.getByLabel('Strasse')).fill('Rheingasse');
  await page.getByLabel('Hausnummer').fill('12');
  await page.getByLabel('Postleitzahl').fill('4058');
  await page.getByLabel('Ort', { exact: true }).fill('Basel');
  await page.getByRole('checkbox', { name: 'Deutsch' }).check();
  await expect(page.getByText('gespeichert', { exact: true })).toBeVisible();
  // Nothing is lost by a reload.
  await page.reload();
  await expect(page.getByLabel('Ort', { exact: true })).toHaveValue('Basel');
  await next('Was Sie können');
  await page.getByLabel('WLAN').selectOption('3');
  await next('Wo Sie helfen');
  await next('Papiere');
  await page.getByLabel('Was ist es?').selectOption('identity');
  await page.getByLabel('Läuft ab am').fill('2031-05-01');
  await page
    .getByLabel('Datei wählen')
    .setInputFiles({ name: 'ausweis.pdf', mimeType: 'application/pdf', buffer: PDF });
  await expect(page.getByText('ausweis.pdf').first()).toBeVisible();
  await next('Auszahlung');
  await page.getByLabel('Name auf dem Konto').fill('Lea Amstutz');
  await page.getByLabel('IBAN').fill('CH9300762011623852957');
  await next('Regeln und Vertrag');
  await page.getByRole('checkbox', { name: /Verhaltensregeln/ }).check();
  await page.getByRole('checkbox', { name: /Bedingungen/ }).check();
  await next('Kleiner Test');
  for (const { text, answers, right } of ADMISSION_QUESTIONS) {
    const answer = answers.find(({ id }) => id === right)!.text.de;
    const question = page.getByRole('group', { name: text.de });
    await question.getByRole('radio', { name: answer }).check();
  }
  await look('test');
  await page.getByRole('button', { name: 'Antworten abgeben' }).click();
  await expect(page.getByText('Bestanden', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Bewerbung einreichen' }).click();
  await expect(page.getByText('wird geprüft').first()).toBeVisible();
  await look('status');
  await mailed(/Bewerbung ist da/);
}

export async function signInAtDesk(
  page: Page,
  eva: { email: string; code: () => string }
): Promise<void> {
  await page.goto('/admin/applications');
  await page.getByLabel('E-Mail').fill(eva.email);
  await page.getByLabel('Passwort').fill(HELPER_PASSWORD);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.getByLabel(/Code/).fill(eva.code());
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
}

/** Finds everything good, and admits her. */
export async function admit(page: Page, eva: { email: string; code: () => string }): Promise<void> {
  await signInAtDesk(page, eva);
  await page.getByRole('link', { name: /Lea Amstutz/ }).click();
  const items = ['Person', 'Adresse', 'Skills', 'Einsatzgebiet', 'Bankverbindung', 'Ausweis'];
  for (const item of items) {
    const good = page.getByRole('button', { name: new RegExp(`^In Ordnung ?: ${item}`) });
    await good.click();
    await expect(good).toBeHidden();
  }
  await page.getByRole('button', { name: 'Annehmen' }).click();
  await page.getByRole('button', { name: 'Senden' }).click();
  await expect(page.getByText('angenommen')).toBeVisible();
}

export async function signInToApp(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Zur App' }).click();
  await page.getByLabel('E-Mail').fill('lea@example.org');
  await page.getByLabel('Passwort').fill(HELPER_PASSWORD);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Heute', level: 1 })).toBeVisible();
}
