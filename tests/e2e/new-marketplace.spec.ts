// Without demo data: what an operator and a first visitor find before anything is for sale.
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { expect, test } from './story.ts';

test('a marketplace without services says so, and offers no way on from there', async ({
  newPerson
}) => {
  const server = await startRealServer({ DEMO: '0', ...OPERATOR_ENVIRONMENT });
  try {
    const { page } = await newPerson(server, { meets: ['refusal'] });
    await page.goto('/');
    await expect(page.getByText('Passwort')).toBeHidden();
    await page.getByRole('link', { name: 'Service buchen' }).first().click();
    await expect(page.getByText('Hier stehen bald unsere Services')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Weiter/ })).toBeHidden();
    await page.goto('/imprint');
    await expect(page.getByText(OPERATOR_ENVIRONMENT.ISSUER_DE_NAME)).toBeVisible();
    await page.goto('/today');
    await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
    await page.goto('/support');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  } finally {
    await server.remove();
  }
});
