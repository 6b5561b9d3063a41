import { describe, expect, it } from 'vitest';
import { SKILLS } from '#domain/catalog/service-package.ts';
import { MARKETS } from '#domain/policy/policy.ts';
import { isDrawn, pageAt, pathOf, type PageRef } from '#domain/storefront/address.ts';
import { areaAt, areaCode, areaFor, areasOf } from '#domain/storefront/area.ts';

const AREAS = areasOf(MARKETS);
const PAGES: PageRef[] = [
  { kind: 'front' },
  { kind: 'services' },
  ...SKILLS.flatMap((skill): PageRef[] => [
    { kind: 'category', skill },
    { kind: 'package', skill, id: 'tv-setup-2' }
  ]),
  { kind: 'city', slug: 'frankfurt-main' }
];

describe('addresses', () => {
  it.each(AREAS.map((area) => [areaCode(area), area] as const))(
    '[W1.3] lead in %s from a page to its path and back',
    (code, area) => {
      for (const page of PAGES) {
        const path = pathOf(page, area);
        expect(path).toMatch(/^\/[a-z0-9/-]+$/);
        expect(pageAt(path.slice(code.length + 1), area)).toEqual(page);
        expect(isDrawn(path)).toBe(true);
      }
      expect(areaAt(code)).toEqual(area);
    }
  );

  it('[W1.3] are in the language of the page', () => {
    const page: PageRef = { kind: 'category', skill: 'smartHome' };
    expect(pathOf(page, { locale: 'de', market: 'CH' })).toBe('/de-ch/leistungen/smart-home');
    expect(pathOf(page, { locale: 'en', market: 'DE' })).toBe('/en-de/services/smart-home');
  });

  it('lead nowhere where no page can be', () => {
    const area = { locale: 'de', market: 'CH' } as const;
    for (const path of ['services', 'leistungen/nothing', 'leistungen/tv/a/b', 'orte', 'x']) {
      expect(pageAt(path, area), path).toBeUndefined();
    }
    const others = ['/book', '/today', '/de', '/fr-ch/leistungen', '/de-at', '/support'];
    for (const path of [...others, '/de-CH', '/de-ch-x', '/de-CH/leistungen']) {
      expect(isDrawn(path), path).toBe(false);
    }
  });
});

describe('the page without a language in its address', () => {
  it.each([
    [['de-CH', 'de'], { locale: 'de', market: 'CH' }],
    [['en-GB', 'en'], { locale: 'en', market: 'DE' }],
    [['fr-CH', 'en'], { locale: 'en', market: 'CH' }],
    [['fr'], { locale: 'de', market: 'DE' }],
    [[], { locale: 'de', market: 'DE' }]
  ] as const)('[W1.4] is drawn for who asks for %j', (wanted, area) => {
    expect(areaFor(wanted, MARKETS)).toEqual(area);
  });

  it('[W1.4] is of a country that is served', () => {
    expect(areaFor(['de-CH'], ['DE'])).toEqual({ locale: 'de', market: 'DE' });
  });
});
