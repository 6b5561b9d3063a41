// Without demo data: an owner says it in their own words, and a customer reads them.
import { aMailCatcher } from '../support/mail-catcher.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { inviteByCommand, nextCode, setUpAccount, signInAsStaff } from './pages/staff-account.ts';
import { expect, test } from './story.ts';

test('[O6.1, O6.2, O6.4] an owner writes a text of their own, sees it as a mail, and goes back to ours', async ({
  newPerson
}) => {
  const catcher = await aMailCatcher();
  const server = await startRealServer({
    ...{ DEMO: '0', ...OPERATOR_ENVIRONMENT, SMTP_URL: catcher.url }
  });
  try {
    const { page } = await newPerson(server, { meets: ['refusal'] });
    const link = await inviteByCommand(server, 'owner@mila.example');
    const { secret } = await setUpAccount(page, link, 'Lea Inhaberin');
    await signInAsStaff(page, 'owner@mila.example', nextCode(secret));
    await page.getByRole('link', { name: 'Texte' }).click();
    await page.getByLabel('Texte durchsuchen').fill('neues passwort');
    await page.getByRole('link', { name: 'Neues Passwort festlegen' }).click();

    const german = page.getByRole('region', { name: 'Deutsch' });
    await german.getByRole('button', { name: 'Eigenen Text schreiben' }).click();
    await german.getByLabel('Betreff').fill('Neues Passwort für Regenbogen {tag}');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await expect(page.getByText('Noch nicht gespeichert: Bitte')).toBeVisible();
    await expect(german.getByText('Einen der Platzhalter gibt es')).toBeVisible();

    await german.getByLabel('Betreff').fill('Neues Passwort für Regenbogen');
    await german.getByLabel('Text', { exact: true }).fill('der Link gilt Minuten: ');
    await german.getByRole('button', { name: 'Minuten' }).click();
    await expect(german.getByLabel('Text', { exact: true })).toHaveValue(
      'der Link gilt Minuten: {minutes}'
    );
    await expect(german.getByRole('article')).toContainText('der Link gilt Minuten: 30');
    // What is typed and not saved outlives a reload.
    await page.reload();
    await expect(german.getByLabel('Betreff')).toHaveValue('Neues Passwort für Regenbogen');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await expect(page.getByText('Gespeichert. Ab jetzt')).toBeVisible();
    await page.getByRole('link', { name: 'Zurück zu den Texten' }).click();
    await expect(page.getByText('Fehlt: English')).toBeVisible();

    await page.getByRole('link', { name: 'Neues Passwort festlegen' }).click();
    await german.getByRole('button', { name: 'Zurück zu unserem Text' }).click();
    await page.getByRole('button', { name: 'Speichern' }).click();
    await expect(page.getByText('Gespeichert. Ab jetzt')).toBeVisible();
    await expect(german.getByText('Unser Text')).toBeVisible();
    await expect(german.getByRole('article')).toContainText('Ein neues Passwort festlegen');
    await page.getByText('Frühere Fassungen').click();
    await expect(page.getByText('{minutes}')).toBeVisible();
  } finally {
    await server.remove();
    await catcher.close();
  }
});
