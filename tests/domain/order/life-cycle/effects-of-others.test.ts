import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import type { Actor, Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import { nextState } from '#domain/order/life-cycle/table.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { NOW } from '../../../support/builders.ts';
import {
  PROVIDER,
  CUSTOMER,
  decide,
  effect,
  accepted,
  called,
  atWork,
  STARTS_AT
} from '../../../support/job-effects.ts';

const SUPPORT: Actor = { type: 'support', id: 'lea' };

describe('what others change in the job, written out', () => {
  const LATE = STARTS_AT - HOUR_MS;
  const billing = (state: string, totalMinor: number | null) => ({
    ...{ state, invoiceNumber: null, totalMinor, payoutMinor: null }
  });

  it('[R27.1, R27.3] the customer cancels until a day before', () => {
    const cancel = (job: Job, at: number) =>
      effect(job, 'order.cancel', { reason: 'krank' }, CUSTOMER, at);
    const free = { by: 'customer', reason: 'krank', payer: 'nobody', feeMinor: 0 };
    expect(cancel(accepted(), STARTS_AT - 24 * HOUR_MS)).toEqual({
      ...{ cancellation: { at: '+24:00', ...free }, state: 'cancelled' }
    });
    expect(cancel(accepted(), STARTS_AT - 24 * HOUR_MS + 1)).toBe('refused cancel.tooLate');
    // As long as nobody has it, to the last moment.
    const open = accepted({ provider: null, state: 'offered' });
    expect(cancel(open, LATE)).toMatchObject({ cancellation: free });
  });

  it.each([
    [undefined, 'customer', 3500, 3500],
    ['customer', 'customer', 3500, 3500],
    ['platform', 'platform', 3500, 0]
  ] as const)('[R27.8] support cancels late: cause %s', (cause, payer, feeMinor, totalMinor) => {
    const body = cause ? { reason: 'x', cause } : { reason: 'x' };
    expect(effect(accepted(), 'order.cancel', body, SUPPORT, LATE)).toEqual({
      cancellation: { at: '+47:00', by: 'support', reason: 'x', payer, feeMinor },
      billing: billing('due', totalMinor),
      state: 'cancelled'
    });
  });

  it('[R27.8] support cancels for the provider, and the customer names no cause of their own', () => {
    const body = { reason: 'x', cause: 'provider' } as const;
    const free = { reason: 'x', payer: 'nobody', feeMinor: 0 };
    expect(effect(accepted(), 'order.cancel', body, SUPPORT, LATE)).toEqual({
      ...{ cancellation: { at: '+47:00', by: 'support', ...free }, state: 'cancelled' }
    });
    // Free of charge anyway; the fee would be theirs, whatever they say.
    const travelling = accepted({ travel: { startedAt: 0, etaAt: 0 } });
    expect(
      effect(travelling, 'order.cancel', body, CUSTOMER, STARTS_AT - 24 * HOUR_MS)
    ).toMatchObject({ cancellation: { by: 'customer', payer: 'customer', feeMinor: 3500 } });
  });

  it('[R16.1] the customer rates, once', () => {
    const done = accepted({ state: 'completed' });
    const body = { stars: 4, words: 'gut' };
    const rating = { stars: 4, words: 'gut', at: '+2:00' };
    expect(effect(done, 'rating.give', body, CUSTOMER)).toEqual({ rating });
    const rated = accepted({ state: 'completed', rating: { ...body, at: NOW } });
    expect(effect(rated, 'rating.give', body, CUSTOMER)).toBe('refused rating.alreadyGiven');
  });

  const CLOCK: Actor = { type: 'clock' };
  const BILLING: Actor = { type: 'billing' };
  const AUTHORITY: Actor = { type: 'authority' };
  const [done, gone] = [accepted({ state: 'completed' }), accepted({ state: 'cancelled' })];

  it.each<[CommandKind, Job, object, Actor, unknown]>([
    ['contact.remove', gone, {}, CLOCK, { contactRemovedAt: '+2:00' }],
    ['contact.remind', accepted(), {}, CLOCK, {}],
    ['contact.lapse', accepted(), { limitAt: 1 }, CLOCK, { state: 'requested' }],
    ['confirm.lapse', called(), { limitAt: 1 }, CLOCK, { state: 'requested' }],
    ['visit.miss', called(), {}, CLOCK, {}],
    ['visit.overrun', atWork(), {}, CLOCK, {}],
    ['order.unplace', accepted({ state: 'offered' }), {}, CLOCK, { state: 'unplaced' }],
    ['order.expire', accepted({ state: 'unplaced' }), {}, CLOCK, {}],
    ['offers.send', accepted({ state: 'requested' }), { offers: [] }, CLOCK, { state: 'unplaced' }],
    ['offers.send', accepted({ state: 'requested' }), { offers: [1] }, CLOCK, { state: 'offered' }],
    ['visit.hold', atWork(), {}, AUTHORITY, { billing: billing('held', null), state: 'held' }],
    ['visit.hold', gone, {}, AUTHORITY, { billing: billing('held', null) }],
    ['order.hold', done, {}, BILLING, { billing: billing('held', null), state: 'held' }],
    [
      'order.bill',
      done,
      { invoiceNumber: 'CH-1', totalMinor: 8390, payoutMinor: 6320 },
      BILLING,
      { billing: { state: 'billed', invoiceNumber: 'CH-1', totalMinor: 8390, payoutMinor: 6320 } }
    ],
    ['job.giveBack', called(), { reason: 'x' }, PROVIDER, { state: 'requested' }],
    ['order.reoffer', accepted({ state: 'unplaced' }), {}, SUPPORT, { state: 'requested' }],
    ['held.resolve', done, { action: 'a' }, SUPPORT, {}]
  ])('[R7.6, R8.3, R9.2, R15.8, R15.17, V1.4] %s', (kind, job, body, actor, expected) => {
    expect(effect(job, kind, body as never, actor)).toEqual(expected);
  });

  it('[R9.6] reopening gives back the job as it was', () => {
    const free = accepted({ state: 'offered', provider: null });
    const was = called({ notes: [{ action: 'n', at: NOW, text: 'x' }] });
    const decision = decide(free, 'assignment.reopen', { job: was }, AUTHORITY);
    expect(decision).toEqual({ outcome: 'applied', next: was });
    expect(() =>
      decide(free, 'assignment.reopen', { job: { ...was, state: 'working' } }, AUTHORITY)
    ).toThrow('assignment.reopen must not lead to working');
  });

  it('[P6.1] is refused to whoever may not, with the reason', () => {
    const berta: Actor = { type: 'provider', id: 'berta' };
    expect(effect(accepted(), 'note.add', { text: 'x' }, berta)).toBe('refused order.notYours');
    expect(effect(accepted(), 'work.start', {})).toBe('refused job.wrongState');
    expect(effect(accepted(), 'order.bill', {} as never)).toBe('refused actor.notAllowed');
    expect(effect(accepted(), 'support.ask' as never, {} as never)).toBe(
      'refused kind.notSupported'
    );
  });

  it('keeps the state where its row says so', () => {
    const command = { kind: 'note.add', body: { text: '' } } as unknown as Command;
    const row = { by: 'provider', from: [], to: '=' } as const;
    expect(nextState(row, called(), command)).toBe('contacted');
    expect(nextState({ ...row, to: 'held' }, called(), command)).toBe('held');
  });
});
