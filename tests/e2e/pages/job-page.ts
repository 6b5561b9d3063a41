import { expect, type Locator, type Page } from '@playwright/test';

/** The path of a visit on the helper's device. */
export class JobPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(order: string): Promise<void> {
    await this.page.goto(`/jobs/${order}`);
    await expect(this.page.getByRole('list', { name: 'Schritte' })).toBeVisible();
  }

  async recordCall(agreed: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Gespräch festhalten' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Kontakt festhalten' });
    await dialog.getByRole('radio', { name: 'Ja, besprochen' }).check({ force: true });
    await dialog.getByLabel('Was haben Sie besprochen?').fill(agreed);
    await dialog.getByRole('button', { name: 'Festhalten', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** The one main action of the screen. */
  async tap(
    action:
      | 'Besuch bestätigen'
      | 'Bin unterwegs'
      | 'Bin angekommen'
      | 'Arbeit beginnen'
      | 'Weiter: Gerät erklären'
      | 'Weiter: Übergabe'
  ): Promise<void> {
    const button = this.page.getByRole('button', { name: action });
    await button.click();
    await this.#meanIt(async () => !(await button.isVisible()));
    await expect(button).toBeHidden();
  }

  /** What is asked where the visit is hours ahead (R11): it is meant. */
  get meant(): Locator {
    // The button itself, which rests for a moment, and not its words: what rests is waited for.
    return this.page
      .getByRole('dialog')
      .locator('a, button')
      .filter({ hasText: /^\s*Ja, / });
  }

  async #meanIt(isDone: () => boolean | Promise<boolean>): Promise<void> {
    const isAsked = () => this.meant.isVisible();
    await expect(async () => expect((await isAsked()) || (await isDone())).toBe(true)).toPass();
    if (await isAsked()) await this.meant.click();
  }

  async isAtStep(step: number): Promise<void> {
    await expect(this.page.getByText(`Schritt ${step} von 9`)).toBeVisible();
  }

  /** @returns how many were ticked */
  async tickAll(): Promise<number> {
    return this.#tick(this.page.getByRole('checkbox', { checked: false }));
  }

  /** What the visit cannot be completed without (R14). @returns how many were ticked */
  async tickRequired(): Promise<number> {
    return this.#tick(this.page.getByRole('checkbox', { checked: false, name: /Pflicht$/ }));
  }

  async #tick(boxes: Locator): Promise<number> {
    // Counting does not wait, and the list of a job comes a moment after its title.
    await expect(this.page.getByRole('checkbox')).not.toHaveCount(0);
    const open = await boxes.count();
    for (let left = open; left > 0; left -= 1) {
      await boxes.first().check();
      await expect(boxes).toHaveCount(left - 1);
    }
    return open;
  }

  async note(text: string): Promise<void> {
    await this.page.getByLabel('Neue Notiz').fill(text);
    await this.page.getByRole('button', { name: 'Notiz speichern' }).click();
    await expect(this.noteCalled(text)).toBeVisible();
  }

  noteCalled(text: string): Locator {
    return this.page
      .getByRole('region', { name: 'Notizen' })
      .getByRole('listitem')
      .filter({ hasText: text });
  }

  get photos(): Locator {
    return this.page.getByRole('region', { name: 'Fotos' }).getByRole('img', { name: /^Foto vom/ });
  }

  async addPhoto(path: string): Promise<void> {
    await this.page.getByLabel('Bild wählen').setInputFiles(path);
  }

  get extraWork(): Locator {
    return this.page.getByRole('region', { name: 'Mehraufwand' });
  }

  /** R13: from here on the next screen is the helper's form, then the customer's. */
  async proposeMoreWork(): Promise<void> {
    await this.extraWork.getByRole('link').click();
    await this.page.waitForURL(/\/extra$/);
  }

  /** A step that is over or still to come. */
  async unfold(step: 'Arbeiten' | 'Arbeit erledigt'): Promise<void> {
    await this.page.getByRole('list', { name: 'Schritte' }).getByText(step).first().click();
  }

  async letSign(): Promise<void> {
    await this.page.getByRole('link', { name: 'Jetzt unterschreiben lassen' }).click();
    await this.#meanIt(() => this.page.url().endsWith('/sign'));
    await this.page.waitForURL(/\/sign$/);
  }
}
