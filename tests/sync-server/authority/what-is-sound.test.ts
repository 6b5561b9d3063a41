import { beforeAll, describe, expect, it } from 'vitest';
import { newActionId } from '#domain/protocol/action-id.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { openDeviceKeys } from '../../../sync-server/authority/device-keys.ts';
import { inspectAction } from '../../../sync-server/authority/inspect-action.ts';
import { openChains, type ChainLink } from '../../../sync-server/authority/open-chains.ts';
import { contentHash } from '../../../sync-server/outbox/received-hash.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { FACTS, NOW, SIGNATURE } from '../../support/builders.ts';
import { aDevice, type SignerDevice } from '../../support/device-signer.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

const DAY = 24 * 3_600_000;
let device: SignerDevice;
let people: MemoryDatabase;
beforeAll(async () => {
  device = await aDevice('anna', 'device-1');
  people = new MemoryDatabase({
    ...{ _id: 'device:device-1', owner: 'anna', publicKey: device.publicKey }
  } as never);
});

const received = (envelope: unknown, id?: string, provider = 'anna') => ({
  ...{ provider, rev: '1-a', device: 'device-1', receivedAt: NOW, envelope },
  id: id ?? String((envelope as { _id?: unknown })._id)
});
const inspect = (each: ReturnType<typeof received>, before?: ChainLink) =>
  inspectAction(each, {
    deviceOf: openDeviceKeys({ people: people.asDatabase } as unknown as Pick<Store, 'people'>),
    linkBefore: () => before
  });
/** A signed first action of the chain, with these members. */
const action = (fields: Record<string, unknown> = {}, at = NOW) =>
  device.signAnything(
    { kind: 'note.add', order: 'order1', body: { text: 'x' }, seq: 1, previous: null, ...fields },
    at
  );

