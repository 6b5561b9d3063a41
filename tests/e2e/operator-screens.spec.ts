// Every screen on which a marketplace is opened and a helper applies: both themes, text twice as
// large, the narrowest phone.
import type { Page } from '@playwright/test';
import { aMailCatcher } from '../support/mail-catcher.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { hasNothingSeriousInBoth, isReadable } from './looks.ts';
import { applyOnPhone, communityOf, HELPER_PASSWORD, mailedBy } from './pages/become-helper.ts';
import { inviteByCommand, nextCode, setUpAccount, signInAsStaff } from './pages/staff-account.ts';
import { expect, test } from './story.ts';

const PHONE = { width: 390, height: 844 };

/** As it is, then with text twice as large on a phone. */
async function isWellMade(page: Page, screen: string): Promise<void> {
  await hasNothingSeriousInBoth(page, screen);
  const before = page.viewportSize();
  await page.setViewportSize(PHONE);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await isReadable(page, `${screen}, large`);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  if (before) await page.setViewportSize(before);
}

test('[H1.12] every screen of applying and of vetting can be read by everybody', async ({
  newPerson
}) => {
  const catcher = await aMailCatcher();
  const server = await startRealServer({
    ...{ DEMO: '0', ...OPERATOR_ENVIRONMENT, SMTP_URL: catcher.url },
    MAIL_FROM: 'Mila Onsite <no-reply@mila.example>'
  });
  try {
    const { page } = await newPerson(server, { meets: ['refusal'], viewport: PHONE });
    await applyOnPhone(page, mailedBy(catcher), (screen) => isWellMade(page, screen));
    await page.getByRole('link', { name: 'Konto und Sicherheit' }).click();
    await expect(page.getByLabel('Bisheriges Passwort')).toBeVisible();
    await isWellMade(page, 'account');

    const eva = await communityOf(server);
    const desk = await newPerson(server, { meets: ['refusal'], viewport: PHONE });
    await desk.page.goto('/admin/applications');
    await desk.page.getByLabel('E-Mail').fill(eva.email);
    await desk.page.getByLabel('Passwort').fill(HELPER_PASSWORD);
    await desk.page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await desk.page.getByLabel(/Code/).fill(eva.code());
    await isWellMade(desk.page, 'second factor');
    await desk.page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await expect(desk.page.getByRole('link', { name: /Lea Amstutz/ })).toBeVisible();
    await isWellMade(desk.page, 'queue');
    await desk.page.getByRole('link', { name: /Lea Amstutz/ }).click();
    await expect(desk.page.getByText('03.02.1990')).toBeVisible();
    await expect(desk.page.getByText('WLAN und Internet, Stufe 3')).toBeVisible();
    await isWellMade(desk.page, 'application');
    await desk.page.getByRole('button', { name: 'Rückfrage stellen' }).click();
    await isWellMade(desk.page, 'asking for more');
  } finally {
    await server.remove();
    await catcher.close();
  }
});

test('[O3.2] every screen on which a marketplace is opened can be read by everybody', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '0' });
  try {
    const { page } = await newPerson(server, { meets: ['refusal'], viewport: PHONE });
    const link = await inviteByCommand(server, 'lea@mila.example');
    await page.goto(link);
    await expect(page.getByLabel('Ihr Name')).toBeVisible();
    await isWellMade(page, 'invitation');
    const { secret } = await setUpAccount(page, link, 'Lea Muster');
    await expect(page.getByLabel('E-Mail')).toBeVisible();
    await isWellMade(page, 'sign-in');
    await signInAsStaff(page, 'lea@mila.example', nextCode(secret));
    await expect(page.getByRole('heading', { level: 1, name: 'Einrichtung' })).toBeVisible();
    const screens = [
      ['/admin', 'Einrichtung'],
      ['/admin/setup', 'Unternehmen und Kontakt'],
      ['/admin/team', 'Team'],
      ['/admin/audit', 'Protokoll'],
      ['/admin/catalog', 'Katalog'],
      ['/account', 'Konto und Sicherheit']
    ] as const;
    for (const [path, name] of screens) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      await expect(page.getByRole('main').getByRole('button').first()).toBeVisible();
      await isWellMade(page, path);
    }
  } finally {
    await server.remove();
  }
});
