import type { Page } from '@playwright/test';
import { DOMINIK } from './demo-people.ts';
import type { OwnServer } from './own-server.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { aJobAtWork } from './prepared-jobs.ts';
import { expect, test } from './story.ts';
import type { Person } from './watched-context.ts';

/** Somebody at work on a job of their own, with that job on the screen. */
async function showJobAtWork(server: OwnServer, { page }: Person): Promise<JobPage> {
  const { order } = await aJobAtWork(server, DOMINIK);
  await new HelperApp(page).signIn(DOMINIK);
  const job = new JobPage(page);
  await job.open(order);
  return job;
}

/** Nothing more fits on the disk, until `diskfreed`. */
const fillDisk = (page: Page) =>
  page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    addEventListener('diskfreed', () => (IDBObjectStore.prototype.put = put));
  });

test('[P2.2] a tick that the full device could not keep is not shown', async ({
  ownServer: server,
  newPerson
}) => {
  const person = await newPerson(server, { meets: ['fullDisk'] });
  const { page } = await showJobAtWork(server, person);
  const boxes = page.getByRole('checkbox', { checked: false });
  // Counting does not wait, and the list of a job comes a moment after its title.
  await expect(boxes).not.toHaveCount(0);
  const open = await boxes.count();
  await fillDisk(page);
  await boxes.first().click();
  await expect(page.getByText('Nicht gespeichert')).toBeVisible();
  await expect(boxes).toHaveCount(open);
});

test('[P2.2] a dialog that could not be saved says so itself, keeps what was typed and saves later', async ({
  ownServer: server,
  newPerson
}) => {
  const person = await newPerson(server, { meets: ['fullDisk'] });
  const { page } = await showJobAtWork(server, person);
  await page.locator('summary', { hasText: 'Mehr' }).click();
  await page.getByRole('button', { name: 'Besuch nicht möglich' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Nicht lösbar' }).check();
  const note = dialog.getByLabel('Anmerkung');
  await note.fill('Die Leitung ist tot');
  await fillDisk(page);
  const save = dialog.getByRole('button', { name: 'Besuch beenden' });
  await save.click();

  await test.step('said once, in the dialog, where it can be tapped', async () => {
    const alert = dialog.getByRole('alert').filter({ hasText: 'Nicht gespeichert' });
    await expect(alert).toBeVisible();
    await expect(page.getByText('Nicht gespeichert')).toHaveCount(1);
    await alert.getByRole('button').click();
    await expect(alert).toBeHidden();
    await expect(note).toHaveValue('Die Leitung ist tot');
  });

  await test.step('once the dialog is closed, the page says it', async () => {
    await save.click();
    await expect(dialog.getByText('Nicht gespeichert')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Nicht gespeichert')).toBeVisible();
  });

  await page.evaluate(() => dispatchEvent(new Event('diskfreed')));
  await page.getByRole('button', { name: 'Besuch nicht möglich' }).click();
  await expect(note).toHaveValue('Die Leitung ist tot');
  await save.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Nicht gespeichert')).toBeHidden();
});

test('[R13.8, R27.9] what the rules would refuse is not offered, and the form says why', async ({
  ownServer: server,
  newPerson
}) => {
  const job = await showJobAtWork(server, await newPerson(server));
  const { page } = job;

  await test.step('nobody is absent before ten minutes', async () => {
    await page.locator('summary', { hasText: 'Mehr' }).click();
    await page.getByRole('button', { name: 'Besuch nicht möglich' }).click();
    const absent = page.getByRole('radio', { name: /^Niemand da/ });
    await expect(absent).toBeDisabled();
    await expect(page.getByText(/^ab .*\d\d:\d\d$/)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a price that no action can carry never reaches the customer', async () => {
    await job.proposeMoreWork();
    await page.getByLabel('Was kommt dazu?').fill('Neues Haus');
    const price = page.getByLabel(/^Neuer Preis für den Service/);
    await price.fill('100000.01');
    await page.getByRole('button', { name: 'Der Kundschaft zeigen' }).click();
    await expect(page.getByText(/^Höchstens CHF/)).toBeVisible();
  });

  await test.step('the own signature does not void itself', async () => {
    const hands = new CustomerMode(page);
    await hands.proposePrice('Zweiter Zugangspunkt', '119,00');
    await hands.goToSigning();
    await hands.draw();
    await page.evaluate(() => {
      const seen = new MutationObserver(() => {
        if (document.body.innerText.includes('Die Unterschrift gilt nicht mehr')) {
          document.documentElement.dataset['voided'] = 'yes';
        }
      });
      seen.observe(document.body, { childList: true, subtree: true });
    });
    await hands.sign();
    await hands.isThanked();
    await hands.backToJob();
    await expect(job.extraWork.getByText('Zweiter Zugangspunkt')).toBeVisible();
    await expect(page.locator('html')).not.toHaveAttribute('data-voided');
  });
});
