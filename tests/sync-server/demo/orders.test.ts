import { heldOf } from '../../support/papers.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { advanceOrder } from '#domain/order/advance-order.ts';
import { isAllowed } from '#domain/order/life-cycle/allowed-actions.ts';
import { confirmOpensAt, contactDueAt } from '#domain/order/limits.ts';
import type { Order } from '#domain/order/order.ts';
import { exclusiveUntil } from '#domain/offer/waterfall.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { checkSigned } from '../../../sync-server/billing/check-signed.ts';
import { demoOrders } from '../../../sync-server/demo/orders.ts';
import type { Stage } from '../../../sync-server/demo/orders/order-script.ts';
import { DEMO_PACKAGES, DEMO_PRODUCTS } from '../../../sync-server/demo/catalog.ts';
import { DEMO_PROVIDERS } from '../../../sync-server/demo/providers.ts';

const WELL_KNOWN = ['nora-zellweger', 'jana-wiegand'];

function aStage(now: number): Stage {
  return {
    now,
    catalog: {
      packageAt: (id) => DEMO_PACKAGES.find((each) => each.id === id),
      productAt: (id) => DEMO_PRODUCTS.find((each) => each.id === id)
    },
    catalogVersion: 'c1',
    termsVersion: 't1',
    providers: DEMO_PROVIDERS,
    idOf: (name) => `demo-${name}`,
    tokenOf: (id) => `token-${id}`
  };
}

/** At every hour of an ordinary day, and around the days on which the clocks change. */
const STARTS = [
  ...Array.from({ length: 24 }, (_, hour) => Date.UTC(2026, 10, 22, hour, 17)),
  ...[24, 25, 26, 28, 29, 30].map((day) => Date.UTC(2026, 9, day, 0, 40)),
  ...[26, 27, 28, 29, 30].map((day) => Date.UTC(2027, 2, day, 1, 10))
];

describe.each(STARTS.map((now) => [new Date(now).toISOString().slice(0, 16), now] as const))(
  'demo orders made at %s',
  (_, now) => {
    let orders: Order[];
    const of = (provider: string) => orders.filter((each) => each.job.provider?.id === provider);

    beforeAll(async () => {
      orders = await demoOrders(aStage(now), { withPast: true });
    });

    it.each(WELL_KNOWN)('%s has somebody to call within a few hours', (provider) => {
      const due = of(provider)
        .filter(({ job }) => job.state === 'accepted')
        .map(({ job }) => (contactDueAt(job) ?? 0) - now);
      expect(due).toHaveLength(1);
      expect(due[0]).toBeGreaterThan(2.5 * HOUR_MS);
      expect(due[0]).toBeLessThan(3.5 * HOUR_MS);
    });

    it.each(WELL_KNOWN)('%s has a visit that can be confirmed now', (provider) => {
      const ready = of(provider).filter(
        ({ job }) =>
          confirmOpensAt(job) <= now && isAllowed(job, 'provider', 'appointment.confirm', now)
      );
      expect(ready).toHaveLength(1);
    });

    it.each(WELL_KNOWN)('%s has a visit to set off to in about two hours', (provider) => {
      const [ready] = of(provider).filter(({ job }) =>
        isAllowed(job, 'provider', 'travel.start', now)
      );
      const untilStart = ready!.job.appointment.startsAt - now;
      expect(untilStart).toBeGreaterThan(1.8 * HOUR_MS);
      expect(untilStart).toBeLessThan(2.2 * HOUR_MS);
    });

    it.each(WELL_KNOWN)('%s alone has an offer that was just sent', (provider) => {
      const theirs = orders.filter(
        (order) =>
          order.personalProvider === null &&
          exclusiveUntil(order)! > now &&
          order.offers.some((each) => each.provider === provider && each.state === 'open')
      );
      expect(theirs).toHaveLength(1);
    });

    it.each(WELL_KNOWN)('%s was asked for by a customer', (provider) => {
      const personal = orders.filter((each) => each.personalProvider === provider);
      expect(personal.map(({ job }) => job.state)).toEqual(['offered']);
      expect(exclusiveUntil(personal[0]!)).toBeGreaterThan(now + HOUR_MS);
    });

    it('leaves nothing that the clock would take back at once', () => {
      for (const order of orders) {
        expect(advanceOrder(order, now).job.state, order._id).toBe(order.job.state);
      }
    });
  }
);

