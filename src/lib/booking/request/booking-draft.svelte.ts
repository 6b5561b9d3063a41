// Everything that a customer has typed, kept on this device until it is booked: a reload, a closed
// tab or a dead battery loses nothing. Bank details stay in this tab's own memory only: the device
// may be somebody else's.
import type { BookingRequest } from '#domain/booking/booking-request.ts';
import type { Point } from '#domain/matching/distance.ts';
import {
  homeMarket,
  isLocale,
  isMarket,
  MARKETS,
  SOURCE_LOCALE,
  type Market
} from '#domain/policy/policy.ts';

const KEY = 'booking-draft';
const BANK_KEY = 'booking-bank';

const EMPTY = {
  requestId: '',
  market: MARKETS[0] as Market,
  packageId: '',
  personalProvider: null as string | null,
  street: '',
  houseNumber: '',
  postcode: '',
  city: '',
  hint: '',
  /** Latitude and longitude that were shown, and for which postcode and town. */
  point: '',
  pointFor: '',
  date: '',
  time: '',
  problem: '',
  name: '',
  email: '',
  phone: '',
  company: '',
  paymentKind: 'directDebit' as 'directDebit' | 'invoice',
  termsAccepted: false
};
const EMPTY_BANK = { accountHolder: '', iban: '' };

export type DraftFields = typeof EMPTY & typeof EMPTY_BANK;

export class BookingDraft {
  fields: DraftFields = $state({ ...EMPTY, ...EMPTY_BANK });

  constructor() {
    const kept = read(localStorage, KEY, EMPTY);
    Object.assign(this.fields, kept, read(sessionStorage, BANK_KEY, EMPTY_BANK));
    if (!kept.requestId) this.startOver();
    if (!isMarket(this.fields.market) || !kept.requestId) this.fields.market = marketHere();
    $effect(() => {
      const { accountHolder, iban, ...rest } = $state.snapshot(this.fields);
      write(localStorage, KEY, rest);
      write(sessionStorage, BANK_KEY, { accountHolder, iban });
    });
  }

  /** The next sending is a booking of its own. */
  startOver(): void {
    this.fields.requestId = newRequestId();
  }

  /** It is booked: nothing of it stays here. */
  clear(): void {
    Object.assign(this.fields, EMPTY, EMPTY_BANK, { market: this.fields.market });
    this.startOver();
  }

  request(expectedTotalMinor: number, language: string): BookingRequest {
    const f = this.fields;
    return {
      requestId: f.requestId,
      packageId: f.packageId,
      place: {
        street: f.street,
        houseNumber: f.houseNumber,
        postcode: f.postcode,
        city: f.city,
        country: f.market,
        hint: f.hint,
        ...(pointOf(f) && { point: pointOf(f) })
      },
      visit: { date: f.date, time: f.time },
      problem: f.problem,
      contact: {
        name: f.name,
        email: f.email,
        phone: f.phone,
        company: f.company,
        language: isLocale(language) ? language : SOURCE_LOCALE
      },
      payment:
        f.paymentKind === 'invoice'
          ? { kind: 'invoice' }
          : { kind: 'directDebit', accountHolder: f.accountHolder, iban: f.iban },
      termsAccepted: f.termsAccepted as true,
      expectedTotalMinor,
      personalProvider: f.personalProvider
    };
  }
}

/** What a shown point belongs to. */
export const placeKey = ({ market, postcode, city }: DraftFields): string =>
  `${market} ${postcode.trim()} ${city.trim().toLowerCase()}`;

/** The point that was shown for the place as it is typed now. */
export function pointOf(fields: DraftFields): Point | undefined {
  const [lat, lon] = fields.point.split(',').map(Number);
  if (fields.point === '' || fields.pointFor !== placeKey(fields)) return undefined;
  return lat === undefined || lon === undefined ? undefined : { lat, lon };
}

/** 160 random bits: as secret as the link that it leads to. */
function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where this device seems to be at home; the customer sees and changes it. */
function marketHere(): Market {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return homeMarket({ language: navigator.language, timeZone });
}

/**
 * Only members that are known and of their own kind: an older page may have kept something else.
 */
function read<T extends object>(storage: Storage, key: string, shape: T): T {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? '{}') as Record<string, unknown>;
    const known = Object.entries(shape).map(([name, empty]) => {
      const value = kept[name];
      return [name, typeof value === (empty === null ? 'string' : typeof empty) ? value : empty];
    });
    return Object.fromEntries(known) as T;
  } catch {
    return { ...shape };
  }
}

function write(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the form still works, only a reload would empty it.
  }
}
