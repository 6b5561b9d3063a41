import type { Market } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';

/** "in der Schweiz": a market without its words is a type error. */
export const placeWords: Record<Market, () => string> = {
  DE: m.legal_place_DE,
  CH: m.legal_place_CH
};
