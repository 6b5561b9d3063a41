import { type Page } from '@playwright/test';
import { NORA } from './demo-people.ts';
import { startDeployment, type Deployment } from './deployment.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { aJobTalkedThrough } from './prepared-jobs.ts';
import { expect, test as story } from './story.ts';

const test = story.extend<{ deployment: Deployment }>({
  deployment: async ({}, use) => {
    const deployment = await startDeployment();
    await use(deployment);
    await deployment.remove();
  }
});

const NEWER = 'newer-version';
const versionOf = (page: Page) =>
  page.evaluate(
    () =>
      document.querySelector('meta[name="application-name"]')?.getAttribute('content') ?? 'first'
  );

test('an update of the app waits until the work at hand is saved', async ({
  deployment: { server, deploy },
  newPerson
}) => {
  const { order } = await aJobTalkedThrough(server, NORA);
  // A reload in the middle of a request is what this story is about.
  const helper = await newPerson(server, { meets: ['outage'] });
  const { page } = helper;
  const app = new HelperApp(page);
  await app.signIn(NORA);
  await app.isReadyForOffline();
  const job = new JobPage(page);
  await job.open(order);
  const prompt = (tab: Page) => tab.getByRole('button', { name: 'Jetzt neu laden' });

  await job.unfold('Arbeiten');
  await page.getByLabel('Neue Notiz').fill('Ein halber Satz');
  deploy(NEWER);
  const other = await helper.openTab('/today');

  await test.step('the tab at work is left alone, whatever another one agrees to', async () => {
    await prompt(other).click();
    await expect(prompt(other)).toBeVisible();
    await expect(prompt(page)).toBeHidden();
    await expect(page.getByLabel('Neue Notiz')).toHaveValue('Ein halber Satz');
    expect([await versionOf(page), await versionOf(other)]).toEqual(['first', 'first']);
  });

  await test.step('saved: now it is asked, and both tabs change over', async () => {
    await page.getByRole('button', { name: 'Notiz speichern' }).click();
    await expect(job.noteCalled('Ein halber Satz')).toBeVisible();
    // Only with the field empty again is nothing at work here any more.
    await expect(page.getByLabel('Neue Notiz')).toHaveValue('');
    await prompt(page).click();
    await expect.poll(() => versionOf(page).catch(() => '')).toBe(NEWER);
    await expect.poll(() => versionOf(other).catch(() => '')).toBe(NEWER);
    await job.unfold('Arbeiten');
    await expect(job.noteCalled('Ein halber Satz')).toBeVisible();
  });
});
