import { inGerman } from '#domain/catalog/in-german.ts';
import { homeMarket, MARKET_POLICY, spelled } from '#domain/policy/policy.ts';

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
/** Of where this device is at home. */
const variety = MARKET_POLICY[homeMarket({ language: navigator.language, timeZone })].german;

/** Put before German messages by the build (german-spelling.ts). */
export function german(words: TemplateStringsArray, ...given: unknown[]): string {
  return words.map((each, index) => spelled(each, variety) + String(given[index] ?? '')).join('');
}

/** German of the catalogue, as it came from the server. */
export function spelledHere<T>(piece: T): T {
  return inGerman(piece, variety);
}
