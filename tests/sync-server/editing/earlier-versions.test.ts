// What a device sold and had signed without a connection, at whatever version it had.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogLookup, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { Job } from '#domain/order/job.ts';
import { withAddedPackage } from '#domain/order/signing/extra-work.ts';
import { buildStatement, isStatementOf } from '#domain/order/signing/statement.ts';
import { publishCatalog } from '../../../sync-server/catalog/publish-catalog.ts';
import { openCatalogRules } from '../../../sync-server/order-work/catalog-rules.ts';
import { newCatalogLookup } from '../../../src/lib/device/views/catalog-lookup.ts';
import {
  aCommand,
  anOrderAfter,
  aPackage,
  aProvider,
  FACTS,
  NOW,
  SIGNATURE
} from '../../support/builders.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

const working = anOrderAfter('work.start', aProvider({ role: 'pro' })).job;
const price = fc.integer({ min: 1, max: 9_999_999 });
const publications = fc.array(fc.record({ pack: price, product: price, hasLess: fc.boolean() }), {
  minLength: 1,
  maxLength: 6
});
let count = 0;

describe('[O4.8] a statement that was signed offline', () => {
  it('bills to the cent at every version that was ever published, products too', async () => {
    const { store, deps } = server;
    await fc.assert(
      fc.asyncProperty(publications, fc.integer({ min: 1, max: 9 }), async (all, quantity) => {
        const id = `thing-${(count += 1)}`;
        const devices: { lookup: CatalogLookup; pack: ServicePackage; product: Product }[] = [];
        for (const each of all) {
          await publishCatalog(store, deps.keys, {
            packages: [packageAt(id, each)],
            products: [productAt(id, each.product)],
            termsVersion: '1'
          });
          const pack = (await store.catalog.get<ServicePackage>(`package:${id}`))!;
          const product = (await store.catalog.get<Product>(`product:${id}`))!;
          const lookup = newCatalogLookup([pack, product] as never);
          devices.push({ lookup, pack, product });
        }
        const rules = openCatalogRules(store);
        await rules.load();
        for (const [at, { lookup, pack, product }] of devices.entries()) {
          const versions = [pack.version, product.version, quantity] as const;
          const signed = sold(id, versions, lookup);
          const statement = buildStatement(signed, FACTS);
          expect(signed.addedPackages[0]!.unitMinor).toBe(all[at]!.pack);
          expect(signed.soldProducts[0]!.unitMinor).toBe(all[at]!.product);
          const judged = sold(id, versions, rules);
          expect(judged.soldProducts[0]!.unitMinor).toBe(all[at]!.product);
          // The checklist is the newest; what is billed is what was signed.
          expect(isStatementOf({ ...judged, checklist: signed.checklist }, FACTS, statement)).toBe(
            true
          );
        }
      }),
      { numRuns: 12 }
    );
  }, 60_000);
});

function packageAt(id: string, { pack, hasLess }: { pack: number; hasLess: boolean }) {
  const written = aPackage({ _id: `package:${id}`, id, prices: { DE: pack, CH: pack } });
  return hasLess ? { ...written, checklist: written.checklist.slice(1) } : written;
}

function productAt(id: string, minor: number): Product {
  return {
    ...{ _id: `product:${id}`, type: 'product', id, version: 1, brand: 'Wabe' },
    ...{ title: { de: 'Kabel' }, prices: { DE: minor, CH: minor }, salesCommissionBps: 800 },
    ...{ goesWith: [working.service.skill], active: true }
  };
}

function sold(
  id: string,
  [packageVersion, productVersion, quantity]: readonly [number, number, number],
  catalog: CatalogLookup
): Job {
  const body = { productId: id, productVersion, quantity };
  const command = aCommand('product.sell', working, { id: 'tablet:0000000001', body, at: NOW });
  const decision = applyToJob(working, command, { catalog });
  if (decision.outcome !== 'applied') throw new Error(`the sale is ${decision.outcome}`);
  const added = {
    action: 'tablet:0000000002',
    packageId: id,
    packageVersion,
    quantity: 1,
    at: NOW
  };
  const consented = { ...added, consentHash: 'h', signature: SIGNATURE };
  return withAddedPackage(decision.next, catalog.packageAt(id, packageVersion), consented)!;
}
