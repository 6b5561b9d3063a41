// What a helper says about themselves, on their own device.
import type { Page } from '@playwright/test';
import { DOMINIK } from './demo-people.ts';
import { communityOf, signInAtDesk } from './pages/become-helper.ts';
import { HelperApp } from './pages/helper-app.ts';
import { expect, test } from './story.ts';

test('[H4.1] a helper sets hours with no signal, and pauses with one tap', async ({
  ownServer: server,
  newPerson
}) => {
  const { page } = await newPerson(server, { meets: ['outage'] });
  const app = new HelperApp(page);
  await app.signIn(DOMINIK);
  await app.isReadyForOffline();
  await page.context().setOffline(true);
  await page.goto('/today');
  await page.getByRole('link', { name: 'Profil' }).click();
  await page.getByRole('link', { name: 'Arbeitszeiten' }).click();
  await page.getByText('Zu festen Zeiten').click();
  const monday = page.getByRole('group', { name: 'Montag' });
  await monday.getByLabel('Montag, Von').selectOption('09:00');
  await page.getByRole('button', { name: 'Für Dienstag bis Freitag übernehmen' }).click();

  await expect(page.getByLabel('Freitag, Von')).toHaveValue(String(9 * 60));
  // What is not set yet outlives a reload, once it is on the disk.
  await expect.poll(() => draftsOn(page)).toContain(`"from":${9 * 60}`);
  await page.reload();
  await expect(page.getByLabel('Freitag, Von')).toHaveValue(String(9 * 60));
  await expect(page.getByRole('group', { name: 'Samstag' })).toContainText('frei');
  await page.getByRole('button', { name: 'Woche speichern' }).click();
  const week = page.getByRole('region', { name: 'Woche' });
  await expect(week.locator('[data-state=device]')).toBeVisible();

  const dates = page.getByRole('region', { name: 'Einzelne Tage' });
  await dates.getByRole('button', { name: 'Tag eintragen' }).click();
  await expect(dates.getByText('Bitte ausfüllen.')).toBeVisible();
  await dates.getByLabel('Tag', { exact: true }).fill('24.12.2027');
  await dates.getByRole('button', { name: 'Tag eintragen' }).click();
  await expect(dates.getByText('den ganzen Tag nicht da')).toBeVisible();
  await page.getByLabel('Ich arbeite auch an gesetzlichen Feiertagen').check();

  await page.context().setOffline(false);
  await expect(week.locator('[data-state=confirmed]')).toBeVisible();
  await expect(app.waiting(1)).toHaveCount(0);

  await page.goto('/today');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Sie pausieren')).toBeVisible();
  await expect(page.getByText('Sie bekommen Angebote.')).toHaveCount(0);
  await app.hasNothingWaiting();
  await page.goto('/today');
  await page.getByRole('button', { name: 'Weiterarbeiten' }).click();
  await expect(page.getByText('Sie bekommen Angebote.')).toBeVisible();
  await app.hasNothingWaiting();
});

test('[H4.4, H4.5] a helper edits the profile offline, and asks community for more skill', async ({
  ownServer: server,
  newPerson
}) => {
  const { page } = await newPerson(server, { meets: ['outage'] });
  const app = new HelperApp(page);
  await app.signIn(DOMINIK);
  await app.isReadyForOffline();
  await page.context().setOffline(true);
  await page.goto('/today');
  await page.getByRole('link', { name: 'Profil' }).click();
  await page.getByLabel('Über mich').fill('Ich erkläre es gern zweimal.');
  await page.getByRole('button', { name: 'Text speichern' }).click();
  await page.getByLabel('Foto auswählen').setInputFiles({
    ...{ name: 'me.png', mimeType: 'image/png', buffer: await pictureOf(page, 300, 200) }
  });
  const photo = page.getByAltText('Ihr Foto');
  await expect(photo).toHaveJSProperty('naturalWidth', 200);
  await expect(photo).toHaveJSProperty('naturalHeight', 200);
  await page.getByLabel('Haushaltsgeräte').selectOption('2');
  await expect(page.getByText('Stufe 2 angefragt')).toBeVisible();
  await expect(page.getByLabel('Haushaltsgeräte')).toHaveValue('');

  await page.context().setOffline(false);
  await app.hasNothingWaiting();
  await page.goto('/profile');
  await expect(page.getByLabel('Über mich')).toHaveValue('Ich erkläre es gern zweimal.');
  await expect(photo).toHaveJSProperty('naturalWidth', 200);

  const desk = await newPerson(server, {
    ...{ viewport: { width: 1280, height: 900 }, meets: ['refusal'] }
  });
  await signInAtDesk(desk.page, await communityOf(server));
  await desk.page.getByRole('link', { name: 'Gewünschte Skills' }).click();
  const wish = desk.page.getByRole('region', { name: /Dominik Schaub.*Haushaltsgeräte/ });
  await wish.getByRole('button', { name: 'Ablehnen' }).click();
  await wish.getByLabel('Begründung').fill('Bitte zuerst den Kurs.');
  await wish.getByRole('button', { name: 'Ablehnen' }).click();
  await expect(desk.page.getByText('Niemand wartet auf eine Antwort.')).toBeVisible();
  await expect(page.getByText('Stufe 2 abgelehnt: Bitte zuerst den Kurs.')).toBeVisible();
});

/** What is being typed, as it is kept on the disk of this device. */
function draftsOn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error(name));
      });
      if (database.objectStoreNames.contains('drafts')) {
        const reading = database.transaction('drafts').objectStore('drafts').getAll();
        await new Promise((resolve) => (reading.onsuccess = resolve));
        kept.push(...(reading.result as { value: unknown }[]).map(({ value }) => value));
      }
      database.close();
    }
    return kept.join('\n');
  });
}

/** A PNG of this size. */
async function pictureOf(page: Page, width: number, height: number): Promise<Buffer> {
  const text = await page.evaluate(
    ([wide, high]) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: wide, height: high });
      canvas.getContext('2d')!.fillRect(0, 0, wide! / 2, high!);
      return canvas.toDataURL('image/png');
    },
    [width, height]
  );
  return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
}
