import type { Locator, Page } from '@playwright/test';
import { DOMINIK } from './demo-people.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { aJobAtWork, aJobTalkedThrough, tickRequired } from './prepared-jobs.ts';
import { expect, test } from './story.ts';
import { aWishToConfirm } from './visit-wish.ts';

const PHONE = { width: 390, height: 844 };

/** Where the main action of the screen is; what is there later is there as well. */
async function spotOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const button = page.getByRole('button', { name });
  await expect(button).toBeEnabled();
  const box = (await button.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * An impatient thumb: taps in every frame until the next thing stands there, and goes on for the
 * moment in which nobody can have read it. In the page itself: on a busy machine a browser's own taps come seconds apart, and
 * who waits that long means what they tap.
 */
async function hammer(page: Page, spot: { x: number; y: number }, next: Locator): Promise<void> {
  const seen = page.evaluate(async ({ x, y }) => {
    const press = (type: string) => {
      const at = { bubbles: true, cancelable: true, clientX: x, clientY: y, detail: 1 };
      document
        .elementFromPoint(x, y)
        ?.dispatchEvent(type === 'click' ? new MouseEvent(type, at) : new PointerEvent(type, at));
    };
    const tap = () => ['pointerdown', 'pointerup', 'click'].forEach(press);
    const spotText = () => document.elementFromPoint(x, y)?.closest('button')?.textContent;
    const first = spotText();
    const shown = document.querySelectorAll('dialog[open]').length;
    const isNext = () =>
      document.querySelectorAll('dialog[open]').length !== shown ||
      (spotText() !== undefined && spotText() !== first);
    while (!isNext()) {
      tap();
      await new Promise(requestAnimationFrame);
    }
    const soonAfter = performance.now() + 400;
    while (performance.now() < soonAfter) {
      tap();
      await new Promise(requestAnimationFrame);
    }
  }, spot);
  await seen;
  await expect(next).toBeVisible();
}

test('[R10.5, R11.5] taps on what has just come into sight do nothing, and a visit of tomorrow is asked about', async ({
  ownServer: server,
  newPerson
}) => {
  const wish = aWishToConfirm(Date.now());
  const { order, device } = await aJobTalkedThrough(server, DOMINIK, wish);
  const { page } = await newPerson(server, { viewport: PHONE, hasTouch: true });
  await new HelperApp(page).signIn(DOMINIK);
  const job = new JobPage(page);
  await job.open(order);
  const spot = await spotOf(page, 'Besuch bestätigen');
  await hammer(page, spot, page.getByRole('button', { name: 'Bin unterwegs' }));
  await job.isAtStep(4);
  await expect(page.getByRole('dialog')).toBeHidden();

  await test.step('each goes on once it was seen', async () => {
    const onTheWay = await spotOf(page, 'Bin unterwegs');
    const question = page.getByRole('dialog', { name: 'Jetzt schon losfahren?' });
    await hammer(page, onTheWay, question);
    await expect(question).toBeVisible();
    await page.getByRole('button', { name: 'Noch nicht' }).last().click();
    await job.isAtStep(4);
    await job.tap('Bin unterwegs');
    await job.isAtStep(5);
    expect((await device.job(order)).job.arrivedAt).toBeNull();
  });

  await test.step('[R27.9] nobody is absent before the appointment', async () => {
    await job.tap('Bin angekommen');
    await page.getByText('Mehr', { exact: true }).click();
    await page.getByRole('button', { name: 'Besuch nicht möglich' }).click();
    await expect(page.getByRole('radio', { name: /^Niemand da/ })).toBeDisabled();
    await page.keyboard.press('Escape');
  });

  await test.step('holding a key down begins the work and no more', async () => {
    await page.getByRole('button', { name: 'Arbeit beginnen' }).focus();
    await spotOf(page, 'Arbeit beginnen');
    const next = page.getByText('Schritt 6 von 9');
    await expect(async () => {
      await page.keyboard.down('Enter');
      expect(await next.isVisible()).toBe(true);
    }).toPass({ intervals: [0] });
    for (let repeat = 0; repeat < 12; repeat += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await job.isAtStep(6);
  });
});

test('[R10.4, R13.9, R13.12] more work is agreed, handed back, and taken back', async ({
  ownServer: server,
  newPerson
}) => {
  const { order, device } = await aJobAtWork(server, DOMINIK);
  const { page } = await newPerson(server, { viewport: { width: 1024, height: 768 } });
  await new HelperApp(page).signIn(DOMINIK);
  const job = new JobPage(page);
  const hands = new CustomerMode(page);
  await job.open(order);

  await test.step('all is ticked, and notes, photos and sales are still there', async () => {
    await job.tickAll();
    await job.isAtStep(6);
    await job.note('Kabel verlegt');
    await expect(page.getByRole('button', { name: 'Produkt verkaufen' })).toBeVisible();
  });

  await job.proposeMoreWork();
  await hands.proposePrice('Zweiter Router', '119,00');
  await hands.goToSigning();
  await hands.draw();
  await hands.sign();
  await test.step('whose hands it is in survives a restart of the tablet', async () => {
    await hands.isThanked();
    await page.reload();
    await hands.isThanked();
    await expect(page.getByText('CHF 123.90')).toBeVisible();
    await expect(page.getByRole('link')).toHaveCount(0);
  });
  await hands.backToJob();
  await expect(job.extraWork.getByText('CHF 119.00')).toBeVisible();

  await job.extraWork.getByRole('button', { name: /^Zurücknehmen/ }).click();
  const question = page.getByRole('dialog', { name: 'Zweiter Router zurücknehmen?' });
  await expect(question).toContainText('CHF 93.90');
  await question.getByRole('button', { name: 'Zurücknehmen', exact: true }).click();
  // Its title names the router as well.
  await expect(question).toBeHidden();
  await expect(job.extraWork.getByText('Zweiter Router')).toBeHidden();

  await test.step('the statement is of the booked price again', async () => {
    await tickRequired(device, order);
    await job.tap('Weiter: Gerät erklären');
    await job.tap('Weiter: Übergabe');
    await job.letSign();
    await expect(hands.total).toContainText('CHF 93.90');
  });
});

test('[R8.9] a call is recorded with an answer and in words', async ({
  ownServer: server,
  newPerson
}) => {
  const { order } = await aJobTalkedThrough(server, DOMINIK);
  const { page } = await newPerson(server, { viewport: PHONE });
  await new HelperApp(page).signIn(DOMINIK);
  await new JobPage(page).open(order);
  await page.getByText('Angerufen').click();
  await page.getByRole('button', { name: 'Noch einmal festhalten' }).click();
  const dialog = page.getByRole('dialog', { name: 'Kontakt festhalten' });
  const save = dialog.getByRole('button', { name: 'Festhalten', exact: true });
  const words = dialog.getByLabel('Was haben Sie besprochen?');
  await expect(save).toBeDisabled();
  await expect(words).toBeHidden();
  await dialog.getByRole('radio', { name: 'Ja, besprochen' }).check({ force: true });
  await words.fill('\u200B \u200B');
  await expect(save).toBeDisabled();
  await dialog.getByRole('radio', { name: 'Nicht erreicht' }).check({ force: true });
  await expect(words).toBeHidden();
  await save.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/nicht erreicht$/)).toBeVisible();
});
