// Places whose postcode has the form of a market while their country or their taxes are others:
// nobody there is told to check the spelling. The postcode decides, whatever is written beside
// it; a name only where no other place of a market bears it. Beside the records and not in them: a
// booking alone loads it.
import type { Market } from './markets.ts';

export type Unserved = 'place.otherCountry' | 'place.ownTaxes';

interface UnservedPlaces {
  postcodes: Partial<Record<Market, RegExp>>;
  /** Compared from the beginning, whatever is written behind it. */
  names: RegExp;
  because: Unserved;
}

const UNSERVED: readonly UnservedPlaces[] = [
  // Liechtenstein shares the Swiss postal codes.
  {
    postcodes: { CH: /^94(?:8[5-9]|9[0-8])$/ },
    names: /^(?:vaduz|triesen(?:berg)?|balzers|ruggell|nendeln|gamprin|schaan(?:wald)?)\b/,
    because: 'place.otherCountry'
  },
  // Austrian valleys that are reached from Germany only, and have its postal codes too.
  {
    postcodes: { DE: /^(?:87491|8756[789])$/ },
    names: /^(?:riezlern|kleinwalsertal)\b/,
    because: 'place.otherCountry'
  },
  { postcodes: { CH: /^6911$/ }, names: /^campione\b/, because: 'place.otherCountry' },
  // Germany, but Swiss customs; with a Swiss postal code beside its own.
  {
    postcodes: { DE: /^78266$/, CH: /^8238$/ },
    names: /^b(?:ü|ue|u)singen\b/,
    because: 'place.ownTaxes'
  },
  { postcodes: { CH: /^756[23]$/ }, names: /^samnaun\b/, because: 'place.ownTaxes' },
  { postcodes: { DE: /^27498$/ }, names: /^helgoland\b/, because: 'place.ownTaxes' }
];

/** Why no visit can be booked there, or null. */
export function unservedPlace(market: Market, postcode: string, city: string): Unserved | null {
  const name = city.trim().toLowerCase().normalize('NFC');
  const found = UNSERVED.find(
    (each) => each.postcodes[market]?.test(postcode) || each.names.test(name)
  );
  return found?.because ?? null;
}
