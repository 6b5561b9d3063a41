// The whole way, without demo data: from an empty store to an invoice with the operator's company.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aMailCatcher } from '../support/mail-catcher.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { until } from '../support/until.ts';
import { complete } from '../faults/sweep/play-visits.ts';
import { HttpDevice } from './http-device.ts';
import {
  admit,
  applyOnPhone,
  communityOf,
  HELPER_PASSWORD,
  mailedBy,
  signInToApp
} from './pages/become-helper.ts';
import { BookingPage } from './pages/booking-page.ts';
import { CustomerOrderPage } from './pages/customer-order-page.ts';
import { OffersPage } from './pages/offers-page.ts';
import { inviteByCommand, nextCode, setUpAccount, signInAsStaff } from './pages/staff-account.ts';
import { goToWork } from './prepared-jobs.ts';
import { expect, test } from './story.ts';
import { aWishToConfirm } from './visit-wish.ts';

const run = promisify(execFile);
const DESKTOP = { width: 1280, height: 900 };
const OWNER = 'lea@mila.example';
/** As the fields of the company are called on a German page. */
const COMPANY = {
  'Name des Unternehmens': OPERATOR_ENVIRONMENT.ISSUER_CH_NAME,
  'Postleitzahl und Ort': OPERATOR_ENVIRONMENT.ISSUER_CH_PLACE,
  Geschäftsführung: OPERATOR_ENVIRONMENT.ISSUER_CH_MANAGER,
  Registereintrag: OPERATOR_ENVIRONMENT.ISSUER_CH_REGISTER,
  'Umsatzsteuer-Nummer': OPERATOR_ENVIRONMENT.ISSUER_CH_VAT_ID,
  Bank: OPERATOR_ENVIRONMENT.ISSUER_CH_BANK,
  IBAN: OPERATOR_ENVIRONMENT.ISSUER_CH_IBAN
};

