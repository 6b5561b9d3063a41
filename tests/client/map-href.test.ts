import { describe, expect, it } from 'vitest';
import { mapHref } from '../../src/lib/words/map-href.ts';

const ADDRESS = 'Steinenring 12, 4051 Basel';
const QUERY = 'Steinenring%2012%2C%204051%20Basel';
const AT = { lat: 47.55, lon: 7.58 };

describe('the link to a map', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/142', `geo:47.55,7.58?q=${QUERY}`],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X)',
      `https://maps.apple.com/?q=${QUERY}`
    ],
    ['Mozilla/5.0 (iPad; CPU OS 19_1 like Mac OS X)', `https://maps.apple.com/?q=${QUERY}`],
    // A tablet of Apple calls itself a Mac.
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', `https://maps.apple.com/?q=${QUERY}`],
    [
      'Mozilla/5.0 (X11; Linux x86_64) Chrome/142',
      `https://www.openstreetmap.org/search?query=${QUERY}`
    ]
  ])('[R10.6] of %s opens something', (userAgent, href) => {
    expect(mapHref(ADDRESS, AT, { userAgent })).toBe(href);
  });

  it('[R10.6] needs no point', () => {
    expect(mapHref(ADDRESS, null, { userAgent: 'Android' })).toBe(`geo:0,0?q=${QUERY}`);
  });
});
