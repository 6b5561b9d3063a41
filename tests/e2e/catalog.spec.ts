// Without demo data: from an empty marketplace to a price that a customer sees.
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { inviteByCommand, nextCode, setUpAccount, signInAsStaff } from './pages/staff-account.ts';
import { expect, test } from './story.ts';

const EMAIL = 'kim@mila.example';
const DESKTOP = { width: 1280, height: 900 };

test('[O4.1, O4.4, O4.11] an editor starts from the example, changes a price and publishes it, and a customer pays it', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '0', ...OPERATOR_ENVIRONMENT });
  try {
    const editor = await newPerson(server, { meets: ['refusal'], viewport: DESKTOP });
    const { page } = editor;
    const link = await inviteByCommand(server, EMAIL, 'catalog');
    const { secret, recoveryCodes } = await setUpAccount(page, link, 'Kim Katalog');
    await signInAsStaff(page, EMAIL, nextCode(secret));

    await page.getByRole('link', { name: 'Katalog', exact: true }).click();
    await page.getByRole('button', { name: 'Mit dem Beispiel beginnen' }).click();
    await page.getByLabel('Suchen').fill('internet einrichten');
    await page.getByRole('link', { name: /^Internet und WLAN einrichten/ }).click();
    await expect(page.getByText('Wie veröffentlicht, Version 2')).toBeVisible();

    const price = page.getByLabel('Schweiz, CHF');
    await price.fill('abc');
    await expect(page.getByText('Ein Betrag über null')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Veröffentlichen' })).toBeDisabled();
    await price.fill('91.50');
    await page.reload();
    await expect(price).toHaveValue('91.50');

    await editor.context.clearCookies();
    await price.fill('92.50');
    await signInAsStaff(page, EMAIL, recoveryCodes[0]!);
    await expect(price).toHaveValue('92.50');
    await expect(page.getByText('Entwurf gespeichert')).toBeVisible();

    const customer = await newPerson(server, { meets: ['refusal'] });
    const shown = (chf: number) =>
      customer.page.getByText(`CHF ${chf.toFixed(2)}`.replace(' ', '\u00a0')).first();
    const fee = MARKET_POLICY.CH.guaranteeFeeMinor / 100;
    await customer.page.goto('/book');
    await expect(shown(89 + fee)).toBeVisible();

    await page.getByRole('button', { name: 'Veröffentlichen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Warum').fill('neue Preisliste');
    await dialog.getByRole('button', { name: 'Jetzt veröffentlichen' }).click();
    await expect(page.getByText('Wie veröffentlicht, Version 3')).toBeVisible();
    await page.getByRole('tab', { name: 'Verlauf' }).click();
    await expect(page.getByText('Version 2, bis')).toBeVisible();

    await expect(async () => {
      await customer.page.reload();
      await expect(shown(92.5 + fee)).toBeVisible({ timeout: 3_000 });
    }).toPass();

    await page.getByRole('link', { name: /Zum Katalog/ }).click();
    await page.getByRole('link', { name: 'Dateien und Preislisten' }).click();
    await page.getByLabel('Datei wählen').setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"format":"mila-catalog-1","packages":[{"id":"x"}],"products":[]}')
    });
    await expect(page.getByText('packages[0] (x).title')).toBeVisible();
    await expect(page.getByText('Es wurde nichts geändert')).toBeVisible();
  } finally {
    await server.remove();
  }
});
