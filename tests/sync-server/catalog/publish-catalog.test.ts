import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  saleAt,
  type CatalogHead,
  type Product,
  type ServicePackage
} from '#domain/catalog/service-package.ts';
import type { Bps, Ms } from '#domain/brand.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import {
  isSigned,
  publishCatalog,
  type CatalogContent,
  type Signed
} from '../../../sync-server/catalog/publish-catalog.ts';
import { DEMO_PACKAGES, DEMO_PRODUCTS } from '../../../sync-server/demo/catalog.ts';
import { NOW } from '../../support/builders.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

const CONTENT: CatalogContent = {
  packages: DEMO_PACKAGES,
  products: DEMO_PRODUCTS,
  termsVersion: '2026-01'
};

let server: TestServer;
const publish = (content: CatalogContent = CONTENT, at = NOW) =>
  publishCatalog(server.store, server.deps.keys, content, { at: at as Ms, by: null });
const stored = (id: string) => server.store.catalog.get<Signed<ServicePackage>>(id);
const revisions = async () =>
  (await server.store.catalog.withPrefix('')).map(({ _id, _rev }) => `${_id} ${_rev}`);

/** The published content with one package changed. */
function changed(id: string, fields: Partial<ServicePackage>): CatalogContent {
  return {
    ...CONTENT,
    packages: DEMO_PACKAGES.map((each) => (each.id === id ? { ...each, ...fields } : each))
  };
}

beforeAll(async () => {
  server = await startTestServer({ background: false });
  await publish();
});
afterAll(() => server.close());

