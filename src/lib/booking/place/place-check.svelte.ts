// Whether postcode and town lead to a point, asked while the form is filled in; where they do not,
// the customer shows the place. What was shown counts for this postcode and town alone.
import type { BookingFault } from '#domain/booking/booking-request.ts';
import type { PlaceAnswer, PlaceQuestion } from '#domain/booking/place-answer.ts';
import type { Point } from '#domain/matching/distance.ts';
import { isPostcode } from '#domain/policy/policy.ts';
import { askAboutPlace } from '../request/booking-api.ts';
import { pointOf, placeKey, type DraftFields } from '../request/booking-draft.svelte.ts';

export class PlaceCheck {
  readonly #fields: DraftFields;
  #answer: { key: string; answer: PlaceAnswer } | undefined = $state.raw();

  constructor(fields: DraftFields) {
    this.#fields = fields;
  }

  /** What is known of the postcode and the town as they are typed now. */
  get answer(): PlaceAnswer | undefined {
    return this.#answer?.key === placeKey(this.#fields) ? this.#answer.answer : undefined;
  }

  get question(): PlaceQuestion | undefined {
    return this.answer?.outcome === 'ask' ? this.answer : undefined;
  }

  get point(): Point | undefined {
    return pointOf(this.#fields);
  }

  /** Asks the server once for each postcode and town; without a connection nothing is known. */
  async check(): Promise<void> {
    const { market, postcode, city } = this.#fields;
    if (!isPostcode(market, postcode.trim()) || city.trim() === '' || this.answer) return;
    await this.#ask(this.point !== undefined);
  }

  /** The place is elsewhere than it was found. */
  askAnyway(): Promise<void> {
    return this.#ask(true);
  }

  async #ask(anyway: boolean): Promise<void> {
    const key = placeKey(this.#fields);
    const { market, postcode, city } = this.#fields;
    const place = { country: market, postcode: postcode.trim(), city: city.trim() };
    const answer = await askAboutPlace(place, anyway);
    if (answer && key === placeKey(this.#fields)) this.#answer = { key, answer };
  }

  show({ lat, lon }: Point): void {
    this.#fields.point = `${lat.toFixed(5)},${lon.toFixed(5)}`;
    this.#fields.pointFor = placeKey(this.#fields);
  }

  /** What the form says of it; nothing once the place is shown. */
  get faults(): BookingFault[] {
    const { answer } = this;
    if (answer?.outcome === 'noSuchPostcode') {
      return [{ path: 'place.postcode', code: 'postcode.unknown' }];
    }
    if (answer?.outcome !== 'ask' || this.point) return [];
    return [{ path: 'place.city', code: answer.code }];
  }
}
