import { expect, type Locator, type Page } from '@playwright/test';
import { HelperApp } from './helper-app.ts';

/** What the helper earns, with the lines behind it (R20). */
export class EarningsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await new HelperApp(this.page).tab('Verdienst').click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Verdienst' })).toBeVisible();
  }

  /** The newest visit with this title, unfolded. */
  async unfold(title: string): Promise<Locator> {
    const visit = this.page.getByRole('group').filter({ hasText: title }).first();
    await visit.getByText(title).first().click();
    return visit;
  }
}
