import { describe, expect, it } from 'vitest';
import type { Judgement } from '#domain/protocol/verdict.ts';
import { takeSoundActions } from '../../../sync-server/authority/take-sound-actions.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import {
  AT,
  heldCase,
  NOW_AT_SERVER,
  sound,
  soundActionsWorld
} from '../../support/sound-actions.ts';

const THEN = AT + 3;
const applied: Judgement = { outcome: 'applied', code: null, at: THEN };
const refused: Judgement = { outcome: 'refused', code: 'job.wrongState', at: THEN };

/** An action that was judged before a restore, or one of today. */
function said(id: string, order: string | null, earlier?: Judgement, kind = 'note.add' as const) {
  const action = sound(kind, { text: id }, { id, order });
  const { received } = action;
  return { ...action, received: { ...received, ...(earlier && { earlier }) } };
}

/** The orders as they are asked for, one after the other. */
async function ordersOf(...actions: ReturnType<typeof said>[]) {
  const world = soundActionsWorld();
  const asked: string[] = [];
  const writer = {
    change: async (id: string) => void asked.push(id),
    book: async () => undefined
  };
  await takeSoundActions(actions, { ...world.deps, writer: writer as never });
  return asked;
}

describe('actions of several orders', () => {
  it('[P7.1] are taken an order at a time, however they are mixed', async () => {
    const [a, b, c] = [said('a', 'o1'), said('b', 'o2'), said('c', 'o1')];
    expect(await ordersOf(a, b, c)).toEqual(['o1', 'o2']);
  });

  it('[S6.1] after a restore in runs, as they came: one may have been booked by the other', async () => {
    const [a, b, c] = [said('a', 'o1'), said('b', 'o2'), said('c', 'o1', applied)];
    expect(await ordersOf(a, b, c)).toEqual(['o1', 'o2', 'o1']);
    expect(await ordersOf(a, c, b)).toEqual(['o1', 'o2']);
    expect(await ordersOf(c)).toEqual(['o1']);
    expect(await ordersOf()).toEqual([]);
  });

  it('[S6.1] what is of no order breaks a run, and comes in its place', async () => {
    const world = soundActionsWorld();
    const told: string[] = [];
    const order = anOrderAfter('offer.accept');
    const writer = { change: async (id: string) => (told.push(id), order) };
    const quarantine = { judge: async ({ kind }: { kind: string }) => void told.push(kind) };
    const ask = sound('support.ask', { subject: 'x', text: 'y' }, { id: 'q', order: 'o1' });
    const asked = { ...ask, received: { ...ask.received, earlier: applied } };
    const deps = { ...world.deps, writer: writer as never, quarantine: quarantine as never };
    const actions = [said('a', 'o1'), asked, said('c', 'o1')];
    await takeSoundActions(actions, deps);
    expect(told.splice(0)).toEqual(['o1', 'support.ask', 'o1']);
    await takeSoundActions([said('a', 'o1'), ask, said('c', 'o1')], deps);
    expect(told).toEqual(['o1', 'support.ask']);
  });
});

describe('what no rule of an order judges', () => {
  it('[S6.1] has the time of its first verdict', async () => {
    const world = soundActionsWorld();
    for (const action of [
      sound('support.ask', { subject: 'x', text: 'y' }),
      sound('rating.seal', { sealed: 'x' }),
      sound('note.add', { text: 'x' }, { order: null })
    ]) {
      await world.take({ ...action, received: { ...action.received, earlier: applied } });
      await world.take(action);
    }
    const at = (time: number, code: string | null) => ({
      ...{ outcome: code ? 'held' : 'applied', code, at: time }
    });
    expect(world.quarantined.map((each) => (each as { judgement: unknown }).judgement)).toEqual([
      ...[at(THEN, null), at(NOW_AT_SERVER, null)],
      ...[at(THEN, 'kind.notSupported'), at(NOW_AT_SERVER, 'kind.notSupported')],
      ...[at(THEN, 'order.unknown'), at(NOW_AT_SERVER, 'order.unknown')]
    ]);
    expect(world.quarantined.at(-1)).toEqual(heldCase('order.unknown', { order: null }));
  });

  it('[R17.1, S6.2] a next visit is booked as it was said, and held where it cannot be any more', async () => {
    const wish = { packageId: 'wlan', startsAt: NOW + 90 * 86_400_000, note: '' };
    const ask = (earlier?: Judgement, startsAt = NOW + 9 * 86_400_000) => {
      const action = sound('booking.request', { ...wish, startsAt }, { id: 'b' });
      return { ...action, received: { ...action.received, ...(earlier && { earlier }) } };
    };
    const verdictOf = async (
      action: ReturnType<typeof ask>,
      order = anOrderAfter('job.complete')
    ) => {
      const world = soundActionsWorld(order);
      await world.take(action);
      const { outcome, code, at } = world.orderNow()!.verdicts.b!;
      return [outcome, code, at, world.booked.length];
    };
    expect(await verdictOf(ask())).toEqual(['applied', null, NOW_AT_SERVER, 1]);
    expect(await verdictOf(ask(applied))).toEqual(['applied', null, THEN, 1]);
    expect(await verdictOf(ask(refused))).toEqual(['refused', 'job.wrongState', THEN, 0]);
    const early = anOrderAfter('work.start');
    expect(await verdictOf(ask(), early)).toEqual(['refused', 'job.wrongState', NOW_AT_SERVER, 0]);
    expect(await verdictOf(ask(applied), early)).toEqual(['held', 'job.wrongState', THEN, 0]);
  });
});
