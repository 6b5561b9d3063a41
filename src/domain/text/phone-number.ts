// Phone numbers as people have them, by libphonenumber: "(+41) …", "+41 (0)61 …", "061/…", `tel:`,
// extensions. Kept as E.164, which is what is dialled; an extension stays behind it as in RFC 3966.
// A module of its own, and large: the app fetches it where a number is typed or shown.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { cleanLine } from './clean-text.ts';

const LABEL = /^(?:tel(?:efon|ephone)?|phone|fon|mobile?|handy|natel)\b[.:\s]*/i;
const EXTENSION = /[\s,;]*\b(?:durchwahl|nebenstelle|klappe|intern|dw)\b[.:\s]*(?=\d{1,7}$)/i;

/** What the library does not know: words before it, brackets round the country, "Durchwahl". */
const plainOf = (text: string) =>
  cleanLine(text)
    .replace(LABEL, '')
    .replace(/^\(\s*(\+|00)\s*(\d{1,3})\s*\)/, '$1$2')
    .replace(EXTENSION, ' ext. ');

/** As it is kept; null for what cannot be dialled. A number without its country is of `country`. */
export function readPhone(text: string, country?: CountryCode): string | null {
  const found = parsePhoneNumberFromString(plainOf(text), {
    defaultCountry: country,
    extract: false
  });
  if (!found?.isValid()) return null;
  return found.ext ? `${found.number};ext=${found.ext}` : found.number;
}

/** In groups, as its country writes it; what was kept before numbers were read stays as it is. */
export function shownPhone(kept: string, extension = (digits: string) => `ext. ${digits}`): string {
  const found = parsePhoneNumberFromString(plainOf(kept), { extract: false });
  if (!found?.isValid()) return cleanLine(kept);
  const formatExtension = (number: string, digits: string) => `${number} ${extension(digits)}`;
  return found.formatInternational({ formatExtension });
}
