import { describe, expect, it } from 'vitest';
import type { Offer, Order } from '#domain/order/order.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { SoundAction } from '../../../sync-server/authority/inspect-action.ts';
import { judgeAsThen } from '../../../sync-server/authority/judge-as-then.ts';
import { FULL_RULES } from '../../support/a-full-job.ts';
import {
  anOfferedOrder,
  anOrder,
  anOrderAfter,
  aProvider,
  FACTS,
  NOW,
  SIGNATURE
} from '../../support/builders.ts';
import { aLostAssignment } from '../../support/papers.ts';
import { NOW_AT_SERVER, sound } from '../../support/sound-actions.ts';

const THEN = NOW + 120_000;
const anna = aProvider();
const applied: Judgement = { outcome: 'applied', code: null, at: THEN };
const refused: Judgement = { outcome: 'refused', code: 'offer.taken', at: THEN };
const heldThen: Judgement = { outcome: 'held', code: 'order.notYours', at: THEN };
const kept = (said: Judgement, provider = 'anna') => ({
  a1: { ...said, provider, hash: 'hash-a1' }
});
const asThen = (order: Order, action: SoundAction, earlier: Judgement, as = true) =>
  judgeAsThen(order, action, {
    ...{ rules: FULL_RULES, now: NOW_AT_SERVER, earlier },
    as: as ? anna : undefined
  });
const judged = (...asked: Parameters<typeof asThen>) => {
  const answer = asThen(...asked);
  if (answer.what !== 'judged') throw new Error(answer.what);
  return answer.order;
};
const accept = sound('offer.accept', {}, { occurredAt: THEN });
const berta = aProvider({ id: 'berta', name: 'Berta' });

describe('what counted before a restore', () => {
  it('[S6.1] counts again, as of then', () => {
    const order = anOrderAfter('offer.accept');
    const next = judged(order, sound('note.add', { text: 'x' }), applied);
    expect(next.job.notes).toMatchObject([{ text: 'x' }]);
    expect(next.verdicts).toEqual(kept(applied));
    expect(asThen(next, sound('note.add', { text: 'x' }), applied)).toEqual({ what: 'known' });
    const fork = sound('note.add', { text: 'x' }, { hash: 'other' });
    expect(asThen(next, fork, applied)).toEqual({ what: 'fork' });
  });

  it('[S6.1] waits for a proof where it did then', () => {
    const order = anOrderAfter('offer.accept');
    const job = { ...order.job, provider: null, state: 'requested' as const };
    const lost = { ...order, job, assignments: [aLostAssignment(order, 'anna')] };
    const next = judged(lost, sound('note.add', { text: 'x' }), applied);
    expect(next.verdicts).toEqual({});
    expect(next.assignments[0]!.pending).toMatchObject([{ since: THEN, hash: 'hash-a1' }]);
  });

  it('[S6.4] is held where it cannot count any more: now, with the reason', () => {
    const taken = anOrderAfter('offer.accept', berta);
    const offer = { ...anOfferedOrder().offers[0]!, state: 'withdrawn' as const };
    const order = { ...taken, offers: [...taken.offers, offer] };
    expect(judged(order, accept, applied)).toEqual({
      ...order,
      verdicts: kept({ outcome: 'held', code: 'offer.taken', at: NOW_AT_SERVER })
    });
    const note = sound('note.add', { text: 'x' });
    expect(judged(order, note, applied).verdicts).toEqual(
      kept({ outcome: 'held', code: 'order.notYours', at: NOW_AT_SERVER })
    );
    const early = judged(anOrderAfter('offer.accept'), sound('work.start'), applied);
    expect(early.verdicts).toEqual(
      kept({ outcome: 'held', code: 'job.wrongState', at: NOW_AT_SERVER })
    );
  });

  it.each(['offer.seen', 'offer.decline'] as const)(
    '[S6.1] %s changes nothing where it cannot count any more, and keeps its verdict',
    (kind) => {
      const taken = anOrderAfter('offer.accept', berta);
      const offer = { ...anOfferedOrder().offers[0]!, state: 'withdrawn' as const };
      const over = { ...taken, offers: [...taken.offers, offer] };
      const body = kind === 'offer.decline' ? { reason: '' } : {};
      expect(judged(over, sound(kind, body), applied)).toEqual({
        ...over,
        verdicts: kept(applied)
      });
      const stranger = anOfferedOrder([berta]);
      expect(judged(stranger, sound(kind, body), applied)).toEqual({
        ...stranger,
        verdicts: kept(applied)
      });
    }
  );

  it('[S6.1] of an order that is a stranger’s it is nobody’s', () => {
    const order = anOfferedOrder([berta]);
    const stranger = { what: 'stranger' };
    expect(asThen(order, sound('note.add', { text: 'x' }), applied)).toEqual(stranger);
    expect(asThen(order, accept, applied, false)).toEqual(stranger);
    expect(asThen(order, sound('note.add', { text: 'x' }), refused)).toEqual(stranger);
    expect(asThen(order, accept, heldThen)).toEqual(stranger);
  });
});

