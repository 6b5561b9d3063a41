// Without demo data: somebody applies on a phone, is vetted and works.
import { aMailCatcher } from '../support/mail-catcher.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { startRealServer } from '../support/real-server.ts';
import { admit, applyOnPhone, communityOf, mailedBy, signInToApp } from './pages/become-helper.ts';
import { expect, test } from './story.ts';

test('[H1.12] a technician applies on a phone, is vetted, and signs in to the app', async ({
  newPerson
}) => {
  const catcher = await aMailCatcher();
  const server = await startRealServer({
    ...{ DEMO: '0', ...OPERATOR_ENVIRONMENT, SMTP_URL: catcher.url },
    MAIL_FROM: 'Mila Onsite <no-reply@mila.example>'
  });
  const mailed = mailedBy(catcher);
  try {
    const { page } = await newPerson(server, { meets: ['refusal'] });
    await applyOnPhone(page, mailed);

    const desk = await newPerson(server, {
      viewport: { width: 1280, height: 900 },
      meets: ['refusal']
    });
    await admit(desk.page, await communityOf(server));

    await mailed(/Sie sind dabei/);
    await page.reload();
    await expect(page.getByText('angenommen', { exact: true })).toBeVisible();
    await signInToApp(page);
    // The app syncs until then.
    await page.context().close();
  } finally {
    await server.remove();
    await catcher.close();
  }
});
