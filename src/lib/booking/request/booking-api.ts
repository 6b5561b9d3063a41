// What the booking page asks the server. Every failure is a value with one of a few meanings, never
// an exception.
import type { BookingAnswer, BookingRefusal } from '#domain/booking/booking-answer.ts';
import type { BookingCatalog } from '#domain/booking/booking-catalog.ts';
import type { BookingRequest } from '#domain/booking/booking-request.ts';
import type { PlaceAnswer } from '#domain/booking/place-answer.ts';
import type { ProviderRole } from '#domain/order/job.ts';
import type { Market } from '#domain/policy/policy.ts';
import { spelledHere } from '$lib/i18n/german.ts';

const PATIENCE_MS = 20_000;
/** Nobody waits longer for help with a field. */
const SHORT_PATIENCE_MS = 4_000;

export interface LoadedCatalog {
  catalog: BookingCatalog;
  /** Server time less this device's, ms. */
  clockOffsetMs: number;
}

/** Undefined: no connection, or an answer that is not from this server (a hotel's sign-in page). */
export async function loadCatalog(): Promise<LoadedCatalog | undefined> {
  try {
    const answer = await fetch('/api/catalog', { signal: AbortSignal.timeout(PATIENCE_MS) });
    const serverTime = Number(answer.headers.get('mila-time'));
    if (!answer.ok || !serverTime) return undefined;
    const catalog = spelledHere((await answer.json()) as BookingCatalog);
    return { catalog, clockOffsetMs: serverTime - Date.now() };
  } catch {
    return undefined;
  }
}

export interface SuggestedPlace {
  postcode: string;
  city: string;
}

/** Help only: without a connection there are none. */
export async function suggestPlaces(country: Market, query: string): Promise<SuggestedPlace[]> {
  try {
    const answer = await fetch(`/api/places?${new URLSearchParams({ country, q: query })}`);
    return answer.ok ? ((await answer.json()) as { places: SuggestedPlace[] }).places : [];
  } catch {
    return [];
  }
}

/** Undefined without a connection: whoever books is then asked at the end. */
export async function askAboutPlace(
  place: { country: Market; postcode: string; city: string },
  anyway: boolean
): Promise<PlaceAnswer | undefined> {
  const query = new URLSearchParams({ ...place, ...(anyway && { ask: '1' }) });
  try {
    const answer = await fetch(`/api/places/known?${query}`, {
      signal: AbortSignal.timeout(SHORT_PATIENCE_MS)
    });
    return answer.ok ? ((await answer.json()) as PlaceAnswer) : undefined;
  } catch {
    return undefined;
  }
}

export interface PublicProvider {
  id: string;
  firstName: string;
  role: ProviderRole;
}

/** @returns null: there is nobody of this name; undefined: nobody could be asked */
export async function loadProvider(id: string): Promise<PublicProvider | null | undefined> {
  try {
    const answer = await fetch(`/api/providers/${encodeURIComponent(id)}`);
    if (answer.status === 404 && answer.headers.has('mila-time')) return null;
    return answer.ok ? ((await answer.json()) as PublicProvider) : undefined;
  } catch {
    return undefined;
  }
}

export type Sent =
  | { outcome: 'booked'; answer: BookingAnswer }
  | { outcome: 'refused'; refusal: BookingRefusal }
  | { outcome: 'tooMany'; retryAfterS: number }
  /** Nobody knows whether it arrived: the same request can be sent again without harm. */
  | { outcome: 'notSent' };

export async function sendBooking(request: BookingRequest): Promise<Sent> {
  try {
    const answer = await fetch('/api/bookings', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(PATIENCE_MS)
    });
    if (!answer.headers.has('mila-time')) return { outcome: 'notSent' };
    if (answer.status === 201) {
      return { outcome: 'booked', answer: (await answer.json()) as BookingAnswer };
    }
    if (answer.status === 429) {
      return { outcome: 'tooMany', retryAfterS: Number(answer.headers.get('retry-after')) || 60 };
    }
    const refusal = (await answer.json()) as BookingRefusal;
    return refusal.error?.startsWith('booking.')
      ? { outcome: 'refused', refusal }
      : { outcome: 'notSent' };
  } catch {
    return { outcome: 'notSent' };
  }
}
