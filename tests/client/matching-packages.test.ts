import { describe, expect, it } from 'vitest';
import { bookingCatalog } from '#domain/booking/booking-catalog.ts';
import { DEMO_PACKAGES } from '../../sync-server/demo/catalog.ts';
import { matchingPackages } from '../../src/lib/booking/packages/matching-packages.ts';
import { similarPackages } from '../../src/lib/booking/packages/similar-packages.ts';
import { THE_USUAL } from '../support/market-rules.ts';

const { packages } = bookingCatalog({ version: '1', termsVersion: '1' }, DEMO_PACKAGES, THE_USUAL);
const search = similarPackages(packages);
const found = (query: string) =>
  matchingPackages(packages, { market: 'CH', category: '', query, similar: search(query) });
const firstCategories = (query: string) => [...new Set(found(query).map((each) => each.category))];

describe('the search for a service', () => {
  it.each([
    ['Wifi', 'wlan'],
    ['wi-fi', 'wlan'],
    ['Fritzbox', 'wlan'],
    ['fritz box', 'wlan'],
    ['Internet geht nicht', 'wlan'],
    ['Mein WLAN funktioniert nicht mehr', 'wlan'],
    ['Druker', 'printer'],
    ['Drucker druckt nicht', 'printer'],
    ['Scanner', 'printer'],
    ['Fernsehr', 'tv'],
    ['Glotze', 'tv'],
    ['Labtop', 'computer'],
    ['Rechner', 'computer'],
    ['Viren', 'computer'],
    ['Natel', 'phone'],
    ['Handy', 'phone'],
    ['iphone', 'phone'],
    ['Türklingel', 'security'],
    ['Heizung', 'smartHome'],
    ['Waschmaschiene', 'appliance'],
    ['printer not working', 'printer']
  ])('[R1.17] finds for %j something about %s', (query, category) => {
    expect(firstCategories(query)).toContain(category);
    expect(found(query).length).toBeLessThan(packages.length / 2);
  });

  it.each(['Klavier stimmen', 'xqzw', 'Zahnarzt'])('finds nothing for %j', (query) => {
    expect(found(query)).toEqual([]);
  });

  it('shows everything to who has typed nothing, or nothing that names a thing', () => {
    expect(found('')).toHaveLength(packages.filter((each) => each.prices.CH !== undefined).length);
    expect(search('geht nicht').size).toBe(0);
  });

  it('finds what is written, also before the tolerant search is there', () => {
    const query = { market: 'CH', category: '', query: 'fritzbox' } as const;
    expect(matchingPackages(packages, query).map((each) => each.category)).toContain('wlan');
  });
});
