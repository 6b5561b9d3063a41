// Without demo data: an owner sets what holds in Switzerland, and a customer meets it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { exampleCatalog } from '../../sync-server/catalog/example-catalog.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { BookingPage } from './pages/booking-page.ts';
import { inviteByCommand, nextCode, setUpAccount, signInAsStaff } from './pages/staff-account.ts';
import { expect, test } from './story.ts';
import { aWishOnAFreeDay } from './visit-wish.ts';

const run = promisify(execFile);
const EMAIL = 'owner@mila.example';
const DESKTOP = { width: 1280, height: 900 };
const WLAN = exampleCatalog().packages.find(({ id }) => id === 'wlan-setup')!;
const priced = (fee: number) => `CHF ${(Number(WLAN.prices.CH) + fee).toFixed(2)}`;

test('[O5.2, O5.7, O5.8] an owner sets fee and cancelling, what was typed survives, and a customer is asked once more', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '0', ...OPERATOR_ENVIRONMENT });
  try {
    const env = { ...process.env, DATA_DIR: server.dataDir };
    await run(process.execPath, ['sync-server/editing/main.ts', 'import', 'example'], { env });
    const owner = await newPerson(server, { meets: ['refusal'], viewport: DESKTOP });
    const { page } = owner;
    const link = await inviteByCommand(server, EMAIL);
    const { secret, recoveryCodes } = await setUpAccount(page, link, 'Lea Inhaberin');
    await signInAsStaff(page, EMAIL, nextCode(secret));
    await expect(page.getByRole('link', { name: 'Katalog', exact: true })).toBeVisible();
    await page.goto('/admin/setup');
    await page.getByRole('link', { name: 'Konditionen festlegen' }).click();
    await page.getByLabel('Land').selectOption('Schweiz');

    const friendFee = page.getByLabel('Happiness-Garantie, wenn ein Friend kommt');
    const proFee = page.getByLabel('Happiness-Garantie, wenn ein Pro kommt');
    await expect(friendFee).toHaveValue('4.90');
    await friendFee.fill('6.50');
    await proFee.fill('umsonst');
    await page.getByRole('button', { name: 'Neue Fassung speichern' }).click();
    await expect(page.getByText('Ein Betrag von CHF 0.00 bis CHF 500.00')).toBeVisible();
    await expect(proFee).toBeFocused();

    await page.reload();
    await expect(friendFee).toHaveValue('6.50');
    await owner.context.clearCookies();
    await proFee.fill('0');
    await page.getByRole('button', { name: 'Neue Fassung speichern' }).click();
    await signInAsStaff(page, EMAIL, recoveryCodes[0]!);
    await expect(proFee).toHaveValue('0');
    await page.getByRole('button', { name: 'Neue Fassung speichern' }).click();
    await expect(page.getByText('Fassung 1 gilt ab sofort')).toBeVisible();
    await expect(page.getByText('Fassung 1, ab')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    const customer = await newPerson(server, { meets: ['refusal'] });
    const booking = new BookingPage(customer.page);
    await booking.open();
    await booking.chooseService(WLAN.title.de);
    await booking.sayWhereAndWhen(aWishOnAFreeDay());
    await booking.sayWhoPays();
    await expect(customer.page.getByText('CHF 0.00, wenn ein Pro kommt')).toBeVisible();

    const tier = page.getByLabel('Stufe 1: Stunden vor dem Termin');
    await tier.fill('48');
    await page.getByRole('button', { name: 'Neue Fassung speichern' }).click();
    await expect(page.getByText('Fassung 2 gilt ab sofort')).toBeVisible();
    await booking.submit(priced(6.5));
    const notice = customer.page.getByText('Die Bedingungen haben sich geändert');
    await expect(notice).toBeVisible();
    await booking.submit(priced(6.5));
    await customer.page.waitForURL(/\/o\/[^/]+$/);
    // It would go on asking a server that ends here.
    await customer.page.close();
  } finally {
    await server.remove();
  }
});
