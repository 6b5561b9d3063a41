/**
 * A town's name as people write it in many ways, made one: "St. Gallen", "St.Gallen",
 * "Sankt-Gallen", "sankt gallen".
 */
export function foldedName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')
    .replace(/\b(st|ste|sankt|saint|sainte)\b\.?/g, 'sankt ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Other ways to say a town that the list knows by one name only. */
const OTHER_NAMES: Record<string, string[]> = {
  munich: ['München'],
  koln: ['Cologne'],
  nurnberg: ['Nuremberg'],
  hannover: ['Hanover'],
  geneve: ['Genf', 'Geneva'],
  luzern: ['Lucerne'],
  bern: ['Berne'],
  basel: ['Bâle', 'Basle'],
  fribourg: ['Freiburg', 'Freiburg im Üechtland'],
  neuchatel: ['Neuenburg'],
  sitten: ['Sion'],
  sierre: ['Siders'],
  delemont: ['Delsberg']
};

export interface ListedName {
  /** Folded. */
  name: string;
  /** The whole name, in one language or another, and not a part of it. */
  isFull: boolean;
}

/** Every name under which a listed town may be asked for. */
export function namesOf(listed: string, country: string): ListedName[] {
  const full = foldedName(listed);
  const parts = listed.split(SEPARATOR).map(foldedName);
  const others = (OTHER_NAMES[full] ?? []).map(foldedName);
  const foreign = full === 'fribourg' && country !== 'CH' ? [] : others;
  const tidy = (parts[0] ?? '').length > 0 ? parts : [];
  const whole = new Set([full, ...foreign]);
  const names = new Set([...whole, ...tidy, withoutNature(full)]);
  return [...names].filter(Boolean).map((name) => ({ name, isFull: whole.has(name) }));
}

/**
 * Every folded name by which a typed town may be known, the surest first: as it is written, its
 * part before or after a stroke, without what is told about where it lies, and at last without its
 * last words, which name a part of the town.
 */
export function namesTyped(typed: string): string[] {
  const plain = typed.replace(/\s+\(?[A-Z]{2}\)?\s*\d?\s*$/, '').replace(/\s+\d+$/, '');
  const parts = plain.split(SEPARATOR).map(foldedName);
  const full = foldedName(plain);
  const words = withoutNature(parts[0] || full).split(' ');
  const shorter = words.slice(1).map((_word, index) => words.slice(0, -1 - index).join(' '));
  const names = [foldedName(typed), full, ...parts, words.join(' '), ...shorter];
  return [...new Set(names)].filter((name) => name.length > 1 && !INTRODUCING.has(name));
}

const SEPARATOR = /[/(,]/;

/** "am Main", "a. d. Ruhr", "im Breisgau", "b. Kerzers": how a name goes on that names its nature. */
const NATURE = new Set(
  'a am an auf b bei beim d i im in o ob u unter v vor vorm vom von sur sous pres en ds dem der'.split(
    ' '
  )
);

/** First words of many names, which alone are none. */
const INTRODUCING = new Set('bad sankt neu alt gross klein ober unter nieder la le les'.split(' '));

function withoutNature(folded: string): string {
  const words = folded.split(' ');
  const end = words.findIndex((word, index) => index > 0 && NATURE.has(word));
  return (end < 0 ? words : words.slice(0, end)).join(' ');
}

/**
 * Two names that go on differently mean two towns: "Neustadt (Wied)" and "Neustadt (Holstein)", but
 * not "Halle/S." and "Halle (Saale)", nor a name that goes on and one that does not.
 */
export function areToldApart(folded: string, other: string): boolean {
  const [one, two] = [folded, other].map((name) => name.split(' '));
  if (!one || !two || one.length < 2 || two.length < 2 || one[0] !== two[0]) return false;
  const [last, otherLast] = [one.at(-1) ?? '', two.at(-1) ?? ''];
  return !last.startsWith(otherLast) && !otherLast.startsWith(last);
}

/** As it is written in a form: without a district in brackets, in the market's own language. */
export function shownName(listed: string): string {
  return OWN_NAMES[listed] ?? listed;
}

const OWN_NAMES: Record<string, string> = { Munich: 'München', 'Sankt Gallen': 'St. Gallen' };
