import { describe, expect, it } from 'vitest';
import { advanceOrder } from '#domain/order/advance-order.ts';
import { newAssignment, type Assignment } from '#domain/order/assignment/assignment.ts';
import type { HistoryEntry } from '#domain/order/order.ts';
import { escalationsOf, noticesOf, refusalId } from '#domain/order/views/notices.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { anOrderAfter, NOW } from '../../../support/builders.ts';
import { AT } from '../../../support/order-times.ts';
import { aPaper, withHeld } from '../../../support/papers.ts';
import { withJob } from '../../../support/with-job.ts';

describe('who is told what, written out', () => {
  const entry = (what: HistoryEntry['what'], at: number, fields: Partial<HistoryEntry> = {}) =>
    ({ at, by: { type: 'clock' }, what, from: 'contacted', to: 'contacted', ...fields }) as const;
  const order = anOrderAfter('offer.accept');
  const end = (why: NonNullable<Assignment['ended']>['why'], at = AT) => ({
    ...{ at, why, limitAt: null, job: order.job }
  });
  const assigned = (provider: string, fields: Partial<Assignment> = {}) => ({
    ...newAssignment(provider, NOW),
    ...fields
  });

  it('[R8.1] reminders of the call', () => {
    const reminded = advanceOrder(order, NOW + 11.5 * HOUR_MS);
    expect(noticesOf(reminded)).toEqual([
      {
        id: `contact.remind:order1:${NOW + 60_000}:1`,
        ...{ provider: 'anna', kind: 'contact.remind', at: NOW + 60_000 + 6 * HOUR_MS }
      },
      {
        id: `contact.remind:order1:${NOW + 60_000}:2`,
        ...{ provider: 'anna', kind: 'contact.remind', at: NOW + 60_000 + 11 * HOUR_MS }
      }
    ]);
    expect(noticesOf(withJob(reminded, { provider: null }))).toEqual([]);
    expect(noticesOf(withJob(reminded, { acceptedAt: null }))).toEqual([]);
    expect(noticesOf({ ...reminded, assignments: [] })).toEqual([]);
  });

  it.each([
    ['contact.lapsed', 'contact.lapsed'],
    ['confirm.lapsed', 'confirm.lapsed'],
    ['cancelled', 'order.cancelled'],
    ['givenBack', null]
  ] as const)('[R8.4, R9.2, R27.12] the end of an assignment: %s', (why, kind) => {
    const ended = { ...order, assignments: [assigned('anna', { ended: end(why) })] };
    const expected = { id: `${kind}:order1:0.0`, provider: 'anna', kind, at: AT };
    expect(noticesOf(ended)).toEqual(kind ? [expected] : []);
  });

  it('[R9.20] nothing of an end that was undone', () => {
    const undone = { at: NOW, why: 'contact.lapsed', limitAt: NOW, reopenedAt: AT } as const;
    const back = { ...order, assignments: [assigned('anna', { reopened: [undone] })] };
    expect(noticesOf(back)).toEqual([]);
    expect(escalationsOf(back)).toEqual([
      {
        ...{ id: 'contact.lapsed:order1:0.0', kind: 'contact.lapsed', provider: 'anna' },
        ...{ at: NOW, resolution: 'proof.honoured' }
      }
    ]);
  });

  it('[R7.14] the customer’s answers, to whoever has the job', () => {
    const history = [
      entry('order.book', NOW),
      entry('offer.accept', NOW + 1),
      entry('appointment.agree', NOW + 2),
      entry('offer.accept', NOW + 3),
      entry('appointment.agree', NOW + 4),
      entry('appointment.reject', NOW + 5),
      entry('appointment.change', NOW + 6)
    ];
    expect(noticesOf({ ...order, history })).toEqual([
      {
        ...{ id: 'appointment.agreed:order1:4', provider: 'anna', kind: 'appointment.agreed' },
        at: NOW + 4
      },
      {
        ...{ id: 'appointment.rejected:order1:5', provider: 'anna', kind: 'appointment.rejected' },
        at: NOW + 5
      }
    ]);
    expect(noticesOf({ ...withJob(order, { provider: null }), history })).toEqual([]);
  });

  it('[R8.4, R9.2] support: of every missed limit', () => {
    const missed = {
      ...order,
      assignments: [
        assigned('anna', { ended: end('contact.lapsed') }),
        assigned('berta', { ended: end('confirm.lapsed', AT + 1) }),
        assigned('carla', { ended: end('givenBack') }),
        assigned('dora', { ended: end('cancelled') })
      ]
    };
    expect(escalationsOf(missed)).toEqual([
      {
        ...{ id: 'contact.lapsed:order1:0.0', kind: 'contact.lapsed', provider: 'anna', at: AT },
        resolution: null
      },
      {
        ...{ id: 'confirm.lapsed:order1:1.0', kind: 'confirm.lapsed', provider: 'berta' },
        ...{ at: AT + 1, resolution: null }
      }
    ]);
  });

  it.each<[string, HistoryEntry[], (string | null)[]]>([
    ['nobody has come', [], [null]],
    ['somebody took it', [entry('offer.accept', AT + 1)], ['order.taken']],
    ['a proof brought it back', [entry('assignment.reopen', AT + 1)], ['proof.honoured']],
    [
      'somebody took it before a proof came',
      [entry('offer.accept', AT + 1), entry('assignment.reopen', AT + 2)],
      ['order.taken']
    ],
    ['something else happened', [entry('note.add', AT + 1)], [null]],
    [
      'it was lost again',
      [
        entry('offer.accept', AT + 1),
        entry('order.unplace', AT + 2, { from: 'offered', to: 'unplaced' })
      ],
      ['order.taken', null]
    ],
    ['it stays so', [entry('contact.remove', AT + 1, { from: 'unplaced', to: 'unplaced' })], [null]]
  ])('[R5.9, R5.10] support: of an order that nobody took, when %s', (_title, later, expected) => {
    const unplace = entry('order.unplace', AT, { from: 'offered', to: 'unplaced' });
    // Taken before: that says nothing of the search that came after.
    const history = [entry('offer.accept', NOW), unplace, ...later];
    const escalations = escalationsOf({ ...order, history });
    expect(escalations.map(({ resolution }) => resolution)).toEqual(expected);
    expect(escalations[0]).toMatchObject({
      ...{ id: 'unplaced:order1:1', kind: 'unplaced', provider: null, at: AT }
    });
  });

  it('[V1.1, V1.2, R15.16] support: of visits that were missed, not finished or not signed', () => {
    const history = [entry('visit.miss', NOW), entry('visit.overrun', AT), entry('note.add', AT)];
    const refusal = aPaper({ action: 'x', kind: 'refusal', at: AT + 1 });
    const all = withHeld({ ...order, history }, 'anna', aPaper(), refusal);
    const of = { provider: 'anna', resolution: null };
    expect(escalationsOf(all)).toEqual([
      { id: 'visit.missed:order1:0', kind: 'visit.missed', at: NOW, ...of },
      { id: 'visit.unfinished:order1:1', kind: 'visit.unfinished', at: AT, ...of },
      { id: 'signature.refused:order1:x', kind: 'signature.refused', at: AT + 1, ...of }
    ]);
    const nobodys = escalationsOf(withJob(all, { provider: null }));
    expect(nobodys.map(({ provider }) => provider)).toEqual([null, null, 'anna']);
    expect(refusalId({ _id: 'o' }, 'a')).toBe('signature.refused:o:a');
  });
});
