import type { Action } from '#domain/protocol/action.ts';
import { describe, expect, it } from 'vitest';
import { photoSavedState, savedState } from '../../src/lib/recording/saved-state.ts';
import { outboxLists } from '../../src/lib/this-device/outbox/outbox-groups.ts';
import { NOW } from '../support/builders.ts';
import { aJobView, anOutboxRow } from '../support/device-views.ts';

describe('saved state', () => {
  it.each([
    ['local', 'device'],
    ['received', 'server']
  ] as const)('of an action that is %s: %s', (state, shown) => {
    const view = aJobView({}, { waiting: [anOutboxRow({ state })] });
    expect(savedState(view, 'visit.arrive').state).toBe(shown);
  });

  it('is confirmed where nothing waits any more', () => {
    expect(savedState(aJobView(), 'visit.arrive')).toEqual({ state: 'confirmed', row: null });
  });

  it('is refused until the helper has read why', () => {
    const row = anOutboxRow({ state: 'refused', code: 'job.wrongState' });
    expect(savedState(aJobView({}, { notAccepted: [row] }), 'visit.arrive')).toEqual({
      state: 'refused',
      row
    });
  });

  it.each([
    ['not in the job', null, 'refused'],
    ['older than the refusal', NOW - 1, 'refused'],
    ['done again since and taken', NOW + 60_000, 'confirmed']
  ] as const)('of a refused departure that is %s: %s', (_name, startedAt, shown) => {
    const row = anOutboxRow({ kind: 'travel.start', state: 'refused', code: 'job.wrongState' });
    const travel = startedAt === null ? null : { startedAt, etaAt: startedAt };
    const view = aJobView({ travel }, { notAccepted: [row] });
    expect(savedState(view, 'travel.start').state).toBe(shown);
  });

  it('of a refused tick looks at the time of that item alone', () => {
    const action = { ...anOutboxRow().action, body: { item: 'a', done: false } } as Action;
    const row = anOutboxRow({ kind: 'checklist.set', state: 'refused', action });
    const checked = (item: string) => ({ [item]: { done: true, at: NOW + 1 } });
    const shown = (item: string) =>
      savedState(aJobView({ checked: checked(item) }, { notAccepted: [row] }), 'checklist.set')
        .state;
    expect([shown('a'), shown('b')]).toEqual(['confirmed', 'refused']);
  });

  it('tells the items of one kind apart, and takes the last one', () => {
    const first = anOutboxRow({ seq: 1, kind: 'note.add', state: 'received' });
    const second = anOutboxRow({ seq: 2, kind: 'note.add' });
    const view = aJobView({}, { waiting: [first, second] });
    expect(savedState(view, 'note.add').row).toBe(second);
    expect(savedState(view, 'note.add', (row) => row.id === first.id).state).toBe('server');
  });
});

describe('saved state of a photo', () => {
  const add = anOutboxRow({ kind: 'photo.add', state: 'received' });

  it('is never further than its bytes: on this device as long as they are here only', () => {
    for (const view of [aJobView(), aJobView({}, { waiting: [add] })]) {
      expect(photoSavedState(view, add.id, { lastError: null })).toMatchObject({
        state: 'device',
        photoError: null
      });
    }
  });

  it('says why the server did not take it', () => {
    const unsent = { lastError: { code: 'file.quota', at: 1 } };
    expect(photoSavedState(aJobView(), add.id, unsent)).toMatchObject({
      state: 'device',
      photoError: 'file.quota'
    });
  });

  it('is that of the action once the bytes are through, and refused where that was refused', () => {
    expect(photoSavedState(aJobView(), add.id, undefined).state).toBe('confirmed');
    expect(photoSavedState(aJobView({}, { waiting: [add] }), add.id, undefined).state).toBe(
      'server'
    );
    const refused = aJobView({}, { notAccepted: [{ ...add, state: 'refused' }] });
    expect(photoSavedState(refused, add.id, { lastError: null }).state).toBe('refused');
  });
});

describe('lists of this device', () => {
  it('puts what was refused and what support has on top, each by itself, and the rest by job, in the order in which it was done', () => {
    const rows = [
      anOutboxRow({ seq: 1, order: 'a' }),
      anOutboxRow({ seq: 2, order: 'b', state: 'refused' }),
      anOutboxRow({ seq: 3, order: null, kind: 'profile.set' }),
      anOutboxRow({ seq: 4, order: 'a', state: 'received' }),
      anOutboxRow({ seq: 5, order: 'a', state: 'applied' }),
      anOutboxRow({ seq: 6, order: 'b', state: 'held' })
    ];
    const { refused, held, waiting } = outboxLists(rows);
    expect(refused.map((row) => row.seq)).toEqual([2]);
    expect(held.map((row) => row.seq)).toEqual([6]);
    expect(waiting.map((group) => [group.order, group.rows.map((row) => row.seq)])).toEqual([
      ['a', [1, 4]],
      [null, [3]]
    ]);
  });
});
