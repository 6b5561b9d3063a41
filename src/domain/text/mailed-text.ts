// What somebody typed, inside a mail of ours to an address that they typed as well. Nobody has
// confirmed that it is theirs: the mail must carry no text of a stranger to a stranger.
import { isolated } from './foreign-text.ts';

const LONGEST = 60;
const MOST_WORDS = 9;
/** Mail programs make a link of `name.tld`, and an address of anything with an @. */
const DOT_BEFORE_LETTER = /([.\u3002\uff0e\uff61])(?=\p{L})/gu;
const LINK = /[@\uff20]|:|www/iu;
const NUMBER = /\p{N}/u;
/** As long as something to dial, however it is grouped. */
const PHONE = /(?:\p{N}[\s/().-]{0,2}){6}/u;

/** A name as a mail greets with it; empty where it looks like no name: then it greets without. */
export function mailedName(name: string): string {
  const isName = isShort(name) && !LINK.test(name) && !NUMBER.test(name);
  return isName ? unlinked(name) : '';
}

/** A place as a mail names it: what looks like no street or town is left out. */
export function mailedPlace(place: {
  street: string;
  houseNumber: string;
  postcode: string;
  city: string;
}): string {
  const { street, houseNumber, postcode, city } = place;
  const isPlain = (text: string) => isShort(text) && !LINK.test(text) && !PHONE.test(text);
  const line = `${street} ${houseNumber}`;
  const town = isPlain(city) ? `${postcode} ${city}` : postcode;
  return unlinked(isPlain(line) ? `${line}, ${town}` : town);
}

function isShort(text: string): boolean {
  return text.length <= LONGEST && text.trim().split(/\s+/).length <= MOST_WORDS;
}

const unlinked = (text: string) => isolated(text.replace(DOT_BEFORE_LETTER, '$1 '));
