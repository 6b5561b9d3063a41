import type { Invoice } from '../../src/domain/billing/invoice.ts';
import { hashOf } from '../../src/domain/protocol/hash.ts';
import type { SigningFacts } from '../../src/domain/protocol/signature.ts';
import { buildStatement } from '../../src/domain/order/signing/statement.ts';
import { DOMINIK } from './demo-people.ts';
import { CustomerOrderPage } from './pages/customer-order-page.ts';
import { SupportPage } from './pages/support-page.ts';
import { aJobAtWork } from './prepared-jobs.ts';
import { whileStopped } from './stopped-server.ts';
import { expect, test } from './story.ts';

test('[R15.4] totals that do not match are held, not billed', async ({
  ownServer: server,
  newPerson
}) => {
  const { order, token, device } = await aJobAtWork(server, DOMINIK, { isTicked: true });
  const { job } = await device.job(order);
  const { name } = job.customer;
  const facts: SigningFacts = {
    signer: { name, role: 'customer' },
    signedAt: Date.now(),
    language: 'de'
  };
  // One franc less than was done: signed, hashed and sent as a device would.
  const honest = buildStatement(job, facts);
  const statement = { ...honest, totalMinor: honest.totalMinor - 100 };

  const verdict = await device.act('job.complete', order, {
    facts,
    statement: { ...statement },
    statementHash: await hashOf(statement),
    signature: { method: 'typed', typedName: name }
  });
  expect(verdict.outcome).toBe('held');
  expect(verdict.code).toBe('statement.mismatch');

  await test.step('[R15.12] the customer is told that nothing is charged meanwhile', async () => {
    const customer = await newPerson(server, { meets: ['outage'] });
    const page = new CustomerOrderPage(customer.page);
    await page.open(token);
    await page.says('Unser Support prüft den Abschluss');
    await expect(page.invoiceLink).toBeHidden();
  });

  await test.step('[R15.4] support sees both amounts side by side', async () => {
    const support = await newPerson(server, {
      viewport: { width: 1280, height: 800 },
      // It is still open when the story stops the server to read the books.
      meets: ['refusal', 'outage']
    });
    const desk = new SupportPage(support.page);
    await desk.signIn();
    await desk.casesOf(order).getByRole('link').first().click();
    const difference = support.page.getByRole('row').filter({ hasText: /weicht ab/ });
    await expect(difference.first()).toContainText('CHF 92.90');
    await expect(difference.first()).toContainText('CHF 93.90');
  });

  const invoices = await whileStopped(server, ({ ledger }) =>
    ledger.withPrefix<Invoice>('invoice:')
  );
  expect(invoices.filter((invoice) => invoice.order === order)).toEqual([]);
});

test('support signs in again where a session ended, and what was typed is still there', async ({
  ownServer: server,
  newPerson
}) => {
  const { page, context } = await newPerson(server, {
    viewport: { width: 1280, height: 800 },
    meets: ['refusal']
  });
  const desk = new SupportPage(page);
  await desk.signIn();
  await page.getByRole('main').getByRole('row').getByRole('link').first().click();
  const note = page.getByRole('textbox', { name: 'Was wurde getan?' });
  await note.fill('Mit Frau Voigt gesprochen');
  await context.clearCookies();
  await page.getByRole('button', { name: /^Fall abschlie(ß|ss)en/ }).click();
  await desk.fillSignIn();
  await expect(note).toHaveValue('Mit Frau Voigt gesprochen');
  await page.getByRole('button', { name: /^Fall abschlie(ß|ss)en/ }).click();
  await expect(page.getByText('Mit Frau Voigt gesprochen')).toBeVisible();
  await expect(note).toBeHidden();
});
