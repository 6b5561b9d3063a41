// The state of the booking page: draft, catalogue, which errors are shown, what came of sending.
import { bookingPrice, type BookingPrice } from '#domain/booking/booking-price.ts';
import type { BookingFault } from '#domain/booking/booking-request.ts';
import type { BookingCatalog, OfferedPackage } from '#domain/booking/booking-catalog.ts';
import type { RulesInForce } from '#domain/operator/rules-versions.ts';
import { MARKET_POLICY, type Market, type MarketRules } from '#domain/policy/policy.ts';
import { getLocale } from '$lib/paraglide/runtime';
import { PlaceCheck } from './place/place-check.svelte.ts';
import { loadCatalog, sendBooking } from './request/booking-api.ts';
import { BookingDraft } from './request/booking-draft.svelte.ts';
import { stepOfError } from './request/field-error-text.ts';

export type StepNumber = 1 | 2 | 3;

/** What a sending came to, until the next one. */
export type Notice =
  | { kind: 'notSent' }
  /** The later steps could not be fetched. */
  | { kind: 'notLoaded' }
  | { kind: 'tooMany'; retryAfterS: number }
  | { kind: 'priceChanged'; beforeMinor: number }
  | { kind: 'rulesChanged' }
  | { kind: 'alreadyMade'; url: string };

const NO_PACKAGE: BookingFault = { path: 'packageId', code: 'package.unknown' };

export class BookingForm {
  readonly draft = new BookingDraft();
  readonly place = new PlaceCheck(this.draft.fields);
  catalog: BookingCatalog | undefined = $state.raw();
  catalogState: 'loading' | 'there' | 'away' = $state('loading');
  /** Rules and views of the later steps; undefined until they are fetched. */
  later: typeof import('./later-steps.ts') | undefined = $state.raw();
  notice: Notice | undefined = $state();
  isSending = $state(false);
  /** Steps whose errors are shown: those that somebody tried to leave. */
  #tried: StepNumber[] = $state([]);
  #clockOffsetMs = $state(0);
  /** A price that the server named instead of the catalogue's. */
  #quoted: { packageId: string; market: string; totalMinor: number } | undefined = $state();
  /** Rules that the server named where it refused: the catalogue may be some seconds older. */
  #told: Partial<Record<Market, RulesInForce>> = $state.raw({});
  /** What the server found, with the value it was found in: gone as soon as that is changed. */
  #serverErrors: (BookingFault & { value: unknown })[] = $state([]);

  /** @param isLaterShown whether the page waits for a later step; else that yields to the first */
  async load(isLaterShown = false): Promise<void> {
    if (this.catalogState !== 'there') this.catalogState = 'loading';
    const loaded = await loadCatalog();
    if (loaded) {
      this.catalog = loaded.catalog;
      this.#clockOffsetMs = loaded.clockOffsetMs;
    }
    this.catalogState = this.catalog ? 'there' : 'away';
    if (!loaded) return;
    if (!isLaterShown) await untilIdle();
    await this.loadLater();
  }

  /** False where there is no connection to fetch them; asked again, it tries again. */
  async loadLater(): Promise<boolean> {
    this.later ??= await import('./later-steps.ts').catch(() => undefined);
    if (this.later && this.notice?.kind === 'notLoaded') this.notice = undefined;
    return this.later !== undefined;
  }

  /** Server time as this page knows it, ms. */
  get now(): number {
    return Date.now() + this.#clockOffsetMs;
  }

  /** In force in a country, as far as the server was heard. */
  rulesOf = (market: Market): RulesInForce | MarketRules => {
    const told = this.#told[market];
    const known = this.catalog?.rules?.[market];
    const newest = told && !(known && known.version > told.version) ? told : known;
    return newest ?? MARKET_POLICY[market].rules;
  };

  /** In force in the chosen country. */
  get rules(): RulesInForce | MarketRules {
    return this.rulesOf(this.draft.fields.market);
  }

  /** What can be booked in the chosen country. */
  get sold(): OfferedPackage[] {
    const { market } = this.draft.fields;
    return this.catalog?.packages.filter(({ prices }) => prices[market] !== undefined) ?? [];
  }

  get chosen(): OfferedPackage | undefined {
    return this.catalog?.packages.find((each) => each.id === this.draft.fields.packageId);
  }

  get price(): BookingPrice | null {
    return this.chosen ? this.priceOf(this.chosen) : null;
  }

