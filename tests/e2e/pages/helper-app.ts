import { expect, type Locator, type Page } from '@playwright/test';
import type { DemoPerson } from '../demo-people.ts';

/** The frame of the app for helpers: signing in, the header's truth about saving, the tabs. */
export class HelperApp {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn({ email, password }: DemoPerson): Promise<void> {
    await this.page.goto('/today');
    await this.fillSignIn(email, password);
    await expect(this.tab('Heute')).toBeVisible();
  }

  async fillSignIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel('E-Mail').fill(email);
    await this.page.getByLabel('Passwort').fill(password);
    await this.page.getByLabel('Passwort').press('Enter');
  }

  tab(name: 'Heute' | 'Angebote' | 'Verdienst' | 'Dieses Gerät'): Locator {
    return this.page
      .getByRole('navigation', { name: 'Hauptnavigation' })
      .getByRole('link', { name });
  }

  /** From everywhere; a job's own screen has no tabs on a phone. */
  async openDevice(): Promise<void> {
    await this.page.goto('/device');
  }

  /** As the device itself says it: the app starts with no network. */
  async isReadyForOffline(): Promise<void> {
    await this.openDevice();
    await expect(this.page.getByText('Bereit für den Start ohne Verbindung.')).toBeVisible();
  }

  /** The number in the header of every screen. */
  waiting(count: number): Locator {
    const words = count === 1 ? '1 wartet' : `${count} warten`;
    return this.page.getByRole('link', { name: new RegExp(`^${words}\\b.*Dieses Gerät ansehen`) });
  }

  async hasNothingWaiting(): Promise<void> {
    await this.openDevice();
    await expect(this.page.getByText('Alles gesendet')).toBeVisible();
  }
}
