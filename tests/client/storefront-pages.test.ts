// What stands in the pages that anybody finds, as the server draws them: nothing here runs a script.
import { describe, expect, it } from 'vitest';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import { MARKETS } from '#domain/policy/policy.ts';
import { pageAt } from '#domain/storefront/address.ts';
import type { Area } from '#domain/storefront/area.ts';
import { listedHelpers } from '#domain/storefront/cities.ts';
import type { StorefrontWorld } from '#domain/storefront/shop.ts';
import type { PageInput } from '#domain/storefront/page-input.ts';
import { storefrontAnswer } from '#domain/storefront/storefront-view.ts';
import { renderPage } from '../../src/lib/storefront/render-page.ts';
import { aPackage, aProvider } from '../support/builders.ts';

const SWISS: Area = { locale: 'de', market: 'CH' };
const ORIGIN = 'https://mila.example';
const WORLD: StorefrontWorld = {
  packages: [
    aPackage({
      scope: [{ de: 'Router anschließen', en: 'Connect the router' }],
      notIncluded: [{ de: 'Kabel verlegen' }],
      tools: [{ de: 'Laptop' }]
    }),
    aPackage({ _id: 'package:old', id: 'old', active: false, title: { de: 'Fax einrichten' } })
  ],
  helpers: listedHelpers([aProvider({ stars: { sum: 9, count: 2 } })]),
  markets: MARKETS,
  priceOf: (service, market) => bookingPrice(service, market),
  mostRadiusKm: () => 200
};
const SITE: PageInput['site'] = {
  origin: ORIGIN,
  markets: [...MARKETS],
  companies: {},
  support: { phone: '+41 61 555 00 00', email: 'hilfe@mila.example' },
  links: { terms: null, privacy: null, imprint: null },
  demo: null
};

interface Wanted {
  area?: Area;
  world?: Partial<StorefrontWorld>;
  isDefault?: boolean;
}

function drawn(path: string, { area = SWISS, world = {}, isDefault = false }: Wanted = {}): string {
  const answer = storefrontAnswer({ ...WORLD, ...world }, area, pageAt(path, area));
  if (answer.status === 301) throw new Error(`moved to ${answer.path}`);
  const assets = { styles: ['app.css'], fonts: ['display.woff2'], ahead: ['book.js'] };
  return renderPage({ view: answer.view, site: SITE, assets, isDefault });
}

const plain = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/[\s\u00a0]+/g, ' ');
const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1];
const dataOf = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map(
    ([, json]) => JSON.parse(json!) as Record<string, unknown>
  );
const linkOf = (html: string, rel: string) =>
  [...html.matchAll(/<link ([^>]*)>/g)]
    .map(([, all]) => all!)
    .filter((all) => all.includes(`rel="${rel}"`));

