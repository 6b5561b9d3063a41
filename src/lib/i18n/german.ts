import { inGerman } from '#domain/catalog/in-german.ts';
import { homeMarket, MARKET_POLICY, spelled, type Market } from '#domain/policy/policy.ts';

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
/** Of where this device is at home. */
let variety = MARKET_POLICY[homeMarket({ language: navigator.language, timeZone })].german;

/** On a server, which is at home in no market: as there from now on. */
export function spellAs(market: Market): void {
  variety = MARKET_POLICY[market].german;
}

/** Put before German messages by the build (german-spelling.ts). */
export function german(words: TemplateStringsArray, ...given: unknown[]): string {
  return words.map((each, index) => spelled(each, variety) + String(given[index] ?? '')).join('');
}

/** German of the catalogue, as it came from the server. */
export function spelledHere<T>(piece: T): T {
  return inGerman(piece, variety);
}
