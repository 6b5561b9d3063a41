import { expect, type Locator, type Page } from '@playwright/test';

/** The list of offers and one offer (R4–R6). */
export class OffersPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Hauptnavigation' })
      .getByRole('link', { name: 'Angebote' })
      .click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Angebote' })).toBeVisible();
  }

  offer(title: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('link', { name: title });
  }

  /** @returns the order */
  async look(title: string | RegExp): Promise<string> {
    await this.offer(title).click();
    await this.page.waitForURL(/\/offers\/[^/]+$/);
    return new URL(this.page.url()).pathname.slice('/offers/'.length);
  }

  async accept(): Promise<void> {
    await this.page.getByRole('button', { name: 'Annehmen' }).click();
  }

  async isOurs(): Promise<void> {
    await expect(
      this.page.getByText('Der Auftrag gehört Ihnen. Rufen Sie jetzt an.')
    ).toBeVisible();
  }

  async goToJob(): Promise<void> {
    await this.page.getByRole('link', { name: 'Zum Auftrag' }).click();
    await this.page.waitForURL(/\/jobs\//);
  }
}
