import { DOMINIK } from './demo-people.ts';
import { CustomerOrderPage } from './pages/customer-order-page.ts';
import { SupportPage } from './pages/support-page.ts';
import { aJobAtWork } from './prepared-jobs.ts';
import { expect, test } from './story.ts';

test('[R15.31, C3.5] a visit that the customer would not sign is billed as agreed by support, and the mail is there to read', async ({
  ownServer: server,
  newPerson
}) => {
  const { order, token, device } = await aJobAtWork(server, DOMINIK, { isTicked: true });
  const reason = 'Will erst mit dem Sohn sprechen';
  const verdict = await device.act('job.refuseToSign', order, { reason });
  expect(verdict.outcome).toBe('applied');

  const { page } = await newPerson(server, {
    viewport: { width: 1280, height: 800 },
    meets: ['refusal']
  });
  const desk = new SupportPage(page);
  await desk.signIn();
  await desk.casesOf(order).getByRole('link').first().click();
  await expect(page.getByText(reason)).toBeVisible();
  await page.getByRole('button', { name: 'Besuch abrechnen' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Verbindlich abrechnen' });
  await expect(confirm).toBeDisabled();
  await dialog.getByText('Wie vereinbart: CHF 93.90').click();
  await dialog.getByRole('textbox', { name: 'Warum so?' }).fill('Am Telefon geklärt');
  await confirm.click();
  await expect(page.getByText('Wie vereinbart abgerechnet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Besuch abrechnen' })).toBeHidden();

  await test.step('the customer finds the invoice, the helper what they earn', async () => {
    const customer = await newPerson(server);
    const orderPage = new CustomerOrderPage(customer.page);
    await orderPage.open(token);
    await orderPage.says('Alles erledigt');
    await expect(customer.page.getByText('Was wir berechnen, steht unten.')).toBeVisible();
    await expect(orderPage.invoiceLink).toBeVisible();
    await expect
      .poll(async () => (await device.everything()).includes(`"earning:${order}"`))
      .toBe(true);
  });

  await test.step('support reads the mail with it', async () => {
    await page.getByRole('link', { name: 'Mails zu diesem Auftrag' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Ihre Rechnung' });
    await expect(row).toContainText('aufbewahrt');
    await row.getByRole('link').click();
    await expect(page.getByText('finden Sie im Anhang')).toBeVisible();
    await expect(page.getByText('Waren Sie zufrieden?')).toBeHidden();
    await expect(page.getByRole('link', { name: 'Rechnung (PDF)' })).toBeVisible();
  });
});
