import { expect, type Locator, type Page } from '@playwright/test';

/** The screen in the customer's hands: more work to agree to, or the statement to sign. */
export class CustomerMode {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get total(): Locator {
    return this.page.getByRole('paragraph').filter({ hasText: /^Zu zahlen/ });
  }

  async goToSigning(): Promise<void> {
    await this.page.getByRole('button', { name: 'Weiter zur Unterschrift' }).click();
    await expect(this.pad).toBeVisible();
  }

  get pad(): Locator {
    return this.page.getByRole('group', { name: /Hier unterschreiben/ });
  }

  /** With the mouse, as a hand would: three strokes. */
  async draw(): Promise<void> {
    const canvas = this.pad.getByLabel(/Hier unterschreiben/);
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('there is nothing to sign on');
    const { mouse } = this.page;
    for (const stroke of [0.15, 0.4, 0.65]) {
      await mouse.move(box.x + box.width * stroke, box.y + box.height * 0.65);
      await mouse.down();
      for (let step = 1; step <= 6; step += 1) {
        const up = step % 2 === 0 ? 0.6 : 0.3;
        await mouse.move(box.x + box.width * (stroke + step * 0.03), box.y + box.height * up);
      }
      await mouse.up();
    }
    await expect(this.page.getByRole('button', { name: 'Neu beginnen' })).toBeVisible();
  }

  async sign(): Promise<void> {
    await this.page.getByRole('button', { name: 'Verbindlich unterschreiben' }).click();
  }

  async isThanked(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Vielen Dank' })).toBeVisible();
  }

  async backToJob(): Promise<void> {
    await this.page.getByRole('button', { name: 'Zurück zum Auftrag' }).click();
    await this.page.waitForURL(/\/jobs\/[^/]+$/);
  }

  /** R13, a Friend: a higher price. */
  async proposePrice(reason: string, amount: string): Promise<void> {
    await this.page.getByLabel('Was kommt dazu?').fill(reason);
    await this.page.getByLabel(/^Neuer Preis für den Service/).fill(amount);
    await this.page.getByRole('button', { name: 'Der Kundschaft zeigen' }).click();
    await expect(this.page.getByRole('heading', { name: 'Mehraufwand vereinbaren' })).toBeVisible();
  }

  /** R13, a Pro: a further package at its fixed price. */
  async proposePackage(title: string): Promise<void> {
    await this.page.getByRole('radio', { name: title }).check({ force: true });
    await this.page.getByRole('button', { name: 'Der Kundschaft zeigen' }).click();
    await expect(this.page.getByRole('heading', { name: 'Mehraufwand vereinbaren' })).toBeVisible();
  }
}
