// What a device sold and had signed without a connection, at whatever version it had.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogLookup, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { Ms } from '#domain/brand.ts';
import { DAY_MS, TIME_POLICY } from '#domain/policy/policy.ts';
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
const bps = fc.integer({ min: 0, max: 10_000 });
interface Publication {
  package: number;
  product: number;
  bps: number;
  hasLess: boolean;
  words: string;
}
const publications: fc.Arbitrary<Publication[]> = fc.array(
  fc.record({
    ...{ package: price, product: price, bps, hasLess: fc.boolean() },
    words: fc.constantFrom('Kabel', 'Leitung', 'Strippe')
  }),
  { minLength: 1, maxLength: 6 }
);
let count = 0;

describe('[O4.8] a statement that was signed offline', () => {
  it('bills to the cent at every version that was ever published, products too', async () => {
    const { store, deps } = server;
    await fc.assert(
      fc.asyncProperty(publications, fc.integer({ min: 1, max: 9 }), async (all, quantity) => {
        const id = `thing-${(count += 1)}`;
        const devices: { lookup: CatalogLookup; pack: ServicePackage; product: Product }[] = [];
        for (const [day, each] of all.entries()) {
          const content = {
            packages: [packageAt(id, each)],
            products: [productAt(id, each)],
            termsVersion: '1'
          };
          await publishCatalog(store, deps.keys, content, { at: dayOf(day), by: null });
          const pack = (await store.catalog.get<ServicePackage>(`package:${id}`))!;
          const product = (await store.catalog.get<Product>(`product:${id}`))!;
          const lookup = newCatalogLookup([pack, product] as never);
          devices.push({ lookup, pack, product });
        }
        const rules = openCatalogRules(store);
        await rules.load();
        for (const [day, { lookup, pack, product }] of devices.entries()) {
          const { package: price, product: cable, bps } = all[day]!;
          const sale = { id, versions: [pack.version, product.version] as const, quantity };
          // The last moment at which a device that has not heard of the next one may sell so.
          const at = dayOf(day + 1) + TIME_POLICY.earlierSoldMs;
          const signed = sold({ ...sale, at: dayOf(day) }, lookup)!;
          const statement = buildStatement(signed, FACTS);
          expect(signed.addedPackages[0]!.unitMinor).toBe(price);
          for (const when of [dayOf(day), at]) {
            const judged = sold({ ...sale, at: when }, rules)!;
            expect(judged.soldProducts[0]).toMatchObject({
              unitMinor: cable,
              salesCommissionBps: bps
            });
            expect(isStatementOf(judged, FACTS, statement)).toBe(true);
          }
          const isReplaced = (all[day + 1] ?? all[day]!) !== all[day];
          const isOther = isReplaced && devices[day + 1]!.product.version !== product.version;
          if (isOther) expect(sold({ ...sale, at: at + 1 }, rules)).toBeNull();
        }
      }),
      { numRuns: 12 }
    );
  }, 60_000);
});

const dayOf = (day: number) => (NOW + day * DAY_MS) as Ms;

function packageAt(id: string, { package: price, hasLess, words }: Publication) {
  const title = { de: words, en: words };
  const written = aPackage({ _id: `package:${id}`, id, title, prices: { DE: price, CH: price } });
  return hasLess ? { ...written, checklist: written.checklist.slice(1) } : written;
}

function productAt(id: string, { product: minor, bps, words }: Publication): Product {
  return {
    ...{ _id: `product:${id}`, type: 'product', id, version: 1, brand: 'Wabe' },
    ...{ title: { de: words }, prices: { DE: minor, CH: minor }, salesCommissionBps: bps },
    ...{ goesWith: [working.service.skill], active: true }
  };
}

interface Sale {
  id: string;
  versions: readonly [packageVersion: number, productVersion: number];
  quantity: number;
  at: Ms;
}

/** The job with both; null where the product is not sold so at that time. */
function sold({ id, versions, quantity, at }: Sale, catalog: CatalogLookup): Job | null {
  const [packageVersion, productVersion] = versions;
  const body = { productId: id, productVersion, quantity };
  const command = aCommand('product.sell', working, { id: 'tablet:0000000001', body, at });
  const decision = applyToJob(working, command, { catalog });
  if (decision.outcome !== 'applied') return null;
  const action = 'tablet:0000000002';
  const added = { action, packageId: id, packageVersion, quantity: 1, at };
  const consented = { ...added, consentHash: 'h', signature: SIGNATURE };
  return withAddedPackage(decision.next, catalog.packageAt(id, packageVersion), consented)!;
}
