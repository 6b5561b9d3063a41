// Booked, visited and signed without a connection under whatever was published then; judged and
// billed after everything that was published since.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import type { CatalogLookup, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { startRound } from '#domain/order/advance-order.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import type { MarketRules } from '#domain/policy/policy.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { newCatalogLookup } from '../../../src/lib/device/views/catalog-lookup.ts';
import { checkSigned } from '../../../sync-server/billing/check-signed.ts';
import { openMarketRules } from '../../../sync-server/business/market-rules.ts';
import {
  publishCatalog,
  type CatalogContent
} from '../../../sync-server/catalog/publish-catalog.ts';
import { openCatalogRules } from '../../../sync-server/order-work/catalog-rules.ts';
import {
  aCommand,
  anOrder,
  aPackage,
  aProvider,
  FACTS,
  NOW,
  SIGNATURE,
  VISIT
} from '../../support/builders.ts';
import { judge } from '../../support/judge.ts';
import { anyRules } from '../../support/rules-arbitraries.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

const price = fc.integer({ min: 1, max: 900_000 });
const published = fc.record({
  ...{ pack: price, product: price, rules: anyRules },
  role: fc.constantFrom('friend' as const, 'pro' as const),
  quantity: fc.integer({ min: 1, max: 9 })
});
type Published = typeof published extends fc.Arbitrary<infer Each> ? Each : never;

interface AtWork {
  order: Order;
  /** What the device has of the catalogue, and will not hear more of. */
  lookup: CatalogLookup;
  product: Product;
  was: Published;
}
let count = 0;

it('[O5.6] what was signed at any version of package, product and rules is billed to the cent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(published, { minLength: 2, maxLength: 5 }), async (all) => {
      const id = `thing-${(count += 1)}`;
      const visits: AtWork[] = [];
      for (const was of all) visits.push(await publishAndVisit(id, was));
      const catalog = openCatalogRules(server.store);
      await catalog.load();
      for (const visit of visits) {
        const { order, was } = await signedOffline(visit, catalog);
        const { job } = order;
        const sales = was.quantity * was.product;
        const total = was.pack + sales + was.rules.guaranteeFeeMinor[was.role];
        expect(job.completion?.statement.totalMinor).toBe(total);
        const { settlement } = billOf(job)!;
        expect(settlement.totalMinor).toBe(total);
        const { payoutMinor, commissionMinor, feeMinor, merchandiseMinor, vatMinor } = settlement;
        expect(payoutMinor + commissionMinor + feeMinor + merchandiseMinor + vatMinor).toBe(total);
        expect(job.terms.commissionBps).toBe(was.rules.commissionBps[was.role]);
        expect(await checkSigned(job)).toMatchObject({ ok: true });
      }
    }),
    { numRuns: 15 }
  );
}, 60_000);

async function publishAndVisit(id: string, was: Published): Promise<AtWork> {
  const { store, deps } = server;
  const prices = (minor: number) => ({ DE: minor, CH: minor });
  const content = {
    packages: [aPackage({ _id: `package:${id}`, id, prices: prices(was.pack) })],
    products: [
      {
        ...{ _id: `product:${id}`, type: 'product', id, version: 1, brand: 'Wabe' },
        ...{ title: { de: 'Kabel' }, prices: prices(was.product), salesCommissionBps: 800 },
        ...{ goesWith: ['wlan'], active: true }
      }
    ],
    termsVersion: '1'
  };
  await publishCatalog(store, deps.keys, content as CatalogContent, { at: NOW, by: null });
  await publishRules(was.rules);
  const service = (await store.catalog.get<ServicePackage>(`package:${id}`))!;
  const product = (await store.catalog.get<Product>(`product:${id}`))!;
  const lookup = newCatalogLookup([service, product] as never);
  const rules = await deps.marketRules.inForce('CH', NOW);
  const provider = aProvider({ role: was.role });
  const booked = anOrder({ service, rules });
  const ranked = rank(provider, service.skill, booked.job.place, null);
  const offered = startRound(booked, newOffers(booked.job, [ranked], booked.rules), NOW);
  const order = VISIT.slice(0, -1).reduce(
    (current, [kind, at]) => act(current, kind, provider, { at }, lookup),
    offered
  );
  return { order, lookup, product, was };
}

async function publishRules(rules: MarketRules): Promise<void> {
  const { marketRules } = server.deps;
  const version = ((await marketRules.versions('CH')).at(-1)?.version ?? 0) + 1;
  const next = { version, from: NOW, at: NOW, by: 'Ina Inhaber', why: '', rules };
  // Another process saves it: nothing that this one remembers is what counts.
  expect(await openMarketRules(server.store).add('CH', next)).toBe(true);
}

/** Sold and signed on the device alone, then judged by the server with what is published by now. */
async function signedOffline({ order, lookup, product, was }: AtWork, catalog: CatalogLookup) {
  const { role, quantity } = was;
  const provider = aProvider({ role });
  const at = NOW + 49 * 3_600_000;
  const sale = { productId: product.id, productVersion: product.version, quantity };
  const sell = { at, body: sale, id: 'tablet:0000000001' };
  const onDevice = applyToJob(order.job, aCommand('product.sell', order.job, sell), {
    catalog: lookup
  });
  if (onDevice.outcome !== 'applied') throw new Error(`the sale is ${onDevice.outcome}`);
  const statement = buildStatement(onDevice.next, FACTS);
  const statementHash = await hashOf(statement);
  const signed = { facts: FACTS, statement, statementHash, signature: SIGNATURE };
  const sold = act(order, 'product.sell', provider, sell, catalog);
  const body = signed as unknown as Command['body'];
  return { order: act(sold, 'job.complete', provider, { at, body }, catalog), was };
}

function act(
  order: Order,
  kind: CommandKind,
  { id }: Provider,
  fields: Partial<Command>,
  catalog: CatalogLookup
): Order {
  const actor = { type: 'provider', id } as const;
  const decision = judge(order, aCommand(kind, order.job, { actor, ...fields }), { catalog });
  if (decision.outcome !== 'applied') throw new Error(`${kind}: ${decision.code}`);
  return decision.next;
}
