import { describe, expect, it } from 'vitest';
import { advanceOrder, startRound, withDueAt } from '#domain/order/advance-order.ts';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import {
  assignmentOf,
  endAssignment,
  endsOf,
  formerProviders,
  newAssignment,
  runningAssignment,
  type Assignment,
  type PendingAction
} from '#domain/order/assignment/assignment.ts';
import { expirePending, pendingDueAt } from '#domain/order/assignment/pending.ts';
import { keepPending, reopenable } from '#domain/order/assignment/reopen.ts';
import { reputationEventsOf, withReputationEvent } from '#domain/order/assignment/reputation.ts';
import { dueItems, isLapseDue } from '#domain/order/due-items.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Actor, Command, CommandBody, CommandKind } from '#domain/order/life-cycle/command.ts';
import * as limits from '#domain/order/limits.ts';
import { missOf } from '#domain/order/missed-visit.ts';
import { NEVER, type Offer, type Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { FULL_RULES } from '../../support/a-full-job.ts';
import {
  aJob,
  anOfferedOrder,
  anOrder,
  anOrderAfter,
  aProvider,
  NOW
} from '../../support/builders.ts';
import { changes, moments } from '../../support/moments.ts';
import { aPaper, withHeld } from '../../support/papers.ts';

const AT = NOW + 2 * HOUR_MS;
const ACCEPTED_AT = NOW + 60_000;
const CONTACT_DUE = ACCEPTED_AT + 12 * HOUR_MS;
const STARTS_AT = NOW + 48 * HOUR_MS;
const CONFIRM_DUE = STARTS_AT - 3 * HOUR_MS;
const ANNA: Actor = { type: 'provider', id: 'anna' };
const BERTA: Actor = { type: 'provider', id: 'berta' };
const CLOCK: Actor = { type: 'clock' };
const SUPPORT: Actor = { type: 'support', id: 'lea' };
const TWO = [aProvider(), aProvider({ id: 'berta', name: 'Berta Frei', role: 'pro' })];

function decide<K extends CommandKind>(
  order: Order,
  kind: K,
  body: CommandBody<K>,
  actor: Actor = ANNA,
  at = AT
) {
  return applyToOrder(order, { id: 'device-1:0000000042', kind, body, actor, at }, FULL_RULES);
}

function after<K extends CommandKind>(
  order: Order,
  kind: K,
  body: CommandBody<K>,
  actor?: Actor,
  at?: number
): Order {
  const decision = decide(order, kind, body, actor, at);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}

/** Members of the order that are another than before, of offers their states, of the job what changed in it. */
function told(before: Order, next: Order): unknown {
  const { job, offers, history, assignments, ...rest } = changes(before, next) as Partial<Order>;
  return {
    ...rest,
    ...(job && { job: changes(before.job, next.job) }),
    ...(offers && { offers: next.offers.map(({ provider, state }) => `${provider} ${state}`) }),
    ...(assignments && { assignments: next.assignments.map(ofAssignment) }),
    ...(history && { history: moments(next.history.slice(before.history.length)) })
  };
}

const ofAssignment = ({ ended, ...rest }: Assignment) =>
  moments({ ...rest, ended: ended && { ...ended, job: ended.job.state } });

describe('what a command changes around the job, written out', () => {
  const OFFERED = anOfferedOrder(TWO);
  const offered = () => OFFERED;
  const line = (what: string, by: Actor, from: string, to: string, at = '+2:00') => ({
    ...{ at, by, what, from, to }
  });
  const ANNA_OFFEREE = { type: 'offeree', id: 'anna' } as const;

  it('[R5.6, R20.3, R5.7] accepting', () => {
    const withSecond = {
      ...offered(),
      offers: offered().offers.map((each) => ({ ...each, state: 'open' as const }))
    };
    const next = after(withSecond, 'offer.accept', {}, BERTA);
    expect(told(withSecond, next)).toEqual({
      job: {
        ...{ acceptedAt: '+2:00', state: 'accepted' },
        provider: { id: 'berta', name: 'Berta Frei', role: 'pro' },
        terms: { ...offered().job.terms, commissionBps: 1500 }
      },
      offers: ['anna withdrawn', 'berta accepted'],
      assignments: [
        {
          ...{ provider: 'berta', acceptedAt: '+2:00', reminders: 0, ended: null },
          ...{ reopened: [], pending: [], papers: [] }
        }
      ],
      history: [line('offer.accept', { type: 'offeree', id: 'berta' }, 'offered', 'accepted')]
    });
  });

  it('[R5.2, R5.4] seeing and declining', () => {
    const seen = after(offered(), 'offer.seen', {});
    expect(seen.offers.map(({ seenAt }) => seenAt)).toEqual([AT, null]);
    expect(seen.history).toEqual(offered().history);
    expect(after(seen, 'offer.seen', {}, ANNA, AT + 1).offers[0]?.seenAt).toBe(AT);
    expect(told(offered(), after(offered(), 'offer.decline', {}))).toEqual({
      job: {},
      offers: ['anna declined', 'berta waiting'],
      history: [line('offer.decline', ANNA_OFFEREE, 'offered', 'offered')]
    });
  });

  it.each<[string, Partial<Order['job']>, Partial<Offer>, string]>([
    ['is not theirs to take yet', {}, { state: 'waiting' }, 'refused offer.notOpen'],
    ['was withdrawn', {}, { state: 'withdrawn' }, 'refused offer.withdrawn'],
    ['lapsed', {}, { state: 'lapsed' }, 'refused offer.withdrawn'],
    ['was declined before', {}, { state: 'declined' }, 'applied'],
    ['is open', {}, { state: 'open' }, 'applied'],
    [
      'is of a cancelled order',
      { state: 'cancelled' },
      { state: 'open' },
      'refused offer.withdrawn'
    ],
    [
      'was taken by another',
      { provider: { id: 'berta', name: '', role: 'pro' }, state: 'accepted' },
      { state: 'withdrawn' },
      'refused offer.taken'
    ],
    ['is of nobody', {}, { provider: 'somebody' }, 'held order.notYours']
  ])('[R5.5, R5.6, R5.8] accepting an offer that %s', (_title, job, offer, expected) => {
    const order = offered();
    const offers = [{ ...order.offers[0]!, ...offer }];
    const decision = decide(
      { ...order, job: { ...order.job, ...job }, offers },
      'offer.accept',
      {}
    );
    const { outcome } = decision;
    expect(decision.outcome === 'applied' ? outcome : `${outcome} ${decision.code}`).toBe(expected);
  });

  it('[R27.10, R8.3] giving back, with the job as it was kept in the assignment', () => {
    const order = { ...anOrderAfter('customer.contacted'), personalProvider: 'anna' };
    const next = after(order, 'job.giveBack', { reason: 'krank' });
    expect(told(order, next)).toEqual({
      job: {
        ...{ acceptedAt: null, contacts: [], contactedAt: null, provider: null },
        state: 'requested'
      },
      offers: ['anna lapsed'],
      personalProvider: null,
      assignments: [
        {
          ...{ provider: 'anna', acceptedAt: '+0:01', reminders: 0 },
          ended: { at: '+2:00', why: 'givenBack', limitAt: null, job: 'contacted' },
          ...{ reopened: [], pending: [], papers: [] }
        }
      ],
      history: [line('job.giveBack', ANNA, 'contacted', 'requested')]
    });
    expect(next.assignments[0]?.ended?.job).toBe(order.job);
  });

  it.each(['contact', 'confirm'] as const)('[R8.3, R9.2] losing it to the clock: %s', (limit) => {
    const order = anOrderAfter('offer.accept');
    const next = after(order, `${limit}.lapse`, { limitAt: CONTACT_DUE }, CLOCK);
    const end = { at: AT, why: `${limit}.lapsed`, limitAt: CONTACT_DUE, job: order.job };
    expect(next.assignments[0]?.ended).toEqual(end);
    expect(next.job).toMatchObject({ provider: null, state: 'requested' });
  });

  it('[R7.10, R27.12] cancelling closes offers and ends the assignment', () => {
    const order = anOrderAfter('offer.accept');
    const next = after(order, 'order.cancel', { reason: 'x' }, SUPPORT);
    expect(next.assignments[0]?.ended).toEqual({
      ...{ at: AT, why: 'cancelled', limitAt: null, job: next.job }
    });
    expect(next.job.provider?.id).toBe('anna');
    const open = after(offered(), 'order.cancel', { reason: 'x' }, SUPPORT);
    expect(open.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(open.assignments).toEqual([]);
  });

  it('[R5.14, R5.18] a new round keeps whom the one before had reached', () => {
    const order = after(after(offered(), 'order.unplace', {}, CLOCK), 'order.reoffer', {}, SUPPORT);
    expect(order.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    const next = startRound(
      order,
      anOfferedOrder([aProvider({ id: 'carla' })]).offers.map((each) => ({
        ...each,
        state: 'waiting',
        step: null
      })),
      AT
    );
    expect(next.earlierOffers.map(({ provider }) => provider)).toEqual(['anna']);
    expect(next.offers).toMatchObject([{ provider: 'carla', state: 'open', step: 0, sentAt: AT }]);
    expect(next.round).toBe(2);
    expect(() => startRound(next, [], AT)).toThrow('offers.send: job.wrongState');
  });

  it('[R5.9, R5.11] nobody left: the offers stay until the visit begins', () => {
    const states = (at: number) =>
      after(offered(), 'order.unplace', {}, CLOCK, at).offers.map(({ state }) => state);
    expect(states(STARTS_AT - 1)).toEqual(['open', 'waiting']);
    expect(states(STARTS_AT)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('[R8.1] a reminder is counted in the assignment', () => {
    const order = anOrderAfter('offer.accept');
    const once = after(order, 'contact.remind', {}, CLOCK);
    expect(after(once, 'contact.remind', {}, CLOCK).assignments[0]?.reminders).toBe(2);
    const none = { ...order, assignments: [] };
    expect(after(none, 'contact.remind', {}, CLOCK).assignments).toEqual([]);
  });

  it('[R15.16] a refusal to sign is a paper of the assignment', () => {
    const order = anOrderAfter('checklist.set');
    expect(after(order, 'job.refuseToSign', { reason: 'x' }).assignments[0]?.papers).toEqual([
      {
        ...{ action: 'device-1:0000000042', kind: 'refusal', at: AT, code: null, body: null },
        ...{ rebuilt: null, resolvedAt: null }
      }
    ]);
    expect(
      after({ ...order, assignments: [] }, 'job.refuseToSign', { reason: 'x' }).assignments
    ).toEqual([]);
  });

  it('[R15.17] resolving is once, and a line of the history', () => {
    const order = withHeld(anOrderAfter('offer.accept'), 'anna', aPaper(), aPaper({ action: 'b' }));
    const next = after(order, 'held.resolve', { action: 'b' }, SUPPORT);
    expect(next.assignments[0]?.papers.map(({ resolvedAt }) => resolvedAt)).toEqual([null, AT]);
    expect(moments(next.history.at(-1))).toEqual(
      line('held.resolve', SUPPORT, 'accepted', 'accepted')
    );
    expect(after(next, 'held.resolve', { action: 'b' }, SUPPORT, AT + 1)).toBe(next);
    expect(after(order, 'held.resolve', { action: 'x' }, SUPPORT)).toBe(order);
  });

  it('[R9.6] reopening moves the end to those that were undone', () => {
    const lost = after(anOrderAfter('offer.accept'), 'contact.lapse', { limitAt: 7 }, CLOCK);
    const open = { ...lost, offers: offered().offers };
    const job = { ...lost.assignments[0]!.ended!.job };
    const next = after(open, 'assignment.reopen', { job }, { type: 'authority' }, AT + 1);
    expect(next.assignments.map(ofAssignment)).toEqual([
      {
        ...{ provider: 'anna', acceptedAt: '+0:01', reminders: 0, ended: null },
        reopened: [{ at: '+2:00', why: 'contact.lapsed', limitAt: 7, reopenedAt: '+2:00:0.001' }],
        ...{ pending: [], papers: [] }
      }
    ]);
    expect(next.job).toEqual(job);
    expect(next.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('[P6.1, R9.8] what somebody says of a job that is not theirs', () => {
    const held = (order: Order, actor: Actor) => decide(order, 'note.add', { text: 'x' }, actor);
    const theirs = anOrderAfter('offer.accept');
    expect(held(theirs, BERTA)).toEqual({ outcome: 'held', code: 'order.notYours' });
    const lost = after(theirs, 'contact.lapse', { limitAt: 7 }, CLOCK);
    expect(held(lost, ANNA)).toEqual({ outcome: 'held', code: 'job.lapsed' });
    const back = after(theirs, 'job.giveBack', { reason: 'x' });
    expect(held(back, ANNA)).toEqual({ outcome: 'held', code: 'job.reassigned' });
    const another = { ...lost, assignments: [...lost.assignments, newAssignment('berta', AT)] };
    expect(held(another, ANNA)).toEqual({ outcome: 'held', code: 'job.reassigned' });
  });
});

describe('assignments', () => {
  const order = anOrderAfter('offer.accept');
  const end = (why: 'givenBack' | 'cancelled' | 'contact.lapsed', at = AT) => ({
    ...{ at, why, limitAt: null, job: order.job }
  });
  const of = (provider: string, fields: Partial<Assignment> = {}) => ({
    ...newAssignment(provider, NOW),
    ...fields
  });
  const with_ = (...assignments: Assignment[]): Order => ({ ...order, assignments });

  it('[R5.7] only the last one runs, and each provider’s last one is theirs', () => {
    const [lost, running] = [of('anna', { ended: end('givenBack') }), of('anna')];
    expect(runningAssignment(with_(lost, running))).toBe(running);
    expect(runningAssignment(with_(running, lost))).toBeUndefined();
    expect(runningAssignment(with_())).toBeUndefined();
    expect(assignmentOf(with_(lost, running), 'anna')).toBe(running);
    expect(assignmentOf(with_(lost), 'berta')).toBeUndefined();
    expect(endAssignment(with_(lost), end('cancelled'))).toEqual(with_(lost));
  });

  it('[R5.15] who gave it back or lost it is not asked again; who has it or was cancelled may be', () => {
    const all = with_(
      of('anna', { ended: end('givenBack') }),
      of('berta', { ended: end('contact.lapsed') }),
      of('carla', { ended: end('cancelled') }),
      of('dora')
    );
    expect(formerProviders(all)).toEqual(['anna', 'berta']);
  });

  const undone = { at: NOW, why: 'contact.lapsed', limitAt: NOW, reopenedAt: NOW + 5 } as const;
  const many = with_(
    of('anna', { reopened: [undone], ended: end('givenBack') }),
    of('berta', { ended: end('cancelled') }),
    of('anna')
  );

  it('[R9.20] every end has an id of its own, also one that was undone', () => {
    expect(endsOf(many)).toEqual([
      { id: '0.0', provider: 'anna', at: NOW, why: 'contact.lapsed', reopenedAt: NOW + 5 },
      { id: '0.1', provider: 'anna', at: AT, why: 'givenBack', reopenedAt: null },
      { id: '1.0', provider: 'berta', at: AT, why: 'cancelled', reopenedAt: null }
    ]);
  });

  it('[R4.6, R9.20, R16.2] count in a provider’s reputation', () => {
    expect(reputationEventsOf(many)).toEqual([
      { key: 'lost:0.0', provider: 'anna', what: 'lost' },
      { key: 'regained:0.0', provider: 'anna', what: 'regained' },
      { key: 'lost:0.1', provider: 'anna', what: 'lost' }
    ]);
    const done = anOrderAfter('job.complete');
    const rated = { ...done, job: { ...done.job, rating: { stars: 4, words: '', at: NOW } } };
    expect(reputationEventsOf(rated)).toEqual([
      { key: 'kept', provider: 'anna', what: 'kept' },
      { key: 'rating', provider: 'anna', what: { stars: 4 } }
    ]);
    expect(reputationEventsOf({ ...rated, job: { ...rated.job, provider: null } })).toEqual([]);
    expect(reputationEventsOf(order)).toEqual([]);
  });

  it('[R4.6, R16.2] count once, and the last 200 are remembered', () => {
    const anna = aProvider({ stars: { sum: 10, count: 2 }, reliability: { kept: 3, lost: 2 } });
    const counted = (what: Parameters<typeof withReputationEvent>[2]['what'], key = 'k') =>
      withReputationEvent(anna, 'order1', { key, provider: 'anna', what });
    expect(counted('kept')).toEqual({
      ...anna,
      ...{ reliability: { kept: 4, lost: 2 }, recentReputationEvents: ['order1/k'] }
    });
    expect(counted('lost').reliability).toEqual({ kept: 3, lost: 3 });
    expect(counted('regained').reliability).toEqual({ kept: 3, lost: 1 });
    expect(counted({ stars: 4 })).toMatchObject({
      ...{ stars: { sum: 14, count: 3 }, reliability: { kept: 3, lost: 2 } }
    });
    const once = counted('kept');
    const event = { key: 'k', provider: 'anna', what: 'kept' } as const;
    expect(withReputationEvent(once, 'order1', event)).toBe(once);
    expect(withReputationEvent(once, 'order2', event).reliability.kept).toBe(5);
    const known = Array.from({ length: 200 }, (_, index) => `o/${index}`);
    const full = withReputationEvent({ ...anna, recentReputationEvents: known }, 'order1', event);
    expect(full.recentReputationEvents).toEqual([...known.slice(1), 'order1/k']);
  });
});

describe('pending actions', () => {
  const lost = () =>
    after(
      anOrderAfter('offer.accept'),
      'contact.lapse',
      { limitAt: CONTACT_DUE },
      CLOCK,
      CONTACT_DUE + 1
    );
  const unconfirmed = () =>
    after(
      anOrderAfter('customer.contacted'),
      'confirm.lapse',
      { limitAt: CONFIRM_DUE },
      CLOCK,
      CONFIRM_DUE + 1
    );
  const pending = (
    kind: CommandKind,
    body: object = { text: 'x' },
    fields: Partial<PendingAction> = {}
  ): PendingAction => ({
    ...{
      hash: 'h',
      since: AT,
      command: { id: 'a', kind, body, at: AT } as PendingAction['command']
    },
    ...fields
  });
  const keep = (order: Order, kind: CommandKind, body?: object, by = 'anna') =>
    keepPending(order, pending(kind, body), by) !== undefined;

  it('[R9.12, R9.16, R9.9, R9.10, R9.11] are what can neither be judged nor prove anything', () => {
    const call = (reached: boolean) => ({ way: 'phone', reached, agreed: '' });
    const move = (startsAt: number, confirmedBy = 'phone') => ({
      ...{ startsAt, customerWish: 'x', confirmedBy }
    });
    expect(keep(lost(), 'note.add')).toBe(true);
    expect(keep(lost(), 'note.add', undefined, 'berta')).toBe(false);
    expect(keep(anOrderAfter('offer.accept'), 'note.add')).toBe(false);
    for (const kind of ['offer.accept', 'job.complete', 'price.agree', 'package.add'] as const) {
      expect(keep(lost(), kind), kind).toBe(false);
    }
    expect(keep(lost(), 'appointment.confirm', {})).toBe(false);
    expect(keep(unconfirmed(), 'appointment.confirm', {})).toBe(false);
    expect(keep(lost(), 'customer.contacted', call(true))).toBe(false);
    expect(keep(lost(), 'customer.contacted', call(false))).toBe(true);
    expect(keep(unconfirmed(), 'customer.contacted', call(true))).toBe(true);
    // Its own confirmation was not due when the limit passed: three hours before the new time.
    const edge = CONFIRM_DUE + 3 * HOUR_MS;
    expect(keep(unconfirmed(), 'appointment.change', move(edge + 1))).toBe(false);
    expect(keep(unconfirmed(), 'appointment.change', move(edge))).toBe(true);
    expect(keep(unconfirmed(), 'appointment.change', move(edge + 1, 'link'))).toBe(true);
    expect(keep(lost(), 'appointment.change', move(edge + 1))).toBe(true);
    const late = pending('appointment.change', move(edge + 1));
    const at = (ms: number) => ({ ...late, command: { ...late.command, at: ms } });
    expect(keepPending(unconfirmed(), at(CONFIRM_DUE), 'anna')).toBeUndefined();
    expect(keepPending(unconfirmed(), at(CONFIRM_DUE + 1), 'anna')).toBeDefined();
  });

  it('[R9.12] are kept in the order in which they came', () => {
    const one = keepPending(lost(), pending('note.add'), 'anna')!;
    const two = keepPending(one, pending('travel.start'), 'anna')!;
    expect(two.assignments[0]?.pending.map(({ command }) => command.kind)).toEqual([
      ...['note.add', 'travel.start']
    ]);
  });

  it.each<[string, (order: Order) => Order, boolean]>([
    ['as long as nobody has it', (order) => order, true],
    [
      'no longer once another has it',
      (order) => ({
        ...order,
        job: { ...order.job, provider: { id: 'berta', name: '', role: 'pro' } }
      }),
      false
    ],
    [
      'no longer once another had it',
      (order) => ({ ...order, assignments: [...order.assignments, newAssignment('berta', 0)] }),
      false
    ],
    [
      'no longer once it is cancelled',
      (order) => ({ ...order, job: { ...order.job, state: 'cancelled' } }),
      false
    ],
    [
      'no longer once contact data are gone',
      (order) => ({ ...order, job: { ...order.job, contactRemovedAt: 0 } }),
      false
    ],
    [
      'not what was given back',
      (order) => ({
        ...order,
        assignments: order.assignments.map((each) => ({
          ...each,
          ended: { ...each.ended!, limitAt: null }
        }))
      }),
      false
    ]
  ])('[R9.6, R9.15] a proof can reopen it: %s', (_title, change, expected) => {
    expect(reopenable(change(lost()), 'anna') !== undefined).toBe(expected);
    expect(reopenable(change(lost()), 'berta')).toBeUndefined();
  });

  const waiting = (...since: number[]) =>
    since.reduce(
      (order, ms, index) =>
        keepPending(
          order,
          pending(
            'note.add',
            { text: 'x' },
            {
              since: ms,
              hash: `h${index}`,
              command: { id: `a${index}`, kind: 'note.add', body: { text: 'x' }, at: ms }
            }
          ),
          'anna'
        )!,
      lost()
    );

  it('[R9.15] wait a day and not longer', () => {
    const order = waiting(AT, AT + 5);
    expect(pendingDueAt(order)).toBe(AT + 24 * HOUR_MS);
    expect(pendingDueAt(lost())).toBe(NEVER);
    expect(expirePending(order, AT + 24 * HOUR_MS - 1)).toBe(order);
    const next = expirePending(order, AT + 24 * HOUR_MS);
    expect(next.assignments[0]?.pending.map(({ hash }) => hash)).toEqual(['h1']);
    expect(next.verdicts).toEqual({
      a0: {
        outcome: 'held',
        code: 'job.lapsed',
        at: AT + 24 * HOUR_MS,
        provider: 'anna',
        hash: 'h0'
      }
    });
    expect(Object.keys(expirePending(order, AT + 24 * HOUR_MS + 5).verdicts)).toEqual(['a0', 'a1']);
  });

  it.each([
    ['another has it', 'accepted', 'berta', 'job.reassigned'],
    ['it is cancelled', 'cancelled', null, 'job.lapsed'],
    ['it was cancelled for another', 'cancelled', 'berta', 'job.reassigned']
  ] as const)('[R9.15] end at once where %s', (_title, state, id, code) => {
    const order = waiting(AT);
    const provider = id && { id, name: '', role: 'pro' as const };
    const job = { ...order.job, state, provider };
    const since = id ? [newAssignment(id, 0)] : [];
    const gone = { ...order, job, assignments: [...order.assignments, ...since] };
    expect(pendingDueAt(gone)).toBe(0);
    const next = expirePending(gone, AT + 1);
    expect(next.verdicts.a0).toEqual({
      outcome: 'held',
      code,
      at: AT + 1,
      provider: 'anna',
      hash: 'h0'
    });
    expect(next.assignments.flatMap(({ pending: left }) => left)).toEqual([]);
  });

  const proof = (at: number, kind: CommandKind = 'customer.contacted'): Command => ({
    ...{ id: 'device-1:0000000050', kind, actor: ANNA, at },
    body:
      kind === 'customer.contacted' ? { way: 'phone', reached: true, agreed: 'wie gebucht' } : {}
  });

  it('[R9.13, R9.14] are replayed in their order, the proof in its place', () => {
    const note = (id: string, at: number, text: string) =>
      pending('note.add', {}, { hash: id, command: { id, kind: 'note.add', body: { text }, at } });
    const travel = pending(
      'travel.start',
      {},
      {
        hash: 't',
        command: { id: 't', kind: 'travel.start', body: { etaMinutes: 1 }, at: CONTACT_DUE - 1 }
      }
    );
    const order = [
      note('late', CONTACT_DUE - 10, 'zwei'),
      note('early', CONTACT_DUE - 30, 'eins'),
      travel
    ].reduce((each, action) => keepPending(each, action, 'anna')!, lost());
    const decision = judgeCommand(order, proof(CONTACT_DUE - 20), FULL_RULES, CONTACT_DUE + 99);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    const { job, verdicts, history, assignments } = decision.next;
    expect(job.notes.map(({ text }) => text)).toEqual(['eins', 'zwei']);
    expect(assignments).toMatchObject([{ pending: [], ended: null }]);
    const given = { at: CONTACT_DUE + 99, provider: 'anna' };
    expect(verdicts).toEqual({
      early: { outcome: 'applied', code: null, hash: 'early', ...given },
      late: { outcome: 'applied', code: null, hash: 'late', ...given },
      t: { outcome: 'refused', code: 'job.wrongState', hash: 't', ...given }
    });
    expect(history.slice(-4).map(({ what, at }) => [what, at - CONTACT_DUE])).toEqual([
      ['assignment.reopen', 99],
      ['note.add', -30],
      ['customer.contacted', -20],
      ['note.add', -10]
    ]);
  });

  it('[R9.15] end with the command that gives the job to another, and an offer is never a proof', () => {
    const order = waiting(AT);
    const offers = anOfferedOrder(TWO).offers.map((each) => ({ ...each, state: 'open' as const }));
    const offered: Order = { ...order, offers, job: { ...order.job, state: 'offered' } };
    const accept = (actor: Actor) => {
      const command = { id: 'o', kind: 'offer.accept', body: {}, actor, at: AT } as const;
      const decision = judgeCommand(offered, command, FULL_RULES, AT + 1);
      if (decision.outcome !== 'applied') throw new Error(decision.code);
      return decision.next;
    };
    expect(accept(BERTA).verdicts.a0).toMatchObject({ outcome: 'held', code: 'job.reassigned' });
    expect(accept(BERTA).assignments[0]?.pending).toEqual([]);
    expect(accept(ANNA).job).toMatchObject({ state: 'accepted', provider: { id: 'anna' } });
  });

  it('[R9.6, R9.7] are proofs up to the limit', () => {
    const code = (order: Order, command: Command) => {
      const decision = judgeCommand(order, command, FULL_RULES, CONTACT_DUE + 99);
      return decision.outcome === 'applied' ? 'applied' : `${decision.outcome} ${decision.code}`;
    };
    expect(code(lost(), proof(CONTACT_DUE))).toBe('applied');
    expect(code(lost(), proof(CONTACT_DUE + 1))).toBe('refused contact.tooLate');
    expect(code(unconfirmed(), proof(CONFIRM_DUE, 'appointment.confirm'))).toBe('applied');
    expect(code(unconfirmed(), proof(CONFIRM_DUE + 1, 'appointment.confirm'))).toBe(
      'refused confirm.tooLate'
    );
    expect(code(unconfirmed(), proof(CONFIRM_DUE))).toBe('held job.lapsed');
    // A proof that the reopened job does not take proves nothing.
    expect(code(lost(), proof(CONTACT_DUE, 'appointment.confirm'))).toBe('refused job.wrongState');
  });
});

describe('time limits', () => {
  it('[R8.2, R9.1, R9.2, R9.3, R27.1, R27.9] follow from the job', () => {
    const job = aJob();
    const { appointment } = job;
    expect(limits.contactDueAt(job)).toBe(CONTACT_DUE);
    expect(limits.contactDueAt({ acceptedAt: null })).toBeNull();
    expect(limits.confirmOpensAt(job)).toBe(STARTS_AT - 24 * HOUR_MS);
    expect(limits.confirmDueAt(job)).toBe(CONFIRM_DUE);
    expect(limits.freeCancelUntil(job)).toBe(STARTS_AT - 24 * HOUR_MS);
    expect(limits.absentFrom({ appointment, arrivedAt: STARTS_AT + 1 })).toBe(STARTS_AT + 600_001);
    expect(limits.absentFrom({ appointment, arrivedAt: STARTS_AT - 1 })).toBe(STARTS_AT + 600_000);
    expect(limits.absentFrom({ appointment, arrivedAt: null })).toBeNull();
    expect(limits.isConfirmedByAccepting({ appointment }, CONFIRM_DUE)).toBe(true);
    expect(limits.isConfirmedByAccepting({ appointment }, CONFIRM_DUE - 1)).toBe(false);
    expect(limits.canStillBeOffered(job, STARTS_AT - 1)).toBe(true);
    expect(limits.canStillBeOffered(job, STARTS_AT)).toBe(false);
  });

  it('[R8.6, R9.4] take the job back only where that helps', () => {
    const missed = (fields: object, limit: 'contact' | 'confirm') =>
      limits.missedLimitAt({ ...aJob(), ...fields }, limit);
    expect(missed({}, 'contact')).toBe(CONTACT_DUE);
    expect(missed({ state: 'contacted' }, 'contact')).toBeNull();
    expect(missed({ acceptedAt: STARTS_AT - 12 * HOUR_MS - 1 }, 'contact')).toBe(STARTS_AT - 1);
    expect(missed({ acceptedAt: STARTS_AT - 12 * HOUR_MS }, 'contact')).toBeNull();
    expect(missed({ state: 'contacted' }, 'confirm')).toBe(CONFIRM_DUE);
    expect(missed({}, 'confirm')).toBe(CONFIRM_DUE);
    expect(missed({ confirmedAt: NOW }, 'confirm')).toBeNull();
    expect(missed({ state: 'confirmed' }, 'confirm')).toBeNull();
  });

  it.each<[Order['job']['state'], number | null, unknown]>([
    ['confirmed', null, { what: 'visit.miss', dueAt: STARTS_AT + 3 * HOUR_MS }],
    ['travelling', null, { what: 'visit.miss', dueAt: STARTS_AT + 3 * HOUR_MS }],
    ['arrived', STARTS_AT - 5, { what: 'visit.overrun', dueAt: STARTS_AT + 25 * HOUR_MS }],
    ['working', STARTS_AT + 5, { what: 'visit.overrun', dueAt: STARTS_AT + 25 * HOUR_MS + 5 }],
    ['completed', STARTS_AT, null],
    ['offered', null, null]
  ])('[V1.1, V1.2] tell support of a visit that is %s', (state, arrivedAt, expected) => {
    const order = anOrderAfter('offer.accept');
    const job = { ...order.job, state, arrivedAt };
    expect(missOf({ ...order, job })).toEqual(expected);
  });

  it('[V1.3] once for each appointment', () => {
    const order = anOrderAfter('appointment.confirm');
    const dueAt = STARTS_AT + 3 * HOUR_MS;
    const at = (ms: number, what: 'visit.miss' | 'visit.overrun' = 'visit.miss') =>
      missOf({ ...order, history: [{ ...order.history[0]!, at: ms, what }] });
    expect(at(dueAt - 1)?.dueAt).toBe(dueAt);
    expect(at(dueAt)).toBeNull();
    expect(at(dueAt, 'visit.overrun')?.dueAt).toBe(dueAt);
  });
});

describe('what is due, written out', () => {
  const due = (order: Order) =>
    dueItems(order)
      .filter(({ at }) => at !== NEVER)
      .map(({ at, until, isLapse, act }) =>
        [
          at === 0 ? 'now' : moments(at),
          until && `until ${String(moments(until))}`,
          isLapse && 'lapse',
          act ? '' : 'dispatch'
        ]
          .filter(Boolean)
          .join(' ')
      );
  const withJob = (order: Order, fields: Partial<Order['job']>): Order => ({
    ...order,
    job: { ...order.job, ...fields }
  });

  it.each<[string, Order, string[]]>([
    ['booked', anOrder(), ['now dispatch']],
    ['offered to one of two', anOfferedOrder(TWO), ['+48:00', '+0:02:10']],
    ['offered to the last one', anOfferedOrder(), ['+48:00', '+0:02:10']],
    ['offered to nobody', { ...anOfferedOrder(), offers: [] }, ['+48:00', 'now']],
    [
      'accepted',
      anOrderAfter('offer.accept'),
      ['+12:01:0.001 lapse', '+6:01 until +12:01', '+45:00:0.001 lapse', '+51:00']
    ],
    ['called', anOrderAfter('customer.contacted'), ['+45:00:0.001 lapse', '+51:00']],
    ['confirmed', anOrderAfter('appointment.confirm'), ['+51:00']],
    ['at work', anOrderAfter('work.start'), ['+73:00']],
    ['signed', anOrderAfter('job.complete'), []],
    [
      'unplaced with an open offer',
      withJob(anOfferedOrder(), { state: 'unplaced' }),
      ['+48:00', '+769:00']
    ],
    [
      'unplaced without',
      { ...withJob(anOfferedOrder(), { state: 'unplaced' }), offers: [] },
      ['+769:00']
    ]
  ])('[R5.2, R5.9, R5.11, R8.1, R8.2, R9.2, V1.1, V1.2] %s', (_title, order, expected) => {
    expect(due(order)).toEqual(expected);
  });

  it('[R8.1] after both reminders only the limit is left', () => {
    const order = anOrderAfter('offer.accept');
    const told = (reminders: number) => ({
      ...order,
      assignments: order.assignments.map((each) => ({ ...each, reminders }))
    });
    expect(due(told(1))).toEqual([
      ...['+12:01:0.001 lapse', '+11:01 until +12:01', '+45:00:0.001 lapse', '+51:00']
    ]);
    expect(due(told(2))).toEqual(['+12:01:0.001 lapse', '+45:00:0.001 lapse', '+51:00']);
  });

  it('[R9.17, R9.5] takes the job from nobody while their devices are still heard', () => {
    const order = anOrderAfter('offer.accept');
    expect(isLapseDue(order, CONTACT_DUE)).toBe(false);
    expect(isLapseDue(order, CONTACT_DUE + 1)).toBe(true);
    const kept = advanceOrder(order, CONTACT_DUE + 1, { mayLapse: false });
    expect(kept.job.state).toBe('accepted');
    expect(advanceOrder(order, CONTACT_DUE + 1).job.state).toBe('requested');
    // Too late to remind of a limit that is over.
    expect(kept.assignments[0]?.reminders).toBe(0);
    const last = advanceOrder(order, CONTACT_DUE, { mayLapse: false });
    expect(last.assignments[0]?.reminders).toBe(2);
  });

  it('[R5.13] is done once, and the next moment is known', () => {
    const order = withDueAt(anOrderAfter('offer.accept'));
    expect(moments(order.dueAt)).toBe('+6:01');
    expect(advanceOrder(order, order.dueAt - 1)).toBe(order);
    const reminded = advanceOrder(order, order.dueAt);
    expect(moments(reminded.dueAt)).toBe('+11:01');
    expect(reminded.history.at(-1)).toEqual({
      ...{ at: order.dueAt, by: CLOCK, what: 'contact.remind', from: 'accepted', to: 'accepted' }
    });
    expect(advanceOrder({ ...order, dueAt: 1 }, 0)).toEqual(order);
    const over = advanceOrder(withJob(anOfferedOrder(), { state: 'unplaced' }), STARTS_AT);
    expect(over.offers[0]?.state).toBe('withdrawn');
    expect(over.history).toEqual(anOfferedOrder().history);
  });
});
