import { expect, type Locator, type Page } from '@playwright/test';
import { SUPPORT } from '../demo-people.ts';

/** The desk of support: what is held, and why. */
export class SupportPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(): Promise<void> {
    await this.page.goto('/support');
    await this.fillSignIn();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Fälle' })).toBeVisible();
  }

  async fillSignIn(): Promise<void> {
    await this.page.getByLabel('E-Mail').fill(SUPPORT.email);
    await this.page.getByLabel('Passwort').fill(SUPPORT.password);
    await this.page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  }

  /** Rows of this order; its number is what people read aloud. */
  casesOf(order: string): Locator {
    return this.page.getByRole('row').filter({ hasText: order.slice(-8).toUpperCase() });
  }
}
