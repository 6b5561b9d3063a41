import { describe, expect, it } from 'vitest';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import { judge } from '../support/judge.ts';
import type { Job } from '#domain/order/job.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { signed } from '../support/an-invoice.ts';
import {
  aCommand,
  anOrderAfter,
  aProvider,
  anOfferedOrder,
  NOW,
  RULES
} from '../support/builders.ts';

const SECRET = 'Schlüssel bei Frau Meier';
const ACCOUNT = {
  kind: 'directDebit',
  accountHolder: 'Rosa Keller-Frei',
  iban: 'CH9300762011623852957'
} as const;
const SHA = 'A'.repeat(43);

/** Every place of a job in which somebody may have written what they liked. */
const WORDS: Partial<Job> = {
  problem: SECRET,
  contacts: [{ at: NOW, way: 'phone', reached: true, agreed: SECRET }],
  appointmentChanges: [
    {
      action: 'device-1:0000000003',
      from: NOW,
      startsAt: NOW + 1,
      customerWish: SECRET,
      confirmedBy: 'phone',
      at: NOW,
      state: 'agreed'
    }
  ],
  notes: [{ action: 'n', at: NOW, text: SECRET }],
  progress: [{ action: 'p', at: NOW, text: SECRET }],
  photos: [{ action: 'f', at: NOW, sha256: SHA, size: 10, type: 'image/webp', caption: SECRET }],
  rating: { stars: 4, words: SECRET, at: NOW }
};

async function aBilledOrder(): Promise<Order> {
  const order = anOrderAfter('checklist.set');
  const job = await signed({ ...order.job, ...WORDS });
  return withDueAt({
    ...order,
    payment: ACCOUNT,
    job: { ...job, billing: { ...job.billing, state: 'billed' } }
  });
}
const removed = (order: Order) => advanceOrder(order, order.dueAt);

describe('contact data that leave an order', () => {
  it('[C2.7] take every freely written word and the account with them', async () => {
    const order = await aBilledOrder();
    expect(JSON.stringify(order).split(SECRET)).toHaveLength(8);
    const said = JSON.stringify(removed(order));
    for (const text of [SECRET, ACCOUNT.accountHolder, ACCOUNT.iban]) {
      expect(said).not.toContain(text);
    }
  });

  it('[C2.8] leave what happened, how it was paid and how it was rated', async () => {
    const { job, payment } = removed(await aBilledOrder());
    expect(payment.kind).toBe('directDebit');
    expect(job.rating).toMatchObject({ stars: 4, at: NOW });
    expect(job.contacts).toMatchObject([{ at: NOW, reached: true }]);
    expect(job.appointmentChanges).toMatchObject([{ startsAt: NOW + 1, state: 'agreed' }]);
    expect(job.photos).toMatchObject([{ sha256: SHA }]);
  });

  it('[C2.11] leave what was signed as it was, to the byte', async () => {
    const before = await aBilledOrder();
    const { completion } = removed(before).job;
    expect(completion).toEqual(before.job.completion);
    expect(await hashOf(completion?.statement)).toBe(completion?.statementHash);
  });

  it('[C2.7] take the reasons of a visit that failed, was refused or cancelled', async () => {
    const { job } = await aBilledOrder();
    const failure = { at: NOW, cause: 'notSolvable', note: SECRET } as const;
    const refusal = { at: NOW, reason: SECRET, action: 'a' };
    const by = { at: NOW, by: 'customer', reason: SECRET } as const;
    const ends: Partial<Job>[] = [
      { state: 'failed', failure, refusal },
      { state: 'cancelled', cancellation: { ...by, payer: 'nobody', feeMinor: 0 } }
    ];
    for (const end of ends) {
      const order = withDueAt({ ...anOrderAfter('visit.arrive'), job: { ...job, ...end } });
      const later = removed(order).job;
      expect(JSON.stringify(later)).not.toContain(SECRET);
      expect(later).toMatchObject({ state: end.state, contactRemovedAt: order.dueAt });
    }
  });

  it('[C2.10, C2.8] take with them what is written afterwards: of a late rating the stars stay', async () => {
    const order = await aBilledOrder();
    const unrated = removed({ ...order, job: { ...order.job, rating: null } });
    const body = { stars: 5, words: SECRET };
    const at = order.dueAt + 1;
    const command = aCommand('rating.give', unrated.job, { actor: { type: 'customer' }, body, at });
    const decision = judge(unrated, command, RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    expect(decision.next.job.rating).toEqual({ stars: 5, words: '', at });
  });

  it('[C2.10] are gone as well from an order that is cancelled long after nobody took it', () => {
    const open = anOfferedOrder([aProvider()]);
    const long = open.job.appointment.startsAt + 60 * 24 * 3_600_000;
    const order = advanceOrder(open, long);
    const body = { reason: SECRET };
    const command = aCommand('order.cancel', order.job, {
      actor: { type: 'customer' },
      body,
      at: long
    });
    const decision = judge(order, command, RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    expect(JSON.stringify(decision.next)).not.toContain(SECRET);
    expect(withDueAt(decision.next).dueAt).toBe(NEVER);
  });
});
