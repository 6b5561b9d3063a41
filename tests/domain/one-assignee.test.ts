import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceOrder, startRound } from '#domain/order/advance-order.ts';
import { judge } from '../support/judge.ts';
import type { Actor, Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import { formerProviders, runningAssignment } from '#domain/order/assignment/assignment.ts';
import { ASSIGNED_STATES } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { ACTION_KINDS } from '#domain/protocol/action-body.ts';
import { aCommand, anOrder, aProvider, NOW, RULES } from '../support/builders.ts';

const PROVIDERS = ['p1', 'p2', 'p3'].map((id) => aProvider({ id }));

type Event =
  | { what: 'wait'; minutes: number }
  | { what: 'act'; kind: CommandKind; who: number; lateBy: number }
  | { what: 'cancel' };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ what: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 900 }) }),
  fc.record({
    what: fc.constant('act' as const),
    kind: fc.oneof(
      fc.constantFrom<CommandKind>('offer.accept', 'customer.contacted', 'appointment.confirm'),
      fc.constantFrom<CommandKind>(...(ACTION_KINDS as CommandKind[]))
    ),
    who: fc.integer({ min: 0, max: 2 }),
    lateBy: fc.integer({ min: 0, max: 1_000 })
  }),
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cancel' as const) }) }
);

/** What the dispatcher does for an order that nobody has. */
function dispatch(order: Order, now: number): Order {
  if (order.job.state !== 'requested') return order;
  const free = PROVIDERS.filter((each) => !formerProviders(order).includes(each.id));
  return startRound(
    order,
    newOffers(
      order.job,
      free.map((each) => rank(each, 'wlan', order.job.place, null))
    ),
    now
  );
}

function step(order: Order, happened: Event, now: number): Order {
  if (happened.what === 'wait') return order;
  const isCancel = happened.what === 'cancel';
  const actor: Actor = isCancel
    ? { type: 'customer' }
    : { type: 'provider', id: PROVIDERS[happened.who]?.id ?? '' };
  const fields: Partial<Command> = { actor, at: isCancel ? now : now - happened.lateBy * 60_000 };
  const decision = judge(
    order,
    aCommand(isCancel ? 'order.cancel' : happened.kind, order.job, fields),
    RULES
  );
  return decision.outcome === 'applied' ? decision.next : order;
}

describe('an order, whatever happens in whatever order', () => {
  it('[R5.7] never has two assignees, and an assignee exactly in the states that have one', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let now = NOW;
        let order = dispatch(anOrder(), now);
        for (const happened of events) {
          if (happened.what === 'wait') now += happened.minutes * 60_000;
          const before = order;
          order = step(dispatch(advanceOrder(order, now), now), happened, now);

          const winners = order.offers.filter((offer) => offer.state === 'accepted');
          expect(winners.length).toBeLessThanOrEqual(1);
          const isAssigned = order.job.provider !== null;
          const isOver = order.job.state === 'cancelled';
          if (!isOver) expect(isAssigned).toBe(ASSIGNED_STATES.includes(order.job.state));
          if (!isOver) expect(runningAssignment(order)?.provider).toBe(order.job.provider?.id);
          expect(order.assignments.slice(0, -1).every(({ ended }) => ended !== null)).toBe(true);
          if (isAssigned && !isOver) {
            expect(order.offers.filter((offer) => offer.state === 'open')).toEqual([]);
          }
          // Nobody takes a job over from somebody who still has it.
          const had = before.job.provider?.id;
          if (
            had &&
            order.job.provider &&
            happened.what === 'act' &&
            had !== order.job.provider.id
          ) {
            expect(before.job.state).not.toBe('completed');
            expect(formerProviders(order)).toContain(had);
          }
        }
      }),
      { numRuns: 400, seed: 20_260_608 }
    );
  });
});
