import type { Invoice } from '../../src/domain/billing/invoice.ts';
import { pdfText } from '../support/pdf-text.ts';
import { DOMINIK } from './demo-people.ts';
import { BookingPage, CUSTOMER } from './pages/booking-page.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { CustomerOrderPage } from './pages/customer-order-page.ts';
import { EarningsPage } from './pages/earnings-page.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { OffersPage } from './pages/offers-page.ts';
import { whileStopped } from './stopped-server.ts';
import { expect, test } from './story.ts';
import { aWishToConfirm } from './visit-wish.ts';

const SERVICE = 'WLAN einrichten';
const NOTE = 'Router neben der Sicherung, Kabel beschriftet';
/** Any picture; the device makes it small itself. */
const PHOTO = 'static/icon-512.png';

test('[R15.3] a Friend closes a job in a basement and is paid when back online', async ({
  ownServer: server,
  newPerson
}) => {
  const customer = await newPerson(server, { meets: ['outage'] });
  const helper = await newPerson(server, { meets: ['outage'] });
  const app = new HelperApp(helper.page);
  const offers = new OffersPage(helper.page);
  const orderPage = new CustomerOrderPage(customer.page);
  const job = new JobPage(helper.page);

  await test.step('the helper signs in; the app is ready to start with no network', async () => {
    await app.signIn(DOMINIK);
    await app.isReadyForOffline();
    await offers.open();
  });

  await test.step('[R1.1, R2.1] the customer books this helper in three steps', async () => {
    const booking = new BookingPage(customer.page);
    await booking.open({ provider: DOMINIK.id });
    await expect(customer.page.getByText(`Wunschhilfe: ${DOMINIK.firstName}`)).toBeVisible();
    await booking.book(SERVICE, aWishToConfirm(Date.now()), {
      price: 'CHF 93.90',
      problem: 'Der neue Router steht im Keller.'
    });
    await orderPage.says('Wir suchen jemanden für Sie');
    await orderPage.isLive();
  });

  const order = await test.step('the offer arrives by itself; accepting wins the job', async () => {
    const found = await offers.look(new RegExp(SERVICE));
    await expect(helper.page.getByText('von der Kundschaft gewünscht')).toBeVisible();
    await expect(helper.page.getByText(CUSTOMER.name)).toBeHidden();
    await offers.accept();
    await offers.isOurs();
    await orderPage.says(`${DOMINIK.firstName} kommt zu Ihnen`);
    await offers.goToJob();
    return found;
  });

  await test.step('[R11.4] called, confirmed, on the way: the customer sees it live', async () => {
    await expect(helper.page.getByRole('link', { name: `${CUSTOMER.name} anrufen` })).toBeVisible();
    await job.recordCall('Router liegt bereit, CHF 89.00, Treffpunkt Kellertreppe');
    await orderPage.says('Der Termin ist besprochen');
    await job.tap('Besuch bestätigen');
    await orderPage.says('Der Termin ist bestätigt');
    await job.tap('Bin unterwegs');
    await orderPage.says(`${DOMINIK.firstName} ist unterwegs`);
    await expect(orderPage.arrival).toBeVisible();
    await app.hasNothingWaiting();
  });

  await test.step('[P7.1] in the basement: no network, no server, a cold start on the deep link', async () => {
    await helper.context.setOffline(true);
    await server.stop();
    await helper.page.close();
  });
  const cellar = await helper.openTab();
  const work = new JobPage(cellar);
  const hands = new CustomerMode(cellar);
  const cellarApp = new HelperApp(cellar);
  let waiting = 0;

  await test.step('arrived and at work: list, note, photo', async () => {
    await work.open(order);
    await work.tap('Bin angekommen');
    waiting += 1 + (await work.tickAll());
    await work.tap('Arbeit beginnen');
    waiting += 1 + (await work.tickRequired());
    await work.note(NOTE);
    await work.addPhoto(PHOTO);
    await expect(work.photos).toHaveCount(1);
    // The note, the photo, and the photo's bytes.
    waiting += 3;
    await expect(cellarApp.waiting(waiting)).toBeVisible();
  });

  await test.step('[R13.1] more work: the customer reads and signs the higher price before it is done', async () => {
    await work.proposeMoreWork();
    await hands.proposePrice('Zweiten Zugangspunkt im Keller eingerichtet', '119,00');
    await expect(cellar.getByText('CHF 123.90').first()).toBeVisible();
    await hands.goToSigning();
    await hands.draw();
    await hands.sign();
    await hands.isThanked();
    await hands.backToJob();
    await expect(work.extraWork.getByText('CHF 119.00')).toBeVisible();
    await expect(work.extraWork.getByText('gespeichert auf diesem Gerät')).toBeVisible();
    waiting += 1;
  });

  await test.step('explained and handed over', async () => {
    await work.tap('Weiter: Gerät erklären');
    waiting += await work.tickAll();
    await work.tap('Weiter: Übergabe');
    waiting += await work.tickAll();
    await expect(cellarApp.waiting(waiting)).toBeVisible();
  });

  await test.step('the customer reads the statement and signs', async () => {
    await work.letSign();
    await expect(hands.total).toContainText('CHF 123.90');
    await hands.goToSigning();
    await hands.draw();
    await hands.sign();
    await hands.isThanked();
    waiting += 1;
    await hands.backToJob();
    await expect(cellar.getByText('Geschafft')).toBeVisible();
    await expect(cellarApp.waiting(waiting)).toBeVisible();
  });

  await test.step('[P2.1] closed and opened again, still in the basement: everything is there', async () => {
    await cellar.close();
  });
  const upstairs = await helper.openTab();
  const done = new JobPage(upstairs);
  await test.step('and nothing has left the device', async () => {
    await done.open(order);
    await expect(upstairs.getByText('Geschafft')).toBeVisible();
    await expect(
      upstairs.getByText(/Die Unterschrift liegt sicher auf diesem Gerät/)
    ).toBeVisible();
    await expect(new HelperApp(upstairs).waiting(waiting)).toBeVisible();
    await done.unfold('Arbeit erledigt');
    await expect(done.noteCalled(NOTE)).toBeVisible();
    await expect(done.photos).toHaveCount(1);
  });

  await test.step('[P7.1] back online everything is applied', async () => {
    await server.start();
    await helper.context.setOffline(false);
    await expect(upstairs.getByText(/Rechnung CH-/)).toBeVisible();
    await expect(done.noteCalled(NOTE).getByText('bestätigt')).toBeVisible();
    await new HelperApp(upstairs).hasNothingWaiting();
  });

  await test.step('[R20.1] the helper is paid: the price less 20 %', async () => {
    const earnings = new EarningsPage(upstairs);
    await earnings.open();
    const visit = await earnings.unfold(SERVICE);
    await expect(visit.getByText('Provision 20 %')).toBeVisible();
    await expect(visit).toContainText('−CHF 23.80');
    await expect(visit).toContainText('CHF 95.20');
  });

  await test.step('[R15.22, R16.1] the customer sees what was signed, fetches the invoice and gives five stars', async () => {
    await orderPage.says('Alles erledigt');
    await expect(customer.page.getByText('CHF 123.90').first()).toBeVisible();
    const path = await orderPage.invoiceLink.getAttribute('href');
    const invoice = await customer.page.request.get(path ?? '');
    expect(invoice.headers()['content-type']).toBe('application/pdf');
    expect(pdfText(await invoice.body()).join(' ')).toContain('123.90');
    await orderPage.rate('Sehr gut', 'Ruhig erklärt, und der Keller hat jetzt WLAN.');
  });

  await test.step('[R21.1] the books: completed, billed and charged exactly once', async () => {
    const books = await whileStopped(server, async ({ orders, ledger }) => ({
      order: await orders.get(order),
      invoices: await ledger.withPrefix<Invoice>('invoice:'),
      charges: await ledger.withPrefix('charge:')
    }));
    expect(books.order?.job.state).toBe('completed');
    expect(books.order?.job.rating?.stars).toBe(5);
    const ours = books.invoices.filter((invoice) => invoice.order === order);
    expect(ours.map((invoice) => invoice.totalMinor)).toEqual([12_390]);
    expect(books.charges.filter(({ _id }) => _id.includes(order))).toHaveLength(1);
    const verdicts = Object.values(books.order?.verdicts ?? {});
    expect(verdicts.filter(({ outcome }) => outcome !== 'applied')).toEqual([]);
  });
});
