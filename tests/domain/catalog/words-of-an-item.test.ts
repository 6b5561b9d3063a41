import { describe, expect, it } from 'vitest';
import { missingLocales } from '#domain/catalog/catalog-desk.ts';
import { inGerman, inMarketsGerman } from '#domain/catalog/in-german.ts';
import { CHECKLIST_PHASES, localText, SKILL_LEVELS } from '#domain/catalog/service-package.ts';
import { aFilePackage } from '../../support/a-catalog-file.ts';

const both = { de: 'Maße', en: 'Straße' };

describe('the German of a market', () => {
  it('[R24.21] is spelled so wherever it stands in German, and nowhere else', () => {
    const piece = {
      id: 'großes',
      title: both,
      scope: [both, { de: 'weiß' }],
      terms: { de: ['heiß', 'Spaß'], en: ['heiß'] },
      earlier: { 1: { checklist: [{ text: { de: 'Gruß „ja“' }, required: true }] } },
      ...{ level: 3, until: null, addOn: false }
    };
    expect(inMarketsGerman(piece, 'CH')).toEqual({
      id: 'großes',
      title: { de: 'Masse', en: 'Straße' },
      scope: [{ de: 'Masse', en: 'Straße' }, { de: 'weiss' }],
      terms: { de: ['heiss', 'Spass'], en: ['heiß'] },
      earlier: { 1: { checklist: [{ text: { de: 'Gruss «ja»' }, required: true }] } },
      ...{ level: 3, until: null, addOn: false }
    });
    expect(inMarketsGerman(piece, 'DE')).toBe(piece);
    expect(inGerman(piece, 'DE')).toBe(piece);
    expect(inGerman('Straße', 'CH')).toBe('Straße');
    expect(inGerman([both], 'CH')).toEqual([{ de: 'Masse', en: 'Straße' }]);
  });
});

describe('a text in several languages', () => {
  it('[R24.9] falls back to the source', () => {
    expect(localText(both, 'en')).toBe('Straße');
    expect(localText(both, 'de')).toBe('Maße');
    expect(localText(both, 'fr')).toBe('Maße');
    expect(localText({ de: 'Maße' }, 'en')).toBe('Maße');
  });

  it('says where it is not translated yet, as deep as it stands', () => {
    const whole = { de: 'a', en: 'b' };
    const item = { title: whole, summary: whole, scope: [whole], guide: [{ text: whole }] };
    expect(missingLocales(item)).toEqual([]);
    const lacking = [
      { ...item, title: { de: 'a' } },
      { ...item, summary: { de: 'a', en: '' } },
      { ...item, scope: [whole, { de: 'a' }] },
      { ...item, guide: [{ text: whole }, { text: { de: 'a' } }] }
    ];
    for (const each of lacking) expect(missingLocales(each)).toEqual(['en']);
    expect(missingLocales(aFilePackage())).toEqual(['en']);
  });

  it('lacks nothing where there is nothing to translate', () => {
    for (const each of [{ de: '' }, { de: '', en: '' }, {}, [], null, undefined, 'de', 5]) {
      expect(missingLocales(each)).toEqual([]);
    }
    expect(missingLocales({ de: { de: 'a' } })).toEqual(['en']);
  });
});

describe('what a package says', () => {
  it('[R10.1] phases in the order of the visit, levels from basics to expert', () => {
    expect(CHECKLIST_PHASES).toEqual(['prepare', 'arrive', 'work', 'explain', 'handOver']);
    expect(SKILL_LEVELS).toEqual({ least: 1, most: 5 });
  });
});
