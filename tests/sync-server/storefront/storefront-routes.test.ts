import type { Ms } from '#domain/brand.ts';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageInput } from '#domain/storefront/page-input.ts';
import { startEngine } from '../../../sync-server/couch-engine/engine.ts';
import { openStore } from '../../../sync-server/store/store.ts';
import { aLine } from '../../support/a-line.ts';
import { publishCatalog } from '../../../sync-server/catalog/publish-catalog.ts';
import { aPackage, aProvider } from '../../support/builders.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

const SHELL = '<!doctype html><body>shell';
/** Draws what it is given: how a page looks is tested where its components are. */
const BUNDLE = `export const renderPage = (input) =>
  '<script>1</script><script type="application/ld+json">{}</script>' + JSON.stringify(input);`;
const ASSETS = { styles: ['a.css'], fonts: [], ahead: [] };

let buildDir: string;
let server: TestServer;
beforeAll(async () => {
  buildDir = await mkdtemp(join(tmpdir(), 'mila-build-'));
  await mkdir(join(buildDir, 'server'));
  await writeFile(join(buildDir, '200.html'), SHELL);
  await writeFile(join(buildDir, 'server/storefront.js'), BUNDLE);
  await writeFile(join(buildDir, 'server/assets.json'), JSON.stringify(ASSETS));
  server = await startTestServer({
    background: false,
    config: { buildDir, publicUrl: 'https://mila.example' }
  });
  await publish(aPackage());
  await server.store.people.put(aProvider());
});
afterAll(async () => {
  await server.close();
  await rm(buildDir, { recursive: true });
});

function publish(...packages: ReturnType<typeof aPackage>[]) {
  const { store, deps } = server;
  const content = { packages, products: [], termsVersion: '1' };
  return publishCatalog(store, deps.keys, content, { at: deps.clock.now() as Ms, by: null });
}
const get = (url: string, headers = {}) => server.app.inject({ url, headers });
const inputOf = (body: string) => JSON.parse(body.slice(body.indexOf('{"view"'))) as PageInput;

