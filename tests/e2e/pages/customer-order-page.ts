import { expect, type Locator, type Page } from '@playwright/test';

/** The customer's own page of an order, live. */
export class CustomerOrderPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(token: string): Promise<void> {
    await this.page.goto(`/o/${token}`);
  }

  async says(headline: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: headline })).toBeVisible();
  }

  async isLive(): Promise<void> {
    await expect(this.page.getByText('Aktuell', { exact: true })).toBeVisible();
  }

  get arrival(): Locator {
    return this.page.getByText(/Ankunft gegen \d\d:\d\d/).first();
  }

  get total(): Locator {
    return this.page.getByText('Gesamt').locator('xpath=..');
  }

  get invoiceLink(): Locator {
    return this.page.getByRole('link', { name: /Rechnung .+ \(PDF\)/ });
  }

  async rate(stars: 'Sehr gut' | 'Gut', words: string): Promise<void> {
    await this.page.getByRole('radio', { name: stars, exact: true }).check({ force: true });
    await this.page.getByLabel('Was möchten Sie dazu sagen?').fill(words);
    await this.page.getByRole('button', { name: 'Bewertung abgeben' }).click();
    await expect(this.page.getByText('Danke für Ihre Bewertung')).toBeVisible();
  }
}
