import { homeMarket, MARKET_POLICY, spelled } from '#domain/policy/policy.ts';

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
/** Of where this device is at home. */
const variety = MARKET_POLICY[homeMarket({ language: navigator.language, timeZone })].german;

/** Put before German messages by the build (german-spelling.ts). */
export function german(words: TemplateStringsArray, ...given: unknown[]): string {
  return words.map((each, index) => spelled(each, variety) + String(given[index] ?? '')).join('');
}

/** German of the catalogue, as it came from the server; other languages have no such letter. */
export function spelledHere(text: string): string {
  return variety === 'CH' ? text.replaceAll('ß', 'ss') : text;
}
