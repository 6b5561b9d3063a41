// Without demo data: the first owner, and the people whom they invite.
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { inviteByCommand, nextCode, setUpAccount, signInAsStaff } from './pages/staff-account.ts';
import { expect, test } from './story.ts';

test('[O1.1, O1.4, O2.2] an owner sets up their account, invites support, and reads who did what', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '0', ...OPERATOR_ENVIRONMENT });
  try {
    const owner = await newPerson(server, { meets: ['refusal'] });
    const link = await inviteByCommand(server, 'owner@mila.example');
    const { secret } = await setUpAccount(owner.page, link, 'Lea Inhaberin');
    await signInAsStaff(owner.page, 'owner@mila.example', nextCode(secret));
    await owner.page.getByRole('link', { name: 'Team' }).click();
    await expect(owner.page.getByRole('heading', { name: 'Team' })).toBeVisible();

    await owner.page.getByRole('button', { name: 'Einladen' }).click();
    const dialog = owner.page.getByRole('dialog', { name: 'Jemanden einladen' });
    await dialog.getByLabel('E-Mail').fill('sam@mila.example');
    await dialog.getByText('Support', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Link erstellen' }).click();
    const made = (await owner.page.getByText(/\/staff\/[\w-]{32}$/).textContent()) ?? '';

    const support = await newPerson(server, { meets: ['refusal'] });
    const second = await setUpAccount(support.page, made, 'Sam Support');
    await signInAsStaff(support.page, 'sam@mila.example', nextCode(second.secret));
    // From /admin, where the link of the invitation leads, to their own work.
    await support.page.waitForURL('**/support');
    await expect(support.page.getByRole('link', { name: 'Fälle' })).toBeVisible();
    await expect(support.page.getByRole('link', { name: 'Protokoll' })).toBeHidden();
    await support.page.goto('/admin/team');
    await expect(support.page.getByText('gehört nicht zu Ihrer Aufgabe')).toBeVisible();

    await support.page.goto(made);
    await expect(support.page.getByText('wurde schon benutzt')).toBeVisible();

    await owner.page.getByRole('link', { name: 'Protokoll' }).click();
    await expect(owner.page.getByText('Konto eingerichtet:').first()).toBeVisible();
    await expect(owner.page.getByText('Befehlszeile des Servers')).toBeVisible();
  } finally {
    await server.remove();
  }
});
