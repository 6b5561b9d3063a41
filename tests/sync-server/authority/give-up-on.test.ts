import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { giveUpOn } from '../../../sync-server/authority/give-up-on.ts';
import { contentHash } from '../../../sync-server/outbox/received-hash.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { received } from '../../support/a-received-action.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import { aDevice } from '../../support/device-signer.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

const judgement = { outcome: 'held', code: 'action.malformed', at: NOW + 9 } as const;

/** What the device of an action is told, where judging has given up on it. */
async function told(id: string, envelope: unknown, there: { inbox?: string; order?: Order } = {}) {
  const written: unknown[] = [];
  const inbox = new MemoryDatabase(...(there.inbox ? [{ _id: there.inbox }] : []));
  const orders = new MemoryDatabase(...(there.order ? [there.order] : []));
  const asked: string[] = [];
  const store = {
    inbox: (provider: string) => (asked.push(provider), inbox.asDatabase),
    orders: orders.asDatabase
  } as unknown as Store;
  await giveUpOn(received(id, envelope), judgement, {
    store,
    keys: { sign: (body: unknown) => JSON.stringify(body) },
    inboxes: {
      write: async (provider: string, writes: { build(): unknown }[]) =>
        void written.push(provider, ...writes.map(({ build }) => build()))
    } as never
  });
  expect(asked).toEqual(['anna']);
  return written;
}
const verdict = (id: string, order: string | null, hash: string) => [
  'anna',
  {
    ...{ _id: `verdict:${id}`, type: 'verdict', action: id, order, ...judgement },
    receipt: JSON.stringify({ actionHash: hash, ...judgement })
  }
];

describe('an action on which judging has given up', () => {
  it('[P7.2] is held for its device, by the hash and order that it says itself', async () => {
    const device = await aDevice('anna', 'device-1');
    const action = await device.sign('note.add', 'order1', { text: 'x' }, NOW);
    expect(await told(action._id, action)).toEqual(verdict(action._id, 'order1', action.hash));
    expect(await told(action._id, action, { order: anOrder() })).toEqual(
      verdict(action._id, 'order1', action.hash)
    );
    const own = await device.sign('availability.set', null, { active: true }, NOW);
    expect(await told(own._id, own)).toEqual(verdict(own._id, null, own.hash));
  });

  it('[P7.2] by a hash of its content, where it says none or a wrong one', async () => {
    const device = await aDevice('anna', 'device-1');
    const action = await device.sign('note.add', 'order1', { text: 'x' }, NOW);
    for (const content of [
      ...['junk', null, { _id: 'a' }, { ...action, body: { text: 'y' } }],
      { ...action, colour: 'red' }
    ]) {
      expect(await told('a', content)).toEqual(verdict('a', null, await contentHash(content)));
    }
  });

  it('[P7.2] keeps the verdict that it has: in the inbox, or with its order', async () => {
    const device = await aDevice('anna', 'device-1');
    const action = await device.sign('note.add', 'order1', { text: 'x' }, NOW);
    const id = action._id;
    expect(await told(id, action, { inbox: `verdict:${id}` })).toEqual([]);
    expect(await told(id, action, { inbox: 'verdict:other' })).toHaveLength(2);
    const said = { outcome: 'applied', code: null, at: 1, provider: 'anna', hash: 'h' } as const;
    const judged = (name: string) => ({ ...anOrder(), verdicts: { [name]: said } });
    expect(await told(id, action, { order: judged(id) })).toEqual([]);
    expect(await told(id, action, { order: judged('other') })).toHaveLength(2);
    expect(
      await told('toString', { ...action, _id: 'toString' }, { order: anOrder() })
    ).toHaveLength(2);
  });
});
