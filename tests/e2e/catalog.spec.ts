// Without demo data: from an empty marketplace to a price that a customer sees.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CatalogFile } from '#domain/catalog/catalog-file.ts';
import { exampleCatalog } from '../../sync-server/catalog/example-catalog.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { hasNothingSeriousInBoth } from './looks.ts';
import { inviteByCommand, nextCode, setUpAccount, signInAsStaff } from './pages/staff-account.ts';
import { expect, test } from './story.ts';

const run = promisify(execFile);
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
    const fee = MARKET_POLICY.CH.rules.guaranteeFeeMinor.friend / 100;
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
    await page.getByRole('button', { name: 'Neues Paket' }).click();
    const asked = page.getByRole('dialog');
    await asked.getByLabel('Kennung').fill('drucker-retten');
    await asked.getByRole('button', { name: 'Anlegen' }).click();
    await expect(page.getByText('Paket · drucker-retten')).toBeVisible();
    await page.goto('/admin/catalog');
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

test('[O4.5, O4.12] five hundred packages are searched and opened by keyboard, and a second editor sees the first one’s change', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '0', ...OPERATOR_ENVIRONMENT });
  try {
    const file = join(server.dataDir, 'catalog.json');
    await writeFile(file, JSON.stringify(fiveHundred()));
    const env = { ...process.env, DATA_DIR: server.dataDir };
    await run(process.execPath, ['sync-server/editing/main.ts', 'import', file], { env });
    const editor = await newPerson(server, { meets: ['refusal'], viewport: DESKTOP });
    const { page } = editor;
    const link = await inviteByCommand(server, EMAIL, 'catalog');
    const { secret } = await setUpAccount(page, link, 'Kim Katalog');
    await signInAsStaff(page, EMAIL, nextCode(secret));
    await page.getByRole('link', { name: 'Katalog', exact: true }).click();
    await expect(page.getByText('500 von 500')).toBeVisible();
    await hasNothingSeriousInBoth(page, 'catalogue');

    await page.keyboard.press('/');
    await expect(page.getByLabel('Suchen')).toBeFocused();
    await page.keyboard.type('weg 49');
    await expect(page.getByText('15 von 500')).toBeVisible();
    await page.getByRole('link', { name: /^Weg 49 / }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('link', { name: /^Weg 490 / })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Weg 490' })).toBeVisible();
    await hasNothingSeriousInBoth(page, 'catalogue');

    const second = await editor.openTab('/admin/catalog/package/way-490');
    await expect(second.getByText('Wie veröffentlicht')).toBeVisible();
    await page.getByLabel('Dauer in Minuten').fill('75');
    await expect(page.getByText('Entwurf gespeichert')).toBeVisible();
    await second.getByLabel('Deutschland, EUR').fill('49');
    await expect(second.getByText('Kim Katalog war schneller')).toBeVisible();
    await expect(second.getByRole('definition').filter({ hasText: '75' }).first()).toBeVisible();
    await hasNothingSeriousInBoth(second, 'conflict');
    await second.getByRole('button', { name: 'Die andere Fassung nehmen' }).click();
    await expect(second.getByLabel('Dauer in Minuten')).toHaveValue('75');

    await page.getByRole('tab', { name: 'Bearbeiten' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('So sieht es der Kunde')).toBeVisible();
    await hasNothingSeriousInBoth(page, 'catalogue');
    await page.goto('/admin/catalog/files');
    await hasNothingSeriousInBoth(page, 'catalogue');
  } finally {
    await server.remove();
  }
});

/** The first package of the example, five hundred times. */
function fiveHundred(): CatalogFile {
  const { packages, ...file } = exampleCatalog();
  const packageAt = (number: number) => {
    const { version: _version, earlier: _earlier, ...first } = packages[0]!;
    const id = `way-${number}`;
    const title = { de: `Weg ${number}`, en: `Way ${number}` };
    const checklist = first.checklist.map((item) => ({
      ...item,
      id: item.id.replace(`${first.id}.`, `${id}.`)
    }));
    return { ...first, id, title, checklist };
  };
  return { ...file, products: [], packages: Array.from({ length: 500 }, (_, at) => packageAt(at)) };
}
