import { MARKET_POLICY, spelled, type GermanVariety, type Market } from '../policy/policy.ts';

/** A piece of the catalogue, whatever it is, with its German as it is spelled there. */
export function inGerman<T>(piece: T, german: GermanVariety): T {
  return german === 'DE' ? piece : (spelledIn(piece, german, false) as T);
}

/**
 * As it stands on every screen and paper of that market, signed ones included. The catalogue is
 * written once, for all of them.
 */
export function inMarketsGerman<T>(piece: T, market: Market): T {
  return inGerman(piece, MARKET_POLICY[market].german);
}

function spelledIn(piece: unknown, german: GermanVariety, isGerman: boolean): unknown {
  if (typeof piece === 'string') return isGerman ? spelled(piece, german) : piece;
  if (Array.isArray(piece)) return piece.map((each) => spelledIn(each, german, isGerman));
  if (typeof piece !== 'object' || piece === null) return piece;
  const members = Object.entries(piece).map(([name, member]) => [
    name,
    spelledIn(member, german, isGerman || name === 'de')
  ]);
  return Object.fromEntries(members) as unknown;
}
