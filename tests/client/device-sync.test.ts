import { describe, expect, it, vi } from 'vitest';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import type { Fault } from '../support/scripted-faults.ts';
import { aJobDocument, DeviceWorld } from '../support/device-world.ts';

const note = (text: string) => ({ text });
const states = async ({ relaxed }: DeviceStore) =>
  Object.fromEntries((await relaxed.outbox.toArray()).map((r) => [r.seq, r.state]));

const FAULTS: [name: string, fault: Fault, is: string][] = [
  ['401', { status: 401 }, 'expired'],
  ['403', { status: 403 }, 'forbidden'],
  ['404', { status: 404 }, 'serverError'],
  ['409', { status: 409 }, 'serverError'],
  ['426', { status: 426 }, 'tooOld'],
  ['429', { status: 429, headers: { 'Retry-After': '7' } }, 'slowDown'],
  ['500', { status: 500 }, 'serverError'],
  ['502', { status: 502 }, 'serverError'],
  ['503', { status: 503 }, 'serverError'],
  ['a broken line', 'drop', 'unreachable'],
  ['a captive portal', 'captive', 'notBelieved'],
  ['truncated JSON', 'truncated', 'notBelieved'],
  ['JSON of another shape', 'wrongShape', 'notBelieved']
];

describe('pulling', () => {
  it('stores rows with their checkpoint, leaves design documents out, and removes what was deleted', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    world.door.put('inbox', aJobDocument());
    world.door.put('inbox', { _id: '_design/x', views: {} });
    await store.steps.pullInbox();
    expect(await store.relaxed.inbox.toCollection().primaryKeys()).toEqual(['job:order1']);
    world.door.remove('inbox', 'job:order1');
    expect(await store.steps.pullInbox()).toMatchObject({ is: 'pulled', changed: 1, isDone: true });
    expect(await store.relaxed.inbox.count()).toBe(0);
  });

  it('is not hurt by a feed that was rewound: an older projection never replaces a newer one', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    world.door.put('inbox', aJobDocument({ state: 'working' }, { generation: 7 }));
    await store.steps.pullInbox();
    world.door.put('inbox', aJobDocument({ state: 'confirmed' }, { generation: 6 }));
    await store.relaxed.checkpoints.put({ id: 'inbox', since: '0' });
    await store.steps.pullInbox();
    expect(await store.relaxed.inbox.get('job:order1')).toMatchObject({
      generation: 7,
      job: { state: 'working' }
    });
  });

  it.each(FAULTS)(
    'answers %s with a value, stores nothing, and goes on afterwards',
    async (_name, fault, is) => {
      const world = new DeviceWorld();
      const store = await world.signedIn();
      world.door.put('inbox', aJobDocument());
      world.door.fault('inbox', fault);
      expect(await store.steps.pullInbox()).toMatchObject({ is });
      expect(await store.relaxed.inbox.count()).toBe(0);
      expect(await store.relaxed.checkpoints.get('inbox')).toBeUndefined();
      expect(await store.steps.pullInbox()).toMatchObject({ is: 'pulled', changed: 1 });
    }
  );

  it('gives a hanging long poll up 15 s after the server should have ended it', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    world.door.fault('longpoll', 'hang');
    const pulling = store.steps.pullInbox(true);
    await vi.waitFor(() => expect(world.door.faultsLeft).toBe(0));
    world.clock.advance(40_000);
    expect(await pulling).toEqual({ is: 'unreachable' });
  });

  it.each(['inbox', 'receipts', 'checkpoints'] as const)(
    'stores a batch whole or not at all: after a failed write to %s the same batch comes again',
    async (table) => {
      const world = new DeviceWorld();
      const store = await world.signedIn();
      const note = await store.recordAction('note.add', 'a', { text: 'x' });
      for (const id of ['a', 'b', 'c']) world.door.put('inbox', aJobDocument({ id }));
      const verdict = { type: 'verdict', action: note._id, order: 'a', outcome: 'refused' };
      world.door.put('inbox', { _id: `verdict:${note._id}`, ...verdict, code: null, at: 1 });
      const fail = () => {
        throw new Error('disk trouble');
      };
      store.relaxed[table].hook('creating').subscribe(fail);
      await expect(store.steps.pullInbox()).rejects.toThrow();
      store.relaxed[table].hook('creating').unsubscribe(fail);
      expect(await store.relaxed.inbox.count()).toBe(0);
      expect(await states(store)).toEqual({ 1: 'local' });
      expect(await store.relaxed.checkpoints.get('inbox')).toBeUndefined();

      await store.steps.pullInbox();
      expect(await store.relaxed.inbox.count()).toBe(3);
      expect(await states(store)).toEqual({ 1: 'refused' });
      expect(await store.relaxed.receipts.count()).toBe(1);
    }
  );
});

