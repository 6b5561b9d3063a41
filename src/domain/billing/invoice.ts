// An invoice says all that is printed on it: rendered today or in ten years, the bytes are the
// same.
// 1. It is made once, from the job as it ended, and never changed; its number is gapless per
//    country and year.
// 2. Lines and totals are the signed statement's; VAT is taken out of the sum of each rate (M3).
// 3. A Friend's service is a private person's: the platform invoices it on their behalf, without
//    VAT (M4).
import type { Bps, Minor, Ms, OrderId } from '../brand.ts';
import { localText } from '../catalog/service-package.ts';
import type { Job, ProviderRole } from '../order/job.ts';
import { paymentTermDays } from '../order/limits.ts';
import type { PaymentMethod } from '../order/order.ts';
import { DAY_MS, type Currency, type Locale, type Market } from '../policy/policy.ts';
import { priceTotals, type PriceLine, type VatTotal } from '../price/price.ts';
import type { Bill } from './bill.ts';

/** Who sends the invoice in a market: a parameter of the operator. */
export interface Issuer {
  name: string;
  street: string;
  postcode: string;
  city: string;
  country: Market;
  /** Who manages the company; none on invoices from before it was printed, as with `phone`. */
  manager?: string;
  /** As printed: "USt-IdNr. DE…" or "CHE-… MWST". */
  vatId: string;
  register: string;
  phone?: string;
  email: string;
  website: string;
  bank: { name: string; iban: string };
}

export interface InvoiceLine {
  kind: PriceLine['kind'];
  title: string;
  quantity: number;
  unitMinor: Minor;
  amountMinor: Minor;
  vatBps: Bps;
}

export type InvoicePayment =
  | { kind: 'directDebit'; accountHolder: string; ibanLast4: string }
  | { kind: 'card'; last4: string }
  | { kind: 'invoice'; dueOn: string; iban: string; reference: string };

/** Ledger document `invoice:<orderId>`. Days are `YYYY-MM-DD` at the place of the visit. */
export interface Invoice {
  _id: string;
  _rev?: string;
  type: 'invoice';
  kind: Bill['kind'];
  number: string;
  order: OrderId;
  market: Market;
  currency: Currency;
  language: Locale;
  timeZone: string;
  issuedAt: Ms;
  issuedOn: string;
  /** First and last day of the visit; mostly the same. */
  service: { from: string; to: string };
  issuer: Issuer;
  recipient: { company: string; name: string; street: string; place: string; country: Market };
  performedBy: { name: string; role: ProviderRole };
  lines: InvoiceLine[];
  vat: VatTotal[];
  totalMinor: Minor;
  payment: InvoicePayment;
  /**
   * Null where nobody signed what is charged: a visit that failed, was cancelled, or that support
   * has settled.
   */
  signed: { name: string; at: Ms; statementHash: string } | null;
}

export function invoiceNumber(market: Market, year: number, sequence: number): string {
  return `${market}-${year}-${String(sequence).padStart(6, '0')}`;
}

/** Calendar day of a moment at a place. */
export function dayAt(ms: Ms, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(ms);
}

export function newInvoice(input: {
  job: Job;
  bill: Bill;
  payment: PaymentMethod;
  number: string;
  issuedAt: Ms;
  issuer: Issuer;
}): Invoice {
  const { job, bill, number, issuedAt, issuer } = input;
  const { timeZone } = job.appointment;
  const language = job.customer.locale;
  const { place, customer } = job;
  const totals = priceTotals(bill.lines);
  const issuedOn = dayAt(issuedAt, timeZone);
  const began = Math.min(job.arrivedAt ?? bill.at, bill.at);
  return {
    _id: `invoice:${job.id}`,
    type: 'invoice',
    kind: bill.kind,
    number,
    order: job.id,
    market: job.market,
    currency: job.terms.currency,
    language,
    timeZone,
    issuedAt,
    issuedOn,
    service: { from: dayAt(began, timeZone), to: dayAt(bill.at, timeZone) },
    issuer,
    recipient: {
      company: customer.company,
      name: customer.name,
      street: `${place.street} ${place.houseNumber}`.trim(),
      place: `${place.postcode} ${place.city}`.trim(),
      country: place.country
    },
    performedBy: { name: job.provider?.name ?? '', role: job.provider?.role ?? 'friend' },
    lines: bill.lines.map(({ kind, title, quantity, unitMinor, amountMinor, vatBps }) => ({
      kind,
      title: localText(title, language),
      quantity,
      unitMinor,
      amountMinor,
      vatBps
    })),
    vat: totals.vat,
    totalMinor: totals.totalMinor,
    payment: invoicePayment(
      input.payment,
      number,
      issuer,
      dayAfter(issuedOn, paymentTermDays(job))
    ),
    signed: signedBy(job, bill)
  };
}

function signedBy({ completion, settled }: Job, { kind }: Bill): Invoice['signed'] {
  if (!completion || settled || kind !== 'completion') return null;
  const { at, statement, statementHash } = completion;
  // The server's time (P5): what the device wrote under the signature is its own word.
  return { name: statement.signer.name, at, statementHash };
}

/** A day of the calendar: it has 23 or 25 hours where the clock changes. */
function dayAfter(issuedOn: string, days: number): string {
  return new Date(Date.parse(`${issuedOn}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Only what the customer may read again: never a whole account number. */
function invoicePayment(
  method: PaymentMethod,
  reference: string,
  issuer: Issuer,
  dueOn: string
): InvoicePayment {
  switch (method.kind) {
    case 'directDebit': {
      const { accountHolder, iban } = method;
      return { kind: 'directDebit', accountHolder, ibanLast4: iban.replace(/\s/g, '').slice(-4) };
    }
    case 'card':
      return { kind: 'card', last4: method.reference.slice(-4) };
    case 'invoice':
      return { kind: 'invoice', dueOn, iban: issuer.bank.iban, reference };
  }
}