describe('what an action says of itself', () => {
  it('[P3.1, P5.1] is taken as it is where all is right', async () => {
    const sent = await action({ at: { wall: 1, anchor: NOW - 5000, sinceAnchor: 2000 } });
    const each = received(sent);
    expect(await inspect(each)).toEqual({
      isSound: true,
      action: {
        ...{ id: 'device-1:0000000001', provider: 'anna', order: 'order1', kind: 'note.add' },
        ...{ body: { text: 'x' }, hash: sent.hash, occurredAt: NOW - 3000 },
        ...{ received: each, isEvidenceSound: true }
      }
    });
  });

  const broken: [string, string, (sent: Record<string, unknown>) => unknown][] = [
    ['is no action', 'action.malformed', () => 'junk'],
    ['has more members', 'action.malformed', (sent) => ({ ...sent, colour: 1 })],
    [
      'has the name of another number',
      'action.malformed',
      (sent) => ({ ...sent, _id: 'device-1:0000000002' })
    ],
    [
      'has the name of another device',
      'action.malformed',
      (sent) => ({ ...sent, _id: 'device-2:0000000001' })
    ],
    ['is another provider’s', 'action.wrongDevice', (sent) => ({ ...sent, provider: 'berta' })],
    ['was changed after hashing', 'action.badHash', (sent) => ({ ...sent, body: { text: 'y' } })],
    ['has another hash', 'action.badHash', (sent) => ({ ...sent, hash: 'A'.repeat(43) })],
    ['has no signature', 'action.badSignature', (sent) => ({ ...sent, signature: 'AA' })]
  ];
  it.each(broken)('[P3.2, P3.4] is held where it %s: %s', async (_title, code, change) => {
    const sent = change(await action());
    const known = code === 'action.malformed' && typeof sent === 'string' ? null : 'order1';
    const order = typeof sent === 'object' && sent !== null && 'colour' in sent ? null : known;
    const isNamed = typeof sent === 'object';
    expect(await inspect(received(sent, isNamed ? undefined : 'other:x'))).toEqual({
      ...{ isSound: false, code, hash: await contentHash(sent), order, isTheirs: false }
    });
  });

  it('[P3.5] is held where its device is unknown, another’s or another’s outbox', async () => {
    const sent = await action();
    const code = async (each: ReturnType<typeof received>) =>
      ((await inspect(each)) as { code?: string }).code;
    expect(await code(received(sent, undefined, 'berta'))).toBe('action.wrongDevice');
    const theirs = await device.signAnything({ ...sent, provider: 'berta' }, NOW);
    expect(await code(received(theirs, undefined, 'berta'))).toBe('action.wrongDevice');
    const stranger = await aDevice('anna', 'device-9');
    const unknown = await stranger.sign('note.add', 'order1', { text: 'x' }, NOW);
    expect(await code(received(unknown))).toBe('action.wrongDevice');
    expect(await code(received(sent, 'device-1:0000000009'))).toBe('action.malformed');
    expect(await code(received(sent))).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>, ChainLink | undefined, string | undefined]>([
    ['the first with none before', {}, undefined, undefined],
    ['the first with one before', { previous: 'x' }, undefined, 'action.fork'],
    ['the second without the first', { seq: 2, previous: 'x' }, undefined, 'action.gap'],
    [
      'the second after the first',
      { seq: 2, previous: 'x' },
      { hash: 'x', occurredAt: 0 },
      undefined
    ],
    [
      'the second after another',
      { seq: 2, previous: 'x' },
      { hash: 'y', occurredAt: 0 },
      'action.fork'
    ],
    [
      'the second after none',
      { seq: 2, previous: null },
      { hash: 'y', occurredAt: 0 },
      'action.fork'
    ],
    [
      'from the future',
      { at: { wall: 0, anchor: NOW + 120_001, sinceAnchor: 0 } },
      undefined,
      'action.implausibleTime'
    ],
    ['of an unknown kind', { kind: 'toString' }, undefined, 'kind.unknown'],
    ['with another body', { body: { text: '' } }, undefined, 'body.invalid']
  ])('[P3.1, P3.2, P5.3] in its chain: %s', async (_title, fields, before, code) => {
    const sent = await action(fields);
    const answer = await inspect(received(sent), before);
    if (code === undefined) expect(answer.isSound).toBe(true);
    else {
      // Signed by their own device: the id is theirs to use.
      expect(answer).toEqual({
        ...{ isSound: false, code, hash: sent.hash, order: 'order1', isTheirs: true }
      });
    }
  });

  it('[P5.2] happened no earlier than what it follows', async () => {
    const sent = await action({ seq: 2, previous: 'x' }, NOW - DAY);
    const after = { hash: 'x', occurredAt: NOW - 5 };
    expect(await inspect(received(sent), after)).toMatchObject({
      action: { occurredAt: NOW - 5 }
    });
  });

  const signed = { facts: FACTS, signature: SIGNATURE };
  it.each([
    ['job.complete', 'statement', {}],
    ['price.agree', 'consent', { priceMinor: 9900, reason: 'x' }],
    ['package.add', 'consent', { packageId: 'tv', packageVersion: 1, quantity: 1 }]
  ])(
    '[R15.5, R13.5] %s is evidence only where its text hashes to what it says',
    async (kind, what, more) => {
      const of = async (text: unknown, hash: string) => {
        const body = { ...signed, ...more, [what]: text, [`${what}Hash`]: hash };
        const answer = await inspect(received(await action({ kind, body })));
        return answer.isSound ? answer.action.isEvidenceSound : answer.code;
      };
      expect(await of({ a: 1 }, await hashOf({ a: 1 }))).toBe(true);
      expect(await of({ a: 1 }, await hashOf({ a: 2 }))).toBe(false);
    }
  );
});

describe('the chain of a device', () => {
  const stored = (envelope: Record<string, unknown>) => ({
    ...{ _id: String(envelope._id), type: 'action', text: JSON.stringify(envelope) },
    receivedAt: NOW
  });
  const chainsOver = (...documents: object[]) => {
    const outbox = new MemoryDatabase(...(documents as never[]));
    const asked: string[][] = [];
    const getMany = outbox.getMany.bind(outbox);
    outbox.getMany = (ids) => {
      asked.push(ids);
      return getMany(ids);
    };
    const store = { outbox: () => outbox.asDatabase } as unknown as Pick<Store, 'outbox'>;
    return { links: openChains(store), asked };
  };
  const id = (seq: number) => newActionId('device-1', seq);
  const of = (seq: number, fields: Record<string, unknown> = {}) =>
    action({ seq, previous: seq === 1 ? null : 'x', ...fields }, NOW - 10 * seq);

  it('[P3.1] is read from the batch, from what is stored, and read once', async () => {
    const [one, two, three] = [await of(1), await of(2), await of(3)];
    const { links, asked } = chainsOver(stored(one));
    const find = await links('anna', [received(two), received(three)]);
    expect(asked).toEqual([[id(1)]]);
    expect(find(id(1))).toEqual({ hash: one.hash, occurredAt: NOW - 10 });
    expect(find(id(2))).toEqual({ hash: two.hash, occurredAt: NOW - 20 });
    expect(find(id(9))).toBeUndefined();
    const again = await links('anna', [received(await of(4)), received(two)]);
    expect(asked).toEqual([[id(1)]]);
    expect(again(id(3))).toEqual({ hash: three.hash, occurredAt: NOW - 30 });
    // Of another provider nothing is remembered.
    await links('berta', [received(two)]);
    expect(asked.at(-1)).toEqual([id(1)]);
  });

  it('[P3.3] has the first content of a fork in it', async () => {
    const [first, second] = [await of(1), await of(1, { body: { text: 'other' } })];
    const { links } = chainsOver();
    const find = await links('anna', [received(first), received(second)]);
    expect(find(id(1))?.hash).toBe(first.hash);
  });

  it('[P3.2] goes over what is no action, or tells no time', async () => {
    const { links, asked } = chainsOver();
    const future = await of(2, { at: { wall: 0, anchor: NOW + DAY, sinceAnchor: 0 } });
    const find = await links('anna', [
      received('junk', 'other:1'),
      received({ hash: 7 }, 'other:2'),
      received({ hash: 'h' }, 'other:3'),
      received(future)
    ]);
    expect(asked).toEqual([[id(1)]]);
    expect([find('other:1'), find('other:2'), find('other:3'), find(id(1))]).toEqual([
      { hash: null, occurredAt: 0 },
      { hash: null, occurredAt: 0 },
      { hash: 'h', occurredAt: 0 },
      undefined
    ]);
    expect(find(id(2))).toEqual({ hash: future.hash, occurredAt: 0 });
  });
});