describe('an offer that the backup does not know', () => {
  const open = (order: Order) => order.offers.filter(({ provider }) => provider === 'anna');
  const theirs = anOfferedOrder().offers[0]!;

  it('[S6.3] is made again, as of then, of an order that was offered to nobody yet', () => {
    const next = judged(anOrder(), accept, applied);
    expect(next.job).toMatchObject({ provider: { id: 'anna' }, state: 'accepted' });
    expect(next.verdicts).toEqual(kept(applied));
    expect(next.assignments).toMatchObject([{ provider: 'anna' }]);
    expect(open(next)).toEqual([
      {
        ...theirs,
        ...{ state: 'accepted', sentAt: THEN, rank: 1, step: 0 },
        ...{ seenAt: open(next)[0]!.seenAt }
      }
    ]);
  });

  it('[S6.3] is made again beside those of others, behind them', () => {
    const order = anOfferedOrder([berta], NOW);
    const next = judged(order, accept, applied);
    expect(next.job.provider?.id).toBe('anna');
    expect(open(next)).toMatchObject([{ rank: 2, step: 0, sentAt: THEN, state: 'accepted' }]);
    expect(next.offers.map(({ provider }) => provider)).toEqual(['berta', 'anna']);
  });

  it('[S6.3] that waited, or was over, is open again and keeps what it was', () => {
    const with_ = (fields: Partial<Offer>) => {
      const order = anOfferedOrder([anna, berta], NOW);
      const offers = order.offers.map((each) =>
        each.provider === 'anna' ? { ...each, ...fields } : each
      );
      return judged({ ...order, offers }, accept, applied);
    };
    const sent = with_({ state: 'withdrawn', step: 3, sentAt: NOW + 5, earningsMinor: 77 });
    expect(open(sent)).toMatchObject([
      { step: 3, sentAt: NOW + 5, earningsMinor: 77, rank: 2, state: 'accepted' }
    ]);
    const waiting = with_({ state: 'waiting', step: null, sentAt: null });
    expect(open(waiting)).toMatchObject([{ step: 0, sentAt: THEN, rank: 2 }]);
    // Open as it is, it is left as it is.
    expect(open(with_({ step: 2 }))).toMatchObject([{ step: 2, sentAt: NOW, rank: 1 }]);
  });

  it('[S6.3] is made of no order that somebody has, or that has gone another way', () => {
    const taken = anOrderAfter('offer.accept', berta);
    expect(asThen(taken, accept, applied)).toEqual({ what: 'stranger' });
    const order = anOrder();
    const cancelled = { ...order, job: { ...order.job, state: 'cancelled' as const } };
    expect(asThen(cancelled, accept, applied)).toEqual({ what: 'stranger' });
    const unplaced = { ...order, job: { ...order.job, state: 'unplaced' as const } };
    expect(judged(unplaced, accept, applied).job.provider?.id).toBe('anna');
    // Only for an acceptance: nothing else makes an offer.
    expect(open(judged(anOrder(), sound('offer.seen'), applied))).toEqual([]);
  });
});

describe('what was turned away before a restore', () => {
  it('[S6.2] stays so, with its words, and changes nothing', () => {
    const order = anOrderAfter('offer.accept');
    for (const said of [refused, heldThen]) {
      expect(judged(order, sound('note.add', { text: 'x' }), said)).toEqual({
        ...order,
        verdicts: kept(said)
      });
    }
    const next = judged(order, sound('note.add', { text: 'x' }), refused);
    expect(asThen(next, sound('note.add', { text: 'x' }), refused)).toEqual({ what: 'known' });
  });

  it('[S6.2] an offer that was missed then is missed, also where it does not exist any more', () => {
    const order = anOfferedOrder([berta]);
    for (const kind of ['offer.accept', 'offer.decline', 'offer.seen'] as const) {
      expect(judged(order, sound(kind), refused)).toEqual({ ...order, verdicts: kept(refused) });
      expect(asThen(order, sound(kind), heldThen)).toEqual({ what: 'stranger' });
    }
  });

  it('[S6.2] a paper that was held is held again', () => {
    const order = anOrderAfter('work.start');
    const body = {
      ...{ facts: FACTS, statement: {}, statementHash: 'A'.repeat(43), signature: SIGNATURE }
    };
    const said: Judgement = { outcome: 'held', code: 'statement.mismatch', at: THEN };
    const next = judged(order, sound('job.complete', body), said);
    expect(next.verdicts).toEqual(kept(said));
    expect(next.assignments[0]!.papers).toMatchObject([
      { action: 'a1', kind: 'statement', code: 'statement.mismatch' }
    ]);
    expect(judged(order, sound('job.complete', body), refused).assignments[0]!.papers).toEqual([]);
  });
});
