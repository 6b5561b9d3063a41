// Search that forgives: other words for a thing are terms of the catalogue, slips of the finger are
// bridged, and words that name no thing ("geht nicht") do not count. Fetched when somebody searches.
import MiniSearch from 'minisearch';
import type { OfferedPackage } from '#domain/booking/booking-catalog.ts';
import { plainText, termsOf, titleOf } from './matching-packages.ts';

/** How people complain and ask, in every language of the product; folded. */
const SAYS_NOTHING = new Set(
  (
    'aber alles am an auf bei beim bin bitte brauche das dem den der die ein eine einen einer es ' +
    'funktioniert fur gehen geht haben hat hilfe ich im in ist kann kaputt kein keine keinen mehr ' +
    'mein meine meinen meinem mit neu neue neuen neues nicht oder und vom von will wir zu zum ' +
    'a and broken can cannot do does doesn for have help how i is it my need new no not of on or ' +
    'please the to want we with won work working works'
  ).split(' ')
);
const SHORTEST_FUZZY = 4;
/** Of a word's letters this share may differ. */
const FUZZINESS = 0.25;
/** What scores less than this share of the best is found by chance. */
const WORTH = 0.4;

export function similarPackages(
  packages: readonly OfferedPackage[]
): (query: string) => ReadonlySet<string> {
  const index = new MiniSearch({
    fields: ['title', 'terms'],
    tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u),
    processTerm: (term) => {
      const folded = plainText(term);
      return folded.length < 2 || SAYS_NOTHING.has(folded) ? null : folded;
    },
    searchOptions: {
      prefix: (term) => term.length >= SHORTEST_FUZZY,
      fuzzy: (term) => (term.length >= SHORTEST_FUZZY ? FUZZINESS : false)
    }
  });
  index.addAll(
    packages.map((each) => ({
      id: each.id,
      title: titleOf(each),
      terms: termsOf(each)
    }))
  );
  return (query) => {
    const all = index.search(query, { combineWith: 'AND' });
    const found = all.length > 0 ? all : index.search(query);
    const best = found[0]?.score ?? 0;
    return new Set(found.filter(({ score }) => score >= best * WORTH).map(({ id }) => String(id)));
  };
}