test('[O3.1, O3.2, O3.6] an owner opens a marketplace, a helper is admitted, a customer books, and the invoice names the company', async ({
  newPerson
}) => {
  const catcher = await aMailCatcher();
  const mailed = mailedBy(catcher);
  const server = await startRealServer({ DEMO: '0', SMTP_URL: catcher.url });
  try {
    const owner = await newPerson(server, { meets: ['refusal'], viewport: DESKTOP });
    const { page } = owner;
    await test.step('the first owner sets up their account', async () => {
      await expect.poll(() => server.log()).toContain('npm run staff -- invite');
      const { secret } = await setUpAccount(page, await inviteByCommand(server, OWNER), 'Lea Berg');
      await signInAsStaff(page, OWNER, nextCode(secret));
      await expect(page.getByText('Noch nicht offen für Buchungen.')).toBeVisible();
    });

    await test.step('the company, and nothing of the country that is not served', async () => {
      await page.getByRole('link', { name: 'Unternehmen angeben' }).click();
      await page.getByText('Hier nehmen wir Aufträge an').first().click();
      for (const [label, value] of Object.entries(COMPANY)) {
        await page.getByLabel(label, { exact: true }).fill(value);
      }
      await page
        .getByLabel(/^Stra(ß|ss)e und Hausnummer$/)
        .fill(OPERATOR_ENVIRONMENT.ISSUER_CH_STREET);
      await page.getByLabel('Telefon des Supports').fill('kaputt');
      await page.getByLabel('E-Mail des Supports').fill('hilfe@mila.example');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await expect(page.getByText('Beispiel: +49 30 1234567')).toBeVisible();
      await page.getByLabel('Telefon des Supports').fill('+41 44 123 45 67');
      await page.reload();
      await expect(page.getByLabel('Bank', { exact: true })).toHaveValue(COMPANY.Bank);
      // Nor is it lost when the next step of the list is taken first.
      await page.getByRole('link', { name: 'Zurück zur Einrichtung' }).click();
      await page.getByRole('button', { name: 'Erledigt' }).last().click();
      await expect(page.getByText('1 von 8 erledigt')).toBeVisible();
      await page.getByRole('link', { name: 'Unternehmen angeben' }).click();
      await expect(page.getByLabel('Bank', { exact: true })).toHaveValue(COMPANY.Bank);
      await page.getByRole('button', { name: 'Speichern' }).click();
      await expect(page.getByText('Gespeichert.')).toBeVisible();
      await page.getByRole('link', { name: 'Zurück zur Einrichtung' }).click();
      await expect(page.getByText('Offen für Buchungen: Schweiz.')).toBeVisible();
    });

    await test.step('a mail arrives, and the catalogue is a file', async () => {
      await page.getByLabel('Testmail an').fill('lea@mila.example');
      await page.getByRole('button', { name: 'Testmail senden' }).click();
      await mailed(/Testmail/);
      const file = join(server.dataDir, 'catalog.json');
      const settings = { env: { ...process.env, DATA_DIR: server.dataDir } };
      const tool = 'sync-server/editing/main.ts';
      await run(process.execPath, [tool, 'import', 'example'], settings);
      await run(process.execPath, [tool, 'export', file], settings);
      const exported = await readFile(file, 'utf8');
      await writeFile(
        file,
        exported.replaceAll('Internet und WLAN einrichten', 'Internet bei Lea')
      );
      await run(process.execPath, [tool, 'import', file], settings);
    });

    const helper = await newPerson(server, { meets: ['refusal'] });
    await test.step('a helper applies and is admitted', async () => {
      await applyOnPhone(helper.page, mailed);
      const desk = await newPerson(server, { meets: ['refusal'], viewport: DESKTOP });
      await admit(desk.page, await communityOf(server));
      await helper.page.reload();
      await signInToApp(helper.page);
      await page.reload();
      await expect(page.getByText('6 von 8 erledigt')).toBeVisible();
    });

    const wish = aWishToConfirm(Date.now());
    const customer = await newPerson(server);
    const token = await test.step('a customer books what the file says', async () => {
      const booking = new BookingPage(customer.page);
      await booking.open();
      await expect(customer.page.getByRole('radio', { name: 'Deutschland' })).toBeHidden();
      return booking.book('Internet bei Lea', wish, { price: 'CHF 93.90' });
    });

    await test.step('the helper accepts, and the visit is done and signed', async () => {
      const offers = new OffersPage(helper.page);
      await offers.open();
      const order = await offers.look(/Internet bei Lea/);
      await offers.accept();
      await offers.isOurs();
      const { provider } = await helper.page.evaluate(
        async () => (await (await fetch('/api/session')).json()) as { provider: { id: string } }
      );
      const login = { id: provider.id, email: 'lea@example.org', password: HELPER_PASSWORD };
      const device = await HttpDevice.signIn(server, login as never);
      const agreed = { way: 'phone', reached: true, agreed: 'wie gebucht' } as const;
      await device.act('customer.contacted', order, agreed);
      await device.act('appointment.confirm', order, {});
      await goToWork(device, order);
      await complete(
        {
          provider: provider.id,
          act: async (kind, about, body) => void (await device.act(kind, about, body)),
          offer: () => device.offerOf(token),
          waitFor: <D>(id: string, isIt: (document: D) => boolean) =>
            until(async () => {
              const found = await device.read<D>(id);
              return found && isIt(found) ? found : undefined;
            }, id)
        },
        order
      );
    });

    await test.step('the invoice is the operator’s', async () => {
      const order = new CustomerOrderPage(customer.page);
      await order.open(token);
      const mail = await mailed(/Rechnung/);
      expect(mail.text).toContain(COMPANY['Name des Unternehmens']);
      const pdf = join(server.dataDir, 'invoice.pdf');
      const answer = await fetch(`${server.url}/api/o/${token}/invoice.pdf`);
      await writeFile(pdf, Buffer.from(await answer.arrayBuffer()));
      const { stdout } = await run('pdftotext', [pdf, '-']);
      expect(stdout).toContain(COMPANY['Name des Unternehmens']);
      expect(stdout).toContain('CH93 0076 2011 6238 5295 7');
      expect(stdout).toContain('93.90');
      const verified = await run(process.execPath, ['sync-server/verify/main.ts', server.dataDir]);
      expect(verified.stdout).toMatch(/sound/i);
    });
    // Their pages ask the server until then.
    for (const person of [helper, customer]) await person.context.close();
  } finally {
    await server.remove();
    await catcher.close();
  }
});
