import { expect, type Page } from '@playwright/test';
import type { VisitWish } from '../../../src/domain/booking/visit-time.ts';

/** Who books, and where: invented. */
export const CUSTOMER = {
  name: 'Rosa Keller',
  phone: '+41 61 555 01 23',
  email: 'rosa.keller@example.org',
  street: 'Steinenring',
  houseNumber: '12',
  postcode: '4051',
  city: 'Basel',
  iban: 'CH93 0076 2011 6238 5295 7'
};

/** The public booking form: three steps (R1). */
export class BookingPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(wish: { provider?: string; package?: string } = {}): Promise<void> {
    await this.page.goto(`/book?${new URLSearchParams(wish).toString()}`);
    await expect(this.page.getByRole('radio', { name: 'Schweiz' })).toBeVisible();
  }

  async chooseService(title: string): Promise<void> {
    await this.page.getByText('Schweiz', { exact: true }).click();
    await this.page.getByRole('radio', { name: title }).check();
    await this.page.getByRole('button', { name: 'Weiter zu Ort und Zeit' }).click();
  }

  async sayWhereAndWhen(wish: VisitWish, problem = ''): Promise<void> {
    const { page } = this;
    await expect(page.getByRole('heading', { name: 'Wo und wann?' })).toBeVisible();
    await page.getByLabel(/^Stra(ß|ss)e/).fill(CUSTOMER.street);
    await page.getByLabel('Hausnummer').fill(CUSTOMER.houseNumber);
    await page.getByLabel('Postleitzahl').fill(CUSTOMER.postcode);
    await page.getByLabel('Ort', { exact: true }).fill(CUSTOMER.city);
    await page.getByLabel('Datum').fill(wish.date);
    await page.getByLabel('Uhrzeit', { exact: true }).fill(wish.time);
    await page.getByLabel('Worum geht es?').fill(problem);
    await page.getByRole('button', { name: 'Weiter zum Kontakt' }).click();
  }

  async sayWhoPays(): Promise<void> {
    const { page } = this;
    await expect(page.getByRole('heading', { name: 'Kontakt und Bezahlung' })).toBeVisible();
    await page.getByLabel('Vor- und Nachname').fill(CUSTOMER.name);
    await page.getByLabel('Telefon').fill(CUSTOMER.phone);
    await page.getByLabel('E-Mail').fill(CUSTOMER.email);
    await page.getByRole('radio', { name: 'Lastschrift' }).check();
    await expect(page.getByLabel('Kontoinhaber')).toHaveValue(CUSTOMER.name);
    await page.getByLabel('IBAN').fill(CUSTOMER.iban);
    await page.getByRole('checkbox', { name: /Geschäftsbedingungen/ }).check();
  }

  /** The button says what it costs. */
  async submit(price: string): Promise<void> {
    await this.page.getByRole('button', { name: `Für ${price} zahlungspflichtig buchen` }).click();
  }

  /** All three steps. @returns the token of the customer's page */
  async book(
    service: string,
    wish: VisitWish,
    { price, problem }: { price: string; problem?: string }
  ): Promise<string> {
    await this.chooseService(service);
    await this.sayWhereAndWhen(wish, problem);
    await this.sayWhoPays();
    await this.submit(price);
    await this.page.waitForURL(/\/o\/[^/]+$/);
    return new URL(this.page.url()).pathname.slice('/o/'.length);
  }
}