describe('a page', () => {
  it.each([
    ['', 'Technikhilfe zu Hause', 'ab CHF 83.90'],
    ['leistungen', 'Alle Services und Preise in der Schweiz', 'CHF 83.90'],
    ['leistungen/wlan', 'WLAN und Internet', 'CHF 83.90'],
    ['leistungen/wlan/wlan', 'WLAN einrichten', 'CHF 83.90'],
    ['orte/basel', 'Technikhilfe in Basel', 'CHF 83.90']
  ])('[W1.1, W1.2] /de-ch/%s says title and total price without a script', (path, title, price) => {
    const html = drawn(path);
    expect(titleOf(html)).toContain(title);
    expect(plain(html)).toContain(price);
    expect(html).toMatch(/<meta name="description" content="[^"]{40,}/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script(?! type="application\/ld\+json")/);
  });

  it('[W1.1] of a package says scope, what is not in it, what is brought, how long, and the way into booking', () => {
    const text = plain(drawn('leistungen/wlan/wlan'));
    for (const words of ['Router anschliessen', 'Kabel verlegen', 'Laptop', 'etwa 1 Std.']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('in Deutschland: 71,90 €');
    expect(drawn('leistungen/wlan/wlan')).toContain(
      'href="/book?package=wlan&amp;market=CH&amp;language=de"'
    );
  });

  it('[W1.2] is in the language and the money of its address', () => {
    const html = drawn('services/wlan/wlan', { area: { locale: 'en', market: 'DE' } });
    expect(html).toContain('<html lang="en-DE">');
    expect(titleOf(html)).toBe('Set up Wi-Fi: €71.90 · Mila Onsite');
    expect(plain(html)).toContain('Connect the router');
    expect(
      plain(drawn('leistungen/wlan/wlan', { area: { locale: 'de', market: 'DE' } }))
    ).toContain('Router anschließen');
  });

  it('[W1.3] names its address, and itself in every language and country', () => {
    const html = drawn('leistungen/wlan/wlan');
    expect(linkOf(html, 'canonical')).toEqual([
      `rel="canonical" href="${ORIGIN}/de-ch/leistungen/wlan/wlan"`
    ]);
    const others = linkOf(html, 'alternate').map((all) => /hreflang="([^"]+)"/.exec(all)?.[1]);
    expect(others).toEqual(['de-DE', 'en-DE', 'de-CH', 'en-CH', 'x-default']);
  });

  it('[W1.4] at the address without a language leads whoever chose another one there', () => {
    expect(drawn('', { isDefault: true })).toContain('{"en":"/en-ch"}');
    expect(drawn('')).not.toContain('localStorage');
  });

  it('[W1.5] that is gone says so, with ways on, and is not for search engines', () => {
    const gone = drawn('leistungen/wlan/old');
    expect(plain(gone)).toContain('„Fax einrichten“ bieten wir nicht mehr an');
    expect(plain(gone)).toContain('WLAN einrichten');
    const missing = drawn('nowhere');
    expect(plain(missing)).toContain('Diese Seite gibt es nicht');
    expect(missing).toContain('href="/de-ch/leistungen/wlan"');
    expect(missing).toContain('<meta name="robots" content="noindex">');
  });

  it('[W1.12] with nothing for sale says so and names no price', () => {
    const text = plain(drawn('', { world: { packages: [] } }));
    expect(text).toContain('Hier stehen bald unsere Services');
    expect(text).not.toMatch(/CHF \d/);
  });

  it('[W1.7] speaks of stars only where there are some', () => {
    expect(plain(drawn(''))).toContain('4.5 von 5 Sternen');
    const unrated = listedHelpers([aProvider({ stars: { sum: 0, count: 0 } })]);
    expect(plain(drawn('', { world: { helpers: unrated } }))).not.toContain('Sternen');
  });
});

describe('what machines read', () => {
  it('[W1.2] names each offer with the price that is billed', () => {
    const [service] = dataOf(drawn('leistungen/wlan/wlan'));
    expect(service).toMatchObject({
      '@type': 'Service',
      name: 'WLAN einrichten',
      offers: { '@type': 'Offer', price: '83.90', priceCurrency: 'CHF' }
    });
  });

  it('[W1.1] says the way to a page, and the questions of the front page', () => {
    const trail = dataOf(drawn('leistungen/wlan/wlan')).find(
      (each) => each['@type'] === 'BreadcrumbList'
    );
    expect((trail?.itemListElement as { name: string }[]).map(({ name }) => name)).toEqual([
      'Startseite',
      'Services',
      'WLAN und Internet',
      'WLAN einrichten'
    ]);
    const front = drawn('');
    const questions = dataOf(front).find((each) => each['@type'] === 'FAQPage');
    for (const { name } of questions!.mainEntity as { name: string }[]) {
      expect(plain(front)).toContain(name);
    }
  });
});

describe('text from outside', () => {
  const ATTACK = '</script><script>alert(1)</script><img src=x onerror=alert(1)> "quoted" & \u05D0';

  it('[W1.8] ends no script, adds no element and turns nothing round', () => {
    const hostile = {
      packages: [
        aPackage({
          ...{ title: { de: ATTACK }, summary: { de: ATTACK }, scope: [{ de: ATTACK }] },
          ...{ notIncluded: [{ de: ATTACK }], tools: [{ de: ATTACK }] }
        })
      ],
      helpers: listedHelpers([
        aProvider({ base: { postcode: '4000', city: `Basel ${ATTACK}`, lat: 47.5, lon: 7.6 } })
      ])
    };
    const slug = storefrontAnswer({ ...WORLD, ...hostile }, SWISS, { kind: 'front' });
    if (slug.status === 301) throw new Error('moved');
    const city = slug.view.cities[0]!.slug;
    for (const path of [
      '',
      'leistungen',
      'leistungen/wlan',
      'leistungen/wlan/wlan',
      `orte/${city}`
    ]) {
      const html = drawn(path, { world: hostile });
      expect(html).not.toContain('<script>alert');
      expect(html).not.toContain('<img src=x');
      for (const data of dataOf(html)) expect(data['@context']).toBe('https://schema.org');
    }
    const [service] = dataOf(drawn('leistungen/wlan/wlan', { world: hostile }));
    expect(service?.name).toBe(ATTACK);
    expect(drawn('leistungen/wlan/wlan', { world: hostile })).toMatch(/<h1[^>]*><bdi>/);
  });
});