describe('demo orders', () => {
  const now = Date.UTC(2026, 10, 22, 9, 17);
  let orders: Order[];
  beforeAll(async () => {
    orders = await demoOrders(aStage(now), { withPast: true });
  });

  it('are the same for the same moment', async () => {
    const again = await demoOrders(aStage(now), { withPast: true });
    expect(canonicalText(again)).toBe(canonicalText(orders));
  });

  it('are in many states and cities', () => {
    const states = new Set(orders.map(({ job }) => job.state));
    for (const state of [
      'offered',
      'unplaced',
      'accepted',
      'contacted',
      'confirmed',
      'travelling',
      'working',
      'completed',
      'held',
      'failed',
      'cancelled'
    ] as const) {
      expect(states, state).toContain(state);
    }
    expect(new Set(orders.map(({ job }) => job.place.city)).size).toBe(12);
  });

  it('leave what was completed to the real billing, signed to the byte', async () => {
    const completed = orders.filter(({ job }) => job.state === 'completed');
    expect(completed.length).toBeGreaterThanOrEqual(8);
    for (const { job, _id } of completed) {
      expect(job.billing.state, _id).toBe('due');
      expect(await checkSigned(job), _id).toEqual({ ok: true });
    }
  });

  it('hold a completion whose total does not match', () => {
    const held = orders.filter(({ job }) => job.state === 'held');
    expect(held).toHaveLength(1);
    const [paper] = heldOf(held[0], held[0]!.job.provider?.id);
    expect(paper?.code).toBe('statement.mismatch');
    expect(Object.values(held[0]!.verdicts).map((each) => each.outcome)).toEqual(['held']);
  });

  it.each(WELL_KNOWN)('%s has earned, sold, agreed to more and been rated', (provider) => {
    const done = orders.filter(
      ({ job }) => job.provider?.id === provider && job.state === 'completed'
    );
    expect(done.length).toBeGreaterThanOrEqual(4);
    expect(done.some(({ job }) => job.rating !== null)).toBe(true);
    expect(done.some(({ job }) => job.soldProducts.length > 0)).toBe(true);
    expect(done.some(({ job }) => job.agreedPrice ?? job.addedPackages[0])).toBe(true);
  });

  it('lets a Friend agree a price and a Pro add a package, never the other way', () => {
    for (const { job } of orders) {
      if (job.agreedPrice) expect(job.provider?.role).toBe('friend');
      if (job.addedPackages.length > 0) expect(job.provider?.role).toBe('pro');
    }
  });

  it('lie behind us in every step that was taken', () => {
    for (const { history, createdAt } of orders) {
      const times = history.map((entry) => entry.at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(now);
      expect(createdAt).toBeLessThanOrEqual(now);
    }
  });

  it('are for people who do not exist', () => {
    for (const { job, payment } of orders) {
      expect(job.customer.email).toMatch(/@example\.org$/);
      expect(job.customer.phone).toMatch(/^\+(49|41) /);
      expect(job.place.postcode).toMatch(job.market === 'DE' ? /^\d{5}$/ : /^\d{4}$/);
      if (payment.kind === 'directDebit') {
        expect(['DE89370400440532013000', 'CH9300762011623852957']).toContain(payment.iban);
      }
    }
  });

  it('leaves out what is past where only today is asked for', async () => {
    const today = await demoOrders(aStage(now), { withPast: false });
    expect(today.length).toBeLessThan(orders.length);
    expect(today.some(({ job }) => job.state === 'completed')).toBe(false);
  });
});
