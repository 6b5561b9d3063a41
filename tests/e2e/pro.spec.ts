import { JANA } from './demo-people.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { HelperApp } from './pages/helper-app.ts';
import { JobPage } from './pages/job-page.ts';
import { expect, test } from './story.ts';

test('[R13.2] a Pro adds a package that the customer signs first', async ({
  server,
  newPerson
}) => {
  const helper = await newPerson(server, { viewport: { width: 1024, height: 768 } });
  const { page } = helper;
  const job = new JobPage(page);
  const hands = new CustomerMode(page);
  await new HelperApp(page).signIn(JANA);
  // A tablet shows the next visit beside the list at once.
  await job.tap('Bin unterwegs');
  await job.tap('Bin angekommen');
  await job.tap('Arbeit beginnen');

  await job.proposeMoreWork();
  await hands.proposePackage('WLAN-Reichweite verbessern');
  await expect(page.getByText('Erst nach Ihrer Unterschrift wird damit begonnen.')).toBeVisible();
  await hands.goToSigning();

  await test.step('an empty field is no signature', async () => {
    await hands.sign();
    await expect(page.getByRole('alert')).toHaveText('Bitte unterschreiben Sie im Feld.');
  });

  await hands.draw();
  await hands.sign();
  await test.step('[R13.12] the customer gives the tablet back before anything else is shown', async () => {
    await hands.isThanked();
    await expect(page.getByRole('link')).toHaveCount(0);
    await hands.backToJob();
  });
  await expect(job.extraWork.getByText('WLAN-Reichweite verbessern')).toBeVisible();
  await expect(job.extraWork.getByText('bestätigt')).toBeVisible();
});
