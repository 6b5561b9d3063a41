// Stretches of a visit that many demo orders have in common.
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { OrderScript } from './order-script.ts';
import { statementSigned } from './sign.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * HOUR_MS;

/** Offered, accepted by `provider`. */
export function taken(script: OrderScript, provider?: string): OrderScript {
  return script.offer(script.order.createdAt + 5_000).accept(provider);
}

export function called(script: OrderScript, at: number, agreed: string): OrderScript {
  return script.do('customer.contacted', { way: 'phone', reached: true, agreed }, at);
}

/** From setting off to the first hand on the device; `startsAt` is the appointment's. */
export function atWork(script: OrderScript, startsAt: number): OrderScript {
  return script
    .do('travel.start', { etaMinutes: 25 }, startsAt - 30 * MINUTE_MS)
    .do('visit.arrive', {}, startsAt - 2 * MINUTE_MS)
    .do('work.start', {}, startsAt + 4 * MINUTE_MS);
}

/** Everything on the checklist that still is open, a minute apart and never past `until`. */
export function ticked(script: OrderScript, from: number, until = Infinity): OrderScript {
  const { checklist, checked } = script.order.job;
  const open = checklist.filter((item) => !checked[item.id]?.done);
  for (const [index, item] of open.entries()) {
    const at = Math.min(from + index * MINUTE_MS, until);
    script.do('checklist.set', { item: item.id, done: true }, at);
  }
  return script;
}

export async function completed(script: OrderScript): Promise<OrderScript> {
  const { startsAt, durationMin } = script.order.job.appointment;
  const doneAt = startsAt + durationMin * MINUTE_MS;
  const latest = script.order.history.at(-1)?.at ?? 0;
  ticked(script, Math.max(latest, startsAt + 10 * MINUTE_MS), doneAt - MINUTE_MS);
  return script.signed('job.complete', doneAt, statementSigned(doneAt));
}

export function rated(script: OrderScript, stars: number, words: string): OrderScript {
  const at = (script.order.job.completion?.at ?? 0) + 3 * HOUR_MS;
  return script.do('rating.give', { stars, words }, at, { type: 'customer' });
}