describe('pushing', () => {
  it('[P7.1] hands actions over in order and marks them received only by the answer', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    for (let n = 0; n < 60; n += 1) await store.recordAction('note.add', 'o', note(`n${n}`));
    expect(await store.steps.drain()).toEqual({ is: 'drained', received: 60 });
    expect(world.door.batches.map((batch) => batch.length)).toEqual([50, 10]);
    expect(world.door.batches.flat()).toEqual(world.door.batches.flat().toSorted());
    expect(new Set(Object.values(await states(store)))).toEqual(new Set(['received']));
  });

  it.each(FAULTS)('[P7.1] keeps everything through %s', async (_name, fault, is) => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    await store.recordAction('note.add', 'o', note('x'));
    world.door.fault('push', fault);
    expect(await store.steps.drain()).toMatchObject({ is });
    expect(await states(store)).toEqual({ 1: 'local' });
    expect(await store.steps.drain()).toEqual({ is: 'drained', received: 1 });
  });

  it('gives a hanging server up and keeps everything', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    await store.recordAction('note.add', 'o', note('x'));
    world.door.fault('push', 'hang');
    const draining = store.steps.drain();
    await vi.waitFor(() => expect(world.door.faultsLeft).toBe(0));
    world.clock.advance(60_000);
    expect(await draining).toEqual({ is: 'unreachable' });
    expect(await states(store)).toEqual({ 1: 'local' });
  });

  it('[P7.1, P4.2] sends again after a lost answer, and the server has each action once', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    const action = await store.recordAction('note.add', 'o', note('x'));
    world.door.fault('push', 'loseAnswer');
    expect(await store.steps.drain()).toEqual({ is: 'unreachable' });
    expect(await store.steps.drain()).toEqual({ is: 'drained', received: 1 });
    expect([...world.door.stored.values()]).toEqual([action]);
  });

  it('takes a conflict on an own id as delivered where the server has the same action', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    const one = await store.recordAction('note.add', 'o', note('x'));
    const two = await store.recordAction('note.add', 'o', note('y'));
    world.door.stored.set(one._id, one);
    world.door.stored.set(two._id, { ...two, hash: one.hash } as typeof two);
    for (const { _id } of [one, two]) world.door.rowErrors.set(_id, 'conflict');
    await store.steps.drain();
    expect(await states(store)).toEqual({ 1: 'received', 2: 'local' });
    expect((await store.relaxed.outbox.get(two._id))?.lastError?.code).toBe('differs');
  });

  it('marks the one action that is not taken with the reason and sends the others', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    const actions = [];
    for (const text of ['a', 'b', 'c']) {
      actions.push(await store.recordAction('note.add', 'o', note(text)));
    }
    world.door.rowErrors.set(actions[1]!._id, 'forbidden');
    expect(await store.steps.drain()).toEqual({ is: 'drained', received: 2 });
    expect(await states(store)).toEqual({ 1: 'received', 2: 'local', 3: 'received' });
    expect(await store.relaxed.outbox.get(actions[1]!._id)).toMatchObject({
      attempts: 1,
      lastError: { code: 'forbidden' }
    });
    // Left alone for a while, unless somebody asks by hand.
    world.door.rowErrors.clear();
    expect(await store.steps.drain()).toEqual({ is: 'drained', received: 0 });
    expect(await store.steps.drain(true)).toEqual({ is: 'drained', received: 1 });
  });

  it('halves a batch that is too large; a single one too large does not block the others', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    for (let n = 0; n < 10; n += 1) {
      await store.recordAction('note.add', 'o', note(n === 4 ? 'x'.repeat(3_900) : `n${n}`));
    }
    world.door.limits = { documents: 3, bytes: 4_000 };
    expect(await store.steps.drain()).toEqual({ is: 'drained', received: 9 });
    const marked = await store.relaxed.outbox.where('state').equals('local').toArray();
    expect(marked.map((row) => [row.seq, row.lastError?.code])).toEqual([[5, 'tooLarge']]);
  });

  it('[S2.3] keeps what a full outbox does not take, says so of each, and sends it later', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    for (const text of ['eins', 'zwei']) await store.recordAction('note.add', 'o', note(text));
    world.door.isOutboxFull = true;
    expect(await store.steps.drain()).toMatchObject({ is: 'slowDown' });
    const kept = await store.relaxed.outbox.toArray();
    expect(kept.map((row) => [row.state, row.lastError?.code])).toEqual([
      ['local', 'outboxFull'],
      ['local', 'outboxFull']
    ]);
    world.door.isOutboxFull = false;
    expect(await store.steps.drain(true)).toEqual({ is: 'drained', received: 2 });
  });

  it.each([
    ['a year', 365 * 86_400_000],
    ['an hour', 3_600_000]
  ])('sends what was marked while the clock stood %s ahead', async (_name, ahead) => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    const now = world.clock.wall();
    const one = await store.recordAction('note.add', 'o', note('x'));
    world.clock.setWall(now + ahead);
    world.door.rowErrors.set(one._id, 'forbidden');
    await store.steps.drain();
    world.door.rowErrors.clear();
    world.clock.setWall(now);
    expect(await store.steps.drain()).toEqual({ is: 'drained', received: 1 });
  });

  it('[P7.1] sends again what was received and not judged for long', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    await store.recordAction('note.add', 'o', note('x'));
    await store.steps.drain();
    await store.steps.drain();
    expect(world.door.batches).toHaveLength(1);
    world.clock.advance(11 * 60_000);
    await store.steps.drain();
    expect(world.door.batches).toHaveLength(2);
  });
});