  /** All in: the same figure on the card, in the bar, in the summary and on the bill (R1). */
  priceOf(service: OfferedPackage): BookingPrice | null {
    const { market } = this.draft.fields;
    const price = bookingPrice(service, market, this.rules);
    const quoted = this.#quoted;
    const isQuoted = price && quoted?.packageId === service.id && quoted?.market === market;
    if (!isQuoted || !quoted || quoted.totalMinor === price.totalMinor) return price;
    const more = quoted.totalMinor - price.totalMinor;
    const [first, ...others] = price.lines;
    if (!first) return price;
    const changed = { ...first, amountMinor: first.amountMinor + more };
    return { ...price, lines: [changed, ...others], totalMinor: quoted.totalMinor };
  }

  get request() {
    const version = 'version' in this.rules ? { rulesVersion: this.rules.version } : {};
    return { ...this.draft.request(this.price?.totalMinor ?? 0, getLocale()), ...version };
  }

  /** Everything that is wrong now, whether shown or not. */
  get allErrors(): BookingFault[] {
    const { request } = this;
    const { faults } = this.later
      ? this.later.checkBooking(request, this.chosen, this.now, this.rulesOf)
      : { faults: this.price ? [] : [NO_PACKAGE] };
    const isNew = (each: BookingFault) => !faults.some((other) => other.path === each.path);
    const kept = this.#serverErrors.filter(
      (each) => JSON.stringify(valueAt(request, each.path)) === each.value && isNew(each)
    );
    const unplaced = this.place.faults.filter(
      (each) => isNew(each) && !kept.some((other) => other.path === each.path)
    );
    const own = faults.filter((each) => each.path !== 'expectedTotalMinor');
    return [...own, ...unplaced, ...kept];
  }

  /** What is shown on a step. */
  errorsOf(step: StepNumber): BookingFault[] {
    if (!this.#tried.includes(step)) return [];
    return this.allErrors.filter((each) => stepOfError(each) === step);
  }

  /** True where the step may be left. */
  tryStep(step: StepNumber): boolean {
    if (!this.#tried.includes(step)) this.#tried.push(step);
    return this.errorsOf(step).length === 0;
  }

  /** The first step that is not complete: nobody can jump past it by the address. */
  get firstOpenStep(): StepNumber {
    if (!this.later) return 1;
    const errors = this.allErrors.map(stepOfError);
    return errors.includes(1) ? 1 : errors.includes(2) ? 2 : 3;
  }

  /** Where to go when it is booked; else the notice or the errors say why not. */
  async send(): Promise<{ url: string } | { step: StepNumber } | undefined> {
    if (this.isSending) return undefined;
    this.isSending = true;
    this.notice = undefined;
    const request = $state.snapshot(this.request);
    const sent = await sendBooking(request);
    this.isSending = false;
    switch (sent.outcome) {
      case 'booked':
        this.draft.clear();
        return { url: sent.answer.url };
      case 'tooMany':
        this.notice = { kind: 'tooMany', retryAfterS: sent.retryAfterS };
        return undefined;
      case 'notSent':
        this.notice = { kind: 'notSent' };
        return undefined;
    }
    const { refusal } = sent;
    if (refusal.error === 'booking.alreadyMade') {
      this.notice = { kind: 'alreadyMade', url: refusal.url };
      return undefined;
    }
    if ('rules' in refusal && refusal.rules) {
      this.#told = { ...this.#told, [request.place.country]: refusal.rules };
    }
    if (refusal.error === 'booking.priceChanged') {
      const { packageId, expectedTotalMinor, place } = request;
      this.#quoted = { packageId, market: place.country, totalMinor: refusal.totalMinor };
      this.notice = { kind: 'priceChanged', beforeMinor: expectedTotalMinor };
      this.load().catch(reportError);
      return undefined;
    }
    if (refusal.error === 'booking.rulesChanged') {
      this.notice = { kind: 'rulesChanged' };
      return undefined;
    }
    this.#serverErrors = refusal.faults.map((each) => ({
      ...each,
      value: JSON.stringify(valueAt(request, each.path))
    }));
    const steps = refusal.faults.map(stepOfError);
    this.#tried = [1, 2, 3];
    await this.place.check();
    return { step: steps.includes(1) ? 1 : steps.includes(2) ? 2 : 3 };
  }
}

/** What was loaded is painted: on a slow line nothing else should come before that. */
const untilIdle = () =>
  new Promise<void>((resolve) => {
    (globalThis.requestIdleCallback ?? setTimeout)(() => resolve());
  });

/** A place is one value: what is wrong with the town may be mended by its postcode or a point. */
function valueAt(request: unknown, path: string): unknown {
  const keys = path.startsWith('place.') ? ['place'] : path.split('.');
  return keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], request);
}