describe('the pages that anybody finds', () => {
  it('[W1.1, W1.2] are drawn from the published catalogue', async () => {
    const answer = await get('/de-ch/leistungen/wlan/wlan');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    const { view, site, assets } = inputOf(answer.body);
    expect(view.page).toMatchObject({ kind: 'package', service: { totalMinor: 7900 + 490 } });
    expect(view.cities).toEqual([{ slug: 'basel', name: 'Basel', helpers: 1 }]);
    expect([site.origin, site.markets]).toEqual(['https://mila.example', ['DE', 'CH']]);
    expect(assets).toEqual(ASSETS);
    expect(JSON.stringify(site)).not.toMatch(/iban|bank/i);
  });

  it('[W1.4] are drawn at / for who asks, and caches know that', async () => {
    const swiss = await get('/', { 'accept-language': 'fr;q=0.2, de-CH;q=0.9' });
    expect(inputOf(swiss.body)).toMatchObject({
      isDefault: true,
      view: { area: { locale: 'de', market: 'CH' }, canonical: '/de-ch' }
    });
    expect(swiss.headers.vary).toContain('accept-language');
    const english = await get('/', { 'accept-language': 'en' });
    expect(inputOf(english.body).view.canonical).toBe('/en-de');
    expect((await get('/de-ch')).headers.vary).not.toContain('accept-language');
  });

  it('[W1.5] answer 410, 404 and 301 as it is, and nothing foreign is thrown at', async () => {
    await publish(aPackage(), aPackage({ _id: 'package:old', id: 'old', active: false }));
    server.clock.advance(6_000);
    const statusOf = async (path: string) => (await get(path)).statusCode;
    expect(await statusOf('/de-ch/leistungen/wlan/old')).toBe(410);
    expect(await statusOf('/de-ch/leistungen/wlan/nothing')).toBe(404);
    expect(await statusOf('/en-ch/leistungen')).toBe(404);
    expect(await statusOf('/de-ch/orte/%E0%A4')).toBe(400);
    expect(await statusOf(`/de-ch/orte/${encodeURIComponent('<script>')}`)).toBe(404);
    const moved = await get('/de-ch/leistungen/tv/wlan');
    expect([moved.statusCode, moved.headers.location]).toEqual([
      301,
      '/de-ch/leistungen/wlan/wlan'
    ]);
    // Else a page that moves back would lead for ever between both of its addresses.
    expect(moved.headers['cache-control']).toBe('no-cache');
  });

  it('[W1.3] lead to the one address of a page from each that is written otherwise', async () => {
    const wlan = '/de-ch/leistungen/wlan/wlan';
    const others = {
      '/de-ch/': '/de-ch',
      '/de-ch/l%65istungen': '/de-ch/leistungen',
      '/de-ch//leistungen': '/de-ch/leistungen',
      '/de-ch/leistungen/?q=a%20b': '/de-ch/leistungen?q=a%20b',
      [`${wlan}//`]: wlan,
      '/de-ch/orte//basel': '/de-ch/orte/basel'
    };
    for (const [url, location] of Object.entries(others)) {
      const { statusCode, headers } = await get(url);
      expect([statusCode, headers.location, headers['cache-control']], url).toEqual([
        ...[301, location, 'no-cache']
      ]);
      expect((await get(location)).statusCode).toBe(200);
    }
  });

  it('[W1.9] are asked for again, and answered in full only when something has changed', async () => {
    const url = '/de-ch/leistungen/wlan/wlan';
    const first = await get(url);
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = () => get(url, { 'if-none-match': first.headers.etag });
    expect((await again()).statusCode).toBe(304);
    await publish(aPackage({ prices: { CH: 8900 } }));
    server.clock.advance(6_000);
    const changed = await again();
    expect(changed.statusCode).toBe(200);
    expect(inputOf(changed.body).view.page).toMatchObject({ service: { totalMinor: 8900 + 490 } });
    expect(changed.headers.etag).not.toBe(first.headers.etag);
  });

  it('are packed for who takes it, and may run only their own script', async () => {
    const plain = await get('/de-ch');
    const packed = await get('/de-ch', { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary).toContain('accept-encoding');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    const policy = String(plain.headers['content-security-policy']);
    expect(policy.match(/'sha256-/g)).toHaveLength(1);
  });

  it('[W1.10] are named by the site map, and that by robots.txt', async () => {
    const map = await get('/sitemap.xml');
    expect(map.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(map.body).toContain('<loc>https://mila.example/de-ch/leistungen/wlan/wlan</loc>');
    const { body } = await get('/robots.txt');
    expect(body).toContain('Sitemap: https://mila.example/sitemap.xml');
    expect(body).toContain('Disallow: /o/\n');
  });

  it('[W1.9, W1.10] the site map is answered in full only when something has changed', async () => {
    const { headers } = await get('/sitemap.xml');
    const again = () => get('/sitemap.xml', { 'if-none-match': headers.etag });
    expect((await again()).statusCode).toBe(304);
    await publish(aPackage(), aPackage({ _id: 'package:new', id: 'new' }));
    server.clock.advance(6_000);
    const { statusCode, body } = await again();
    expect([statusCode, body.includes('/de-ch/leistungen/wlan/new<')]).toEqual([200, true]);
  });

  it('never hand out what the server runs, and leave the app its own addresses', async () => {
    for (const url of ['/server/storefront.js', '/server/assets.json', '/%73erver/assets.json']) {
      const answer = await get(url);
      expect([answer.statusCode, answer.body]).toEqual([404, 'Not found.\n']);
    }
    for (const url of ['/book', '/today', '/de-xx']) expect((await get(url)).body).toBe(SHELL);
  });

  it('take up a new build without a restart', async () => {
    await writeFile(
      join(buildDir, 'server/storefront.js'),
      "export const renderPage = () => 'new';"
    );
    expect((await get('/de-ch')).body).toBe('new');
  });
});

describe('without a country that is open', () => {
  it('[W1.12] / says so', async () => {
    const closed = await startTestServer({
      background: false,
      config: { buildDir, operatorSet: {}, publicUrl: 'https://mila.example' }
    });
    try {
      await writeFile(join(buildDir, 'server/storefront.js'), BUNDLE);
      const { statusCode, body } = await closed.app.inject('/');
      expect(statusCode).toBe(200);
      expect(inputOf(body)).toMatchObject({ site: { markets: [] }, view: { categories: [] } });
      expect((await closed.app.inject('/sitemap.xml')).body).not.toContain('<url>');
    } finally {
      await closed.close();
    }
  });
});

describe('while the store is down', () => {
  it('pages stay as they were read last; before that, the app says that nothing is reached', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'mila-down-'));
    const engine = await startEngine({ dataDir, user: 'mila', password: 'secret' });
    const line = await aLine(engine.port);
    const couchdbUrl = `http://mila:secret@127.0.0.1:${line.port}`;
    const store = await openStore({ couchdbUrl, couchdbPrefix: '', dataDir });
    const parts = { store, dataDir, background: false, config: { buildDir } };
    const [known, strange] = [await startTestServer(parts), await startTestServer(parts)];
    const before = await known.app.inject('/de-ch');
    expect(before.statusCode).toBe(200);
    line.down();
    known.clock.advance(120_000);
    expect((await known.app.inject('/de-ch')).body).toBe(before.body);
    const refused = await strange.app.inject('/de-ch');
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '3']);
    expect(refused.body).toBe(SHELL);
    line.up();
    for (const each of [known, strange]) await each.close({ keepData: true });
    await store.close();
    await line.close();
    await engine.close();
    await rm(dataDir, { recursive: true });
  });
});
