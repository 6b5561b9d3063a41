// Numbers that ring nowhere. Germany: the ranges that the network agency keeps free for films and
// books. Switzerland keeps none free; there a subscriber number never begins with 0, so these
// cannot be dialled.
const RANGES: Record<string, { prefix: string; digits: number }> = {
  Berlin: { prefix: '+49 30 23125 ', digits: 3 },
  Hamburg: { prefix: '+49 40 66969 ', digits: 3 },
  München: { prefix: '+49 89 99998 ', digits: 3 },
  Köln: { prefix: '+49 221 4710 ', digits: 3 },
  'Frankfurt am Main': { prefix: '+49 69 90009 ', digits: 3 },
  Leipzig: { prefix: '+49 171 39200 ', digits: 2 },
  Stuttgart: { prefix: '+49 176 040690 ', digits: 2 },
  Zürich: { prefix: '+41 44 000 20 ', digits: 2 },
  Basel: { prefix: '+41 61 000 30 ', digits: 2 },
  Bern: { prefix: '+41 31 000 40 ', digits: 2 },
  Luzern: { prefix: '+41 41 000 50 ', digits: 2 },
  Genève: { prefix: '+41 22 000 60 ', digits: 2 }
};

/** @throws RangeError for a city that has no range or a number outside it. */
export function demoPhone(city: string, number: number): string {
  const range = RANGES[city];
  if (!range || number < 0 || number >= 10 ** range.digits) {
    throw new RangeError(`no demo number ${number} for ${city}`);
  }
  return range.prefix + String(number).padStart(range.digits, '0');
}
