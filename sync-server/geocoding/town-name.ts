/**
 * A town's name as people write it in many ways, made one: "St. Gallen", "Sankt-Gallen", "sankt
 * gallen".
 */
export function foldedName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')
    .replace(/\b(st|ste|sankt|saint)\b\.?/g, 'sankt')
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

/** Every folded name under which a listed town may be asked for; the first is its full one. */
export function namesOf(listed: string, country: string): string[] {
  const full = foldedName(listed);
  const parts = listed.split(/[/(,]/).map(foldedName);
  const withoutRiver = foldedName(listed.split(/ (?:am|an|auf|bei|im|in|ob|vor) /)[0] ?? '');
  const others = (OTHER_NAMES[full] ?? []).map(foldedName);
  const foreign = full === 'fribourg' && country !== 'CH' ? [] : others;
  const tidy = (parts[0] ?? '').length > 0 ? parts : [];
  return [...new Set([full, ...tidy, withoutRiver, ...foreign])].filter(Boolean);
}

/** As it is written in a form: without a district in brackets, in the market's own language. */
export function shownName(listed: string): string {
  return OWN_NAMES[listed] ?? listed;
}

const OWN_NAMES: Record<string, string> = { Munich: 'München', 'Sankt Gallen': 'St. Gallen' };
