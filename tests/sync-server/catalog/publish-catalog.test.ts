import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  priceAt,
  type CatalogHead,
  type Product,
  type ServicePackage
} from '#domain/catalog/service-package.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import {
  isSigned,
  publishCatalog,
  type CatalogContent,
  type Signed
} from '../../../sync-server/catalog/publish-catalog.ts';
import { DEMO_PACKAGES, DEMO_PRODUCTS } from '../../../sync-server/demo/catalog.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

const CONTENT: CatalogContent = {
  packages: DEMO_PACKAGES,
  products: DEMO_PRODUCTS,
  termsVersion: '2026-01'
};

let server: TestServer;
const publish = (content: CatalogContent = CONTENT) =>
  publishCatalog(server.store, server.deps.keys, content);
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

  it('raises the version with the price and keeps the price of every earlier one', async () => {
    const first = await publish();
    const dearer = changed('nas-setup', { prices: { DE: 12_900, CH: 18_900 } });
    const second = await publish(dearer);
    const third = await publish(changed('nas-setup', { prices: { DE: 13_900, CH: 19_900 } }));
    const nas = (await stored('package:nas-setup'))!;
    expect(nas.version).toBe(3);
    expect([1, 2, 3].map((version) => priceAt(nas, version, 'DE'))).toEqual([
      11_900, 12_900, 13_900
    ]);
    expect(new Set([first, second, third].map((head) => head.version)).size).toBe(3);
    expect(isSigned(nas, server.deps.keys)).toBe(true);
  });

  it('raises the version with the checklist, and the old version keeps its price', async () => {
    const { checklist } = DEMO_PACKAGES.find((each) => each.id === 'phone-move')!;
    await publish(changed('phone-move', { checklist: checklist.slice(1) }));
    const phone = (await stored('package:phone-move'))!;
    expect(phone.version).toBe(2);
    expect(priceAt(phone, 1, 'CH')).toBe(6_900);
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
