import { afterEach, describe, expect, it } from 'vitest';
import { KEPT_ACTIONS } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import type { OutboxRow } from '../../src/lib/device/store/rows.ts';
import { aJobDocument, DeviceWorld } from '../support/device-world.ts';

const stores: DeviceStore[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

async function aWorld() {
  const world = new DeviceWorld();
  world.door.epoch = 'first';
  const store = await world.signedIn();
  stores.push(store);
  await store.steps.pullInbox();
  return { world, store };
}

const say = (store: DeviceStore, text: string) =>
  store.recordAction('note.add', 'order1', { text });

/** It is judged, and the device hears of it. */
async function judge({ door }: DeviceWorld, store: DeviceStore, actions: Action[], at = 1) {
  for (const { _id, order } of actions) {
    const verdict = { type: 'verdict', action: _id, order, outcome: 'applied', code: null, at };
    door.put('inbox', { _id: `verdict:${_id}`, ...verdict, receipt: `signed ${_id}` });
  }
  await store.steps.pullInbox();
}

const states = async ({ relaxed }: DeviceStore) =>
  ((await relaxed.outbox.toArray()) as OutboxRow[]).map(({ id, state }) => [id.slice(-2), state]);

describe('another copy of the server’s data', () => {
  it('[S6.10] is read from the start, and what is older there replaces what is newer here', async () => {
    const { world, store } = await aWorld();
    world.door.put('inbox', aJobDocument({ state: 'completed' }, { generation: 20 }));
    await store.steps.pullInbox();
    world.door.lose('second');
    world.door.put('inbox', aJobDocument({ state: 'accepted' }, { generation: 8 }));
    expect(await store.steps.pullInbox()).toMatchObject({ is: 'pulled', changed: 1 });
    expect(await store.relaxed.inbox.get('job:order1')).toMatchObject({ generation: 8 });
    expect(await store.relaxed.visits.get('order1')).toMatchObject({ generation: 8 });
    // From here on the copy's own generations count as ever.
    world.door.put('inbox', aJobDocument({ state: 'working' }, { generation: 7 }));
    await store.steps.pullInbox();
    expect(await store.relaxed.inbox.get('job:order1')).toMatchObject({ generation: 8 });
    expect(await store.relaxed.checkpoints.get('epoch')).toMatchObject({ epoch: 'second' });
  });

  it('[S6.10] hears nothing that was meant for the one before', async () => {
    const { world, store } = await aWorld();
    await say(store, 'one');
    world.door.lose('second');
    expect(await store.steps.drain()).toMatchObject({ is: 'drained', received: 1 });
    // Refused before anything of it was looked at, then asked what is lacking, then handed in.
    expect(world.door.batches).toHaveLength(1);
    expect(await store.relaxed.checkpoints.get('epoch')).not.toHaveProperty('lacking');
  });

  it('[S6.11] takes away what it lacks once it is read to the end, and nothing unsent', async () => {
    const { world, store } = await aWorld();
    world.door.put('inbox', aJobDocument({ id: 'order1' }));
    world.door.put('inbox', aJobDocument({ id: 'order2' }));
    await store.steps.pullInbox();
    const [sent, unsent] = [await say(store, 'one'), await say(store, 'two')];
    await store.relaxed.outbox.update(sent._id, { state: 'received', receivedAt: 1 });
    world.door.lose('second');
    world.door.put('inbox', aJobDocument({ id: 'order2' }));
    world.door.fault('inbox', 'drop');
    // Begun, and cut off: all is still on the screen, and what had no verdict waits again.
    await store.steps.pullInbox();
    await store.steps.drain();
    world.door.fault('inbox', 'drop');
    await store.steps.pullInbox();
    expect(await store.relaxed.inbox.count()).toBe(2);
    await store.steps.pullInbox();
    expect(await store.relaxed.inbox.toCollection().primaryKeys()).toEqual(['job:order2']);
    expect(await store.relaxed.visits.get('order1')).toBeUndefined();
    expect(world.door.batches).toEqual([[sent._id, unsent._id]]);
  });

  it('[S6.15] support is told once what differs when all is judged', async () => {
    const { world, store } = await aWorld();
    world.door.put('inbox', aJobDocument({ id: 'order1', state: 'cancelled' }));
    world.door.put('inbox', aJobDocument({ id: 'order2' }));
    world.door.put('inbox', aJobDocument({ id: 'order3' }));
    await store.steps.pullInbox();
    world.door.lose('second');
    world.door.put('inbox', aJobDocument({ id: 'order1', state: 'accepted' }));
    world.door.put('inbox', aJobDocument({ id: 'order2' }));
    await store.steps.pullInbox();
    await store.steps.drain();
    await store.steps.pullInbox();
    await store.steps.pullInbox();
    const told = (await store.relaxed.outbox.toArray()).map(({ action }) => action.body);
    expect(told).toHaveLength(1);
    const { text } = told[0] as { text: string };
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toMatch(/order1: cancelled .* → accepted /);
    expect(text).toMatch(/order3: working .* → – \(Rosa Keller, \+41 61 555 02 02/);
  });
});

describe('what this device keeps of its judged actions', () => {
  it('[S6.13] is handed in with its receipt where it lacks, before anything unsent', async () => {
    const { world, store } = await aWorld();
    const judged = [await say(store, 'one'), await say(store, 'two'), await say(store, 'three')];
    await store.steps.drain();
    await judge(world, store, judged, world.clock.wall());
    await store.relaxed.outbox.clear();
    const unsent = await say(store, 'four');
    world.door.batches.length = 0;
    world.door.lose('second');
    world.door.stored.set(judged[0]!._id, judged[0]!);
    // The page ends in the middle of it.
    world.door.fault('push', 'loseAnswer');
    await store.steps.drain();
    await store.close();
    const again = await world.openTab();
    stores.push(again);
    await again.steps.drain();
    const lacking = judged.slice(1).map(({ _id }) => _id);
    expect(world.door.batches.at(-1)).toEqual([unsent._id]);
    expect(world.door.batches[0]).toEqual(lacking);
    expect(world.door.receipts.map(({ action }) => action)).toEqual(lacking);
    expect(world.door.stored.get(lacking[1]!)).toEqual(judged[2]);
  });

  it('[S6.13] is back among what was received, until its verdict comes', async () => {
    const { world, store } = await aWorld();
    const judged = [await say(store, 'one')];
    await store.steps.drain();
    await judge(world, store, judged, world.clock.wall());
    await store.relaxed.outbox.clear();
    world.door.lose('second');
    // Nothing is to be sent: it is the feed that says so.
    await store.steps.pullInbox();
    await store.steps.drain();
    expect(await states(store)).toEqual([['01', 'received']]);
    await judge(world, store, judged, world.clock.wall());
    expect(await states(store)).toEqual([]);
  });

  it('[S6.12] is kept also where a great many verdicts come at once', async () => {
    const { world, store } = await aWorld();
    const judged: Action[] = [];
    for (let n = 0; n < 45; n += 1) judged.push(await say(store, `${n}`));
    await store.steps.drain();
    await judge(world, store, judged, world.clock.wall());
    expect(await store.relaxed.kept.count()).toBe(45);
  });

  it('[S6.12] is sealed, and only so much of it', async () => {
    const { world, store } = await aWorld();
    const action = await say(store, 'Der Schlüssel liegt unter der Matte');
    await store.steps.drain();
    await judge(world, store, [action], world.clock.wall());
    const kept = await store.relaxed.kept.toArray();
    expect(kept.map(({ id }) => id)).toEqual([action._id]);
    expect(Buffer.from(kept[0]!.sealed).toString('latin1')).not.toContain('Matte');
    expect(kept[0]!.size).toBeLessThan(JSON.stringify(action).length);
    const key = (await store.relaxed.keys.get('seal')) as unknown as { key: CryptoKey };
    expect(key.key.extractable).toBe(false);

    const { letGo } = await import('../../src/lib/device/sync/steps/heal/keep-judged.ts');
    const now = world.clock.wall() + KEPT_ACTIONS.forMs;
    const old = Array.from({ length: 5 }, (_, index) => ({
      ...kept[0]!,
      ...{ id: `old${index}`, at: kept[0]!.at - index, size: KEPT_ACTIONS.bytes / 4 }
    }));
    await store.relaxed.kept.bulkPut(old);
    await letGo(store.relaxed, now);
    const left = await store.relaxed.kept.toCollection().primaryKeys();
    expect(left.sort()).toEqual([action._id, 'old0'].sort());
  });
});
