import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import type { SoundAction } from '../../../sync-server/authority/inspect-action.ts';
import { judgeOnOrder, recordOnOrder } from '../../../sync-server/authority/judge-on-order.ts';
import { FULL_RULES } from '../../support/a-full-job.ts';
import {
  anOfferedOrder,
  anOrderAfter,
  aProvider,
  FACTS,
  SIGNATURE
} from '../../support/builders.ts';
import { aLostAssignment } from '../../support/papers.ts';
import { AT, NOW_AT_SERVER, sound } from '../../support/sound-actions.ts';

const CONTEXT = { rules: FULL_RULES, now: NOW_AT_SERVER };
const STATEMENT = {
  ...{ facts: FACTS, statement: {}, statementHash: 'A'.repeat(43), signature: SIGNATURE }
};

describe('an action on its order', () => {
  const order = anOrderAfter('offer.accept');
  const judged = (on: Order, action: SoundAction) => {
    const answer = judgeOnOrder(on, action, CONTEXT);
    if (answer.what !== 'judged') throw new Error(answer.what);
    return answer.order;
  };

  it('[P4.1] is judged once, effect and verdict in one', () => {
    const next = judged(order, sound('note.add', { text: 'x' }));
    expect(next.job.notes).toEqual([{ action: 'a1', at: AT, text: 'x' }]);
    expect(next.verdicts).toEqual({
      a1: {
        ...{ outcome: 'applied', code: null, at: NOW_AT_SERVER, provider: 'anna' },
        hash: 'hash-a1'
      }
    });
    expect(judgeOnOrder(next, sound('note.add', { text: 'x' }), CONTEXT)).toEqual({
      what: 'known'
    });
    expect(judgeOnOrder(next, sound('note.add', {}, { hash: 'other' }), CONTEXT)).toEqual({
      what: 'fork'
    });
  });

  it('[P8.1] is refused with its code, and changes nothing else', () => {
    const next = judged(order, sound('work.start'));
    expect(next).toEqual({
      ...order,
      verdicts: {
        a1: {
          ...{ outcome: 'refused', code: 'job.wrongState', at: NOW_AT_SERVER },
          ...{ provider: 'anna', hash: 'hash-a1' }
        }
      }
    });
  });

  it('[R9.12] waits where a proof may come', () => {
    const lost = {
      ...order,
      job: { ...order.job, provider: null, state: 'requested' as const },
      assignments: [aLostAssignment(order, 'anna')]
    };
    const next = judged(lost, sound('note.add', { text: 'x' }));
    expect(next.verdicts).toEqual({});
    expect(next.assignments[0]?.pending).toEqual([
      {
        ...{ hash: 'hash-a1', since: NOW_AT_SERVER },
        command: { id: 'a1', kind: 'note.add', body: { text: 'x' }, at: AT }
      }
    ]);
    const again = (fields: Partial<SoundAction>) =>
      judgeOnOrder(next, sound('note.add', { text: 'x' }, fields), CONTEXT).what;
    expect([again({}), again({ hash: 'other' })]).toEqual(['known', 'fork']);
  });

  it('[P6.1] of a stranger is not the order’s to keep', () => {
    const what = (on: Order) =>
      judgeOnOrder(on, sound('note.add', { text: 'x' }, { provider: 'berta' }), CONTEXT).what;
    expect(what(order)).toBe('stranger');
    const [offer] = anOfferedOrder([aProvider({ id: 'berta' })]).offers;
    expect(what({ ...order, offers: [offer!] })).toBe('judged');
    expect(what({ ...order, earlierOffers: [offer!] })).toBe('judged');
    expect(what({ ...order, assignments: [aLostAssignment(order, 'berta')] })).toBe('judged');
  });

  it('[P5.5] about an offer counts from when it was received, seeing one from when it was seen', () => {
    const offered = anOfferedOrder([aProvider()], AT - 50);
    expect(judged(offered, sound('offer.accept')).job.acceptedAt).toBe(AT + 5);
    const seen = (occurredAt: number) =>
      judged(offered, sound('offer.seen', {}, { occurredAt })).offers[0]?.seenAt;
    expect([seen(AT - 20), seen(AT - 90)]).toEqual([AT - 20, AT - 50]);
  });

  it.each<[string, Partial<SoundAction>, Order, string]>([
    ['with another text', {}, anOrderAfter('checklist.set'), 'statement.mismatch'],
    [
      'with another text and hash',
      { isEvidenceSound: false },
      anOrderAfter('checklist.set'),
      'statement.badHash'
    ],
    [
      'too early, with another hash',
      { isEvidenceSound: false },
      anOrderAfter('work.start'),
      'checklist.open'
    ]
  ])('[R15.5, R15.7] a completion %s is held as a paper', (_title, fields, on, code) => {
    const next = judged(on, sound('job.complete', STATEMENT, fields));
    expect(next.verdicts.a1).toMatchObject({ outcome: 'held', code });
    expect(next.assignments[0]?.papers).toMatchObject([{ action: 'a1', kind: 'statement', code }]);
    expect(next.job.state).toBe('held');
  });

  it('[R13.5] a consent whose hash is another is held as one that differs', () => {
    const on = anOrderAfter('work.start');
    const body = { ...STATEMENT, consent: {}, consentHash: 'x', priceMinor: 9900, reason: 'x' };
    const next = judged(on, sound('price.agree', body, { isEvidenceSound: false }));
    expect(next.verdicts.a1).toMatchObject({ outcome: 'held', code: 'consent.mismatch' });
    expect(next.job.state).toBe('working');
  });

  it('[R17.1] of what was decided elsewhere the verdict alone is kept', () => {
    const judgement = { outcome: 'held', code: 'package.unknown', at: 7 } as const;
    const answer = recordOnOrder(order, sound('booking.request'), judgement);
    expect(answer).toEqual({
      what: 'judged',
      order: {
        ...order,
        verdicts: { a1: { ...judgement, provider: 'anna', hash: 'hash-a1' } }
      }
    });
  });
});