describe('publishing the catalogue', () => {
  it('writes every package and product, and a head that says which content it is', async () => {
    const { catalog } = server.store;
    expect(await catalog.withPrefix('package:')).toHaveLength(DEMO_PACKAGES.length);
    expect(await catalog.withPrefix('product:')).toHaveLength(DEMO_PRODUCTS.length);
    const head = await catalog.get<CatalogHead>('catalog');
    expect(head).toMatchObject({ type: 'catalog', termsVersion: '2026-01' });
    expect(head?.version).toMatch(/^[\w-]{12}$/);
  });

  it('signs every document so that a device can check it with the head’s key alone', async () => {
    const head = await server.store.catalog.get<CatalogHead>('catalog');
    const key = createPublicKey({
      key: Buffer.from(head!.publicKey, 'base64url'),
      type: 'spki',
      format: 'der'
    });
    const documents = await server.store.catalog.withPrefix<Signed<Product>>('p');
    const all = [...documents, (await server.store.catalog.get<Signed<Product>>('catalog'))!];
    expect(all.length).toBe(DEMO_PACKAGES.length + DEMO_PRODUCTS.length + 1);
    for (const { _rev, signature, ...content } of all) {
      const bytes = Buffer.from(canonicalText(content), 'utf8');
      expect(verify(null, bytes, key, Buffer.from(signature, 'base64url')), _rev).toBe(true);
    }
  });

  it('tells a document that was tampered with', async () => {
    const document = (await stored('package:wlan-setup'))!;
    expect(isSigned(document, server.deps.keys)).toBe(true);
    expect(isSigned({ ...document, durationMin: 5 } as typeof document, server.deps.keys)).toBe(
      false
    );
  });

  it('changes nothing when it is done again, also by two processes at once', async () => {
    const before = await revisions();
    await Promise.all([publish(), publish()]);
    expect(await revisions()).toEqual(before);
  });

  it('[O4.13] raises the version with the price and keeps the price of every earlier one', async () => {
    const first = await publish();
    const dearer = changed('nas-setup', { prices: { DE: 12_900, CH: 18_900 } });
    const second = await publish(dearer);
    const third = await publish(changed('nas-setup', { prices: { DE: 13_900, CH: 19_900 } }));
    const nas = (await stored('package:nas-setup'))!;
    expect(nas.version).toBe(3);
    const sold = (version: number) => saleAt(nas, version, { market: 'DE', at: NOW })?.unitMinor;
    expect([1, 2, 3].map(sold)).toEqual([11_900, 12_900, 13_900]);
    expect(new Set([first, second, third].map((head) => head.version)).size).toBe(3);
    expect(isSigned(nas, server.deps.keys)).toBe(true);
  });

  it('raises the version with the checklist, and the old version keeps its price', async () => {
    const { checklist } = DEMO_PACKAGES.find((each) => each.id === 'phone-move')!;
    await publish(changed('phone-move', { checklist: checklist.slice(1) }));
    const phone = (await stored('package:phone-move'))!;
    expect(phone.version).toBe(2);
    const first = saleAt(phone, 1, { market: 'CH', at: NOW })!;
    expect(first).toMatchObject({ unitMinor: 6_900, item: { checklist } });
    const second = saleAt(phone, 2, { market: 'CH', at: NOW })!;
    expect(second.item.checklist).toEqual(checklist.slice(1));
  });

  it('[O4.13] keeps a product’s commission as it was shown', async () => {
    const [product] = DEMO_PRODUCTS;
    const { id, salesCommissionBps } = product!;
    const less = { ...product!, salesCommissionBps: (salesCommissionBps / 2) as Bps };
    await publish({ ...CONTENT, products: [less] });
    const now = (await server.store.catalog.get<Product>(`product:${id}`))!;
    const rate = (version: number) =>
      saleAt(now, version, { market: 'DE', at: NOW })?.item.salesCommissionBps;
    expect([rate(1), rate(2)]).toEqual([salesCommissionBps, salesCommissionBps / 2]);
    expect(Object.hasOwn(now, 'withdrawnAt')).toBe(false);
  });

  it('[O4.13] keeps the title that was signed, and what a product went with', async () => {
    const before = DEMO_PACKAGES.find(({ id }) => id === 'tv-setup')!;
    await publish(changed('tv-setup', { title: { de: 'Fernseher', en: 'TV' } }));
    const tv = (await stored('package:tv-setup'))!;
    expect(tv.version).toBe(before.version + 1);
    const was = saleAt(tv, before.version, { market: 'DE', at: NOW })!;
    expect(was.item.title).toEqual(before.title);
    const cable = DEMO_PRODUCTS.at(-1)!;
    await publish({ ...CONTENT, products: [{ ...cable, goesWith: [] }] });
    const now = (await server.store.catalog.get<Product>(`product:${cable.id}`))!;
    const sold = saleAt(now, cable.version, { market: 'DE', at: NOW })!;
    expect(sold.item.goesWith).toEqual(cable.goesWith);
  });

  it('[O4.14] says since when something is withdrawn, until it is sold again', async () => {
    const withdrawnAt = async () =>
      (await server.store.catalog.get<ServicePackage>('package:tv-mount'))!.withdrawnAt;
    const off = changed('tv-mount', { active: false });
    await publish(off, NOW + 5);
    expect(await withdrawnAt()).toBe(NOW + 5);
    await publish(off, NOW + 9);
    expect(await withdrawnAt()).toBe(NOW + 5);
    await publish(CONTENT, NOW + 10);
    expect(await withdrawnAt()).toBeUndefined();
  });

  it('[O4.13] forgets a version of which no action can come any more', async () => {
    const versions = async () =>
      Object.keys((await stored('package:wlan-setup'))!.earlier).map(Number);
    const dearer = (prices: { DE: number }) => changed('wlan-setup', { prices });
    const first = (await stored('package:wlan-setup'))!.version;
    await publish(dearer({ DE: 100 }), NOW);
    const over = TIME_POLICY.earlierSoldMs + TIME_POLICY.oldestActionMs;
    await publish(dearer({ DE: 200 }), NOW + over);
    expect(await versions()).toEqual(expect.arrayContaining([first, first + 1]));
    await publish(dearer({ DE: 300 }), NOW + over + 1);
    expect(await versions()).toEqual([first + 1, first + 2]);
  });

  it('keeps the version where only words were corrected, and signs them', async () => {
    const summary = { de: 'Neu gesagt.', en: 'Said anew.' };
    await publish(changed('printer-setup', { summary }));
    const printer = (await stored('package:printer-setup'))!;
    expect(printer).toMatchObject({ version: 1, summary });
    expect(isSigned(printer, server.deps.keys)).toBe(true);
  });

  it('leaves alone what it does not publish', async () => {
    const own = { ...DEMO_PACKAGES[0]!, _id: 'package:of-the-operator', id: 'of-the-operator' };
    await server.store.catalog.put(own);
    await publish();
    expect(await stored('package:of-the-operator')).toMatchObject(own);
  });
});
