import { describe, expect, it } from 'vitest';
import { receiptBody, type Judgement } from '#domain/protocol/verdict.ts';
import {
  asThen,
  claimOf,
  readableReceipts,
  readReceipts,
  type SentReceipt
} from '../../../sync-server/outbox/read-receipts.ts';
import { receivedAction } from '../../../sync-server/outbox/received-action.ts';
import { noteOfEarlier } from '../../../sync-server/cases/note-of-earlier.ts';
import { storedAction, Unreadable } from '../../../sync-server/outbox/stored-action.ts';
import { NOW } from '../../support/builders.ts';

const said: SentReceipt = {
  ...{ action: 'a1', outcome: 'refused', code: 'offer.taken', at: NOW, receipt: 'R' }
};
const judgement: Judgement = { outcome: 'refused', code: 'offer.taken', at: NOW };

describe('[S6.1] what a device still knows of what was said', () => {
  it('is read where it can be, no more than so many', () => {
    const applied = { ...said, action: 'a2', outcome: 'applied', code: null };
    const unreadable = [
      ...[null, 'x', {}, { ...said, action: 5 }, { ...said, outcome: 'maybe' }],
      ...[
        { ...said, code: 'no.such' },
        { ...said, at: 'now' },
        { ...said, receipt: 5 }
      ],
      { ...said, receipt: 'x'.repeat(129) }
    ];
    expect(readableReceipts([said, ...unreadable, applied], 99)).toEqual([said, applied]);
    expect(readableReceipts([{ ...said, receipt: 'x'.repeat(128), more: 1 }], 1)).toHaveLength(1);
    expect(readableReceipts([null, said], 1)).toEqual([]);
    expect(readableReceipts([said, applied], 1)).toEqual([said]);
    for (const sent of [undefined, null, 'x', said]) expect(readableReceipts(sent, 9)).toEqual([]);
  });

  it('counts for the action whose hash this server has signed', () => {
    const asked: unknown[] = [];
    const keys = { verify: (...what: unknown[]) => (asked.push(what), what[1] === 'R') };
    const forged = { ...said, action: 'a2', receipt: 'F' };
    const verdictOf = readReceipts(keys as never, [said, forged]);
    expect(verdictOf({ id: 'a1', hash: 'h' })).toEqual(judgement);
    expect(asked).toEqual([[receiptBody('h', said), 'R']]);
    expect(verdictOf({ id: 'a2', hash: 'h' })).toBeUndefined();
    expect(verdictOf({ id: 'a3', hash: 'h' })).toBeUndefined();
    asked.length = 0;
    expect(verdictOf({ id: 'a1', hash: null })).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('knows an action by what it says of itself', () => {
    expect(claimOf({ _id: 'a1', hash: 'h' })).toEqual({ id: 'a1', hash: 'h' });
    expect(claimOf({ hash: 5 })).toEqual({ id: 'undefined', hash: null });
    expect(claimOf(null)).toEqual({ id: 'undefined', hash: null });
    expect(claimOf('x')).toEqual({ id: 'undefined', hash: null });
  });

  it('makes it received then, no later than at its verdict', () => {
    const stored = storedAction({ _id: 'a1' }, { device: 'd', receivedAt: NOW + 5 });
    expect(asThen(stored, undefined)).toBe(stored);
    expect(asThen(stored, judgement)).toEqual({ ...stored, receivedAt: NOW, earlier: judgement });
    const later = { ...judgement, at: NOW + 9 };
    expect(asThen(stored, later)).toEqual({ ...stored, earlier: later });
    expect(receivedAction('anna', asThen(stored, later))).toEqual({
      ...{ provider: 'anna', id: stored._id, rev: stored._rev, device: 'd', receivedAt: NOW + 5 },
      ...{ envelope: { _id: 'a1' }, earlier: later }
    });
    expect(receivedAction('anna', stored)).not.toHaveProperty('earlier');
  });

  it('stands in the case where it differs', () => {
    const note = `Before the data were restored it was refused (${new Date(NOW).toISOString()}).`;
    expect(noteOfEarlier(judgement, { outcome: 'held' })).toBe(note);
    expect(noteOfEarlier(judgement, { outcome: 'refused' })).toBeNull();
    expect(noteOfEarlier(undefined, { outcome: 'held' })).toBeNull();
  });
});

describe('[P3.3] what is nested too deep', () => {
  it('is told from another by its text', () => {
    const from = { device: 'd', receivedAt: NOW };
    const [one, other] = ['[[1]]', '[[2]]'].map((text) =>
      storedAction(new Unreadable(text, undefined), from)
    );
    expect(one!.text).toBe('{"unreadable":"[[1]]"}');
    expect(one!._id).not.toBe(other!._id);
    expect(one!.sentRev).toBeNull();
    expect(storedAction(new Unreadable('x', 'device-1:0000000001'), from)).toMatchObject({
      ...{ sentId: 'device-1:0000000001', text: '{"unreadable":"x"}' }
    });
  });
});
