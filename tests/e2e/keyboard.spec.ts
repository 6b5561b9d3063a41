// Without a mouse: applying, and from the example to a published price.
import type { Locator, Page } from '@playwright/test';
import { aMailCatcher } from '../support/mail-catcher.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { HELPER_PASSWORD, mailedBy } from './pages/become-helper.ts';
import { inviteByCommand, nextCode, setUpAccount, signInAsStaff } from './pages/staff-account.ts';
import { expect, test } from './story.ts';

const MOST_TABS = 80;

/** As far as the Tab key has to go; what is reached shows that it is. */
async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(wanted).toBeFocused();
}

test('[H1.12] somebody applies by keyboard alone', async ({ newPerson }) => {
  const catcher = await aMailCatcher();
  const server = await startRealServer({
    ...{ DEMO: '0', ...OPERATOR_ENVIRONMENT, SMTP_URL: catcher.url },
    MAIL_FROM: 'Mila Onsite <no-reply@mila.example>'
  });
  try {
    const { page } = await newPerson(server, { meets: ['refusal'] });
    const type = async (label: string, text: string) => {
      await tabTo(page, page.getByLabel(label, { exact: true }));
      await page.keyboard.type(text);
    };
    const press = async (name: string) => {
      await tabTo(page, page.getByRole('button', { name }));
      await page.keyboard.press('Enter');
    };
    await page.goto('/helpers/apply');
    await type('E-Mail-Adresse', 'kim@example.org');
    await page.keyboard.press('Enter');
    const mail = await mailedBy(catcher)(/bestätigen/);
    await page.goto(/\/helpers\/confirm\/[\w-]{32}/.exec(mail.text ?? '')![0]);
    await type('Vor- und Nachname', 'Kim Keller');
    await type('Passwort', HELPER_PASSWORD);
    await page.keyboard.press('Enter');

    await tabTo(page, page.getByRole('radio', { name: /Als Friend/ }));
    await page.keyboard.press('Space');
    await press('Weiter: Über Sie');
    await expect(page.getByRole('heading', { level: 2, name: 'Über Sie' })).toBeVisible();
    await type('Geburtsdatum', '3.2.90');
    await type('Telefon', '061 555 01 23');
    await expect(page.getByLabel('Geburtsdatum')).toHaveValue('03.02.1990');
    await press('Weiter: Was Sie können');
    // What is missing is said once, with the way there; the next press leads on.
    await expect(page.getByRole('heading', { name: 'Das fehlt noch' })).toBeVisible();
    await press('Weiter: Was Sie können');
    await tabTo(page, page.getByLabel('WLAN'));
    await page.keyboard.press('ArrowDown');
    await expect(page.getByLabel('WLAN')).not.toHaveValue('');
    await press('Weiter: Wo Sie helfen');
    await expect(page.getByRole('heading', { level: 2, name: 'Wo Sie helfen' })).toBeVisible();
  } finally {
    await server.remove();
    await catcher.close();
  }
});

test('[O4.12] an editor takes the example, changes a price and publishes it by keyboard alone', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '0', ...OPERATOR_ENVIRONMENT });
  try {
    const viewport = { width: 1280, height: 900 };
    const { page } = await newPerson(server, { meets: ['refusal'], viewport });
    const link = await inviteByCommand(server, 'kim@mila.example', 'catalog');
    const { secret } = await setUpAccount(page, link, 'Kim Katalog');
    await signInAsStaff(page, 'kim@mila.example', nextCode(secret));
    const press = async (wanted: Locator) => {
      await tabTo(page, wanted);
      await page.keyboard.press('Enter');
    };
    await press(page.getByRole('button', { name: 'Mit dem Beispiel beginnen' }));
    await press(page.getByRole('link', { name: /^Internet und WLAN einrichten/ }));
    await tabTo(page, page.getByLabel('Schweiz, CHF'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('92.50');
    await expect(page.getByText('Entwurf gespeichert')).toBeVisible();
    await tabTo(page, page.getByRole('link', { name: 'Zum Veröffentlichen' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await press(page.getByRole('button', { name: 'Veröffentlichen', exact: true }));
    await press(page.getByRole('dialog').getByRole('button', { name: 'Jetzt veröffentlichen' }));
    await expect(page.getByText('Wie veröffentlicht, Version 3')).toBeVisible();
  } finally {
    await server.remove();
  }
});
