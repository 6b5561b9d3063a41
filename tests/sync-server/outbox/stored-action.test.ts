import { describe, expect, it } from 'vitest';
import { outboxRev } from '#domain/protocol/outbox-rev.ts';
import { aDevice } from '../../support/device-signer.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import {
  actionHash,
  claimedHash,
  contentHash,
  contentText
} from '../../../sync-server/outbox/received-hash.ts';
import { storedAction, storedId, Unreadable } from '../../../sync-server/outbox/stored-action.ts';
import { NOW } from '../../support/builders.ts';

describe('[P3.3, P3.4] what was sent, as it is kept', () => {
  const from = { device: 'd', receivedAt: NOW };
  const kept = (sent: unknown) => storedAction(sent, from);

  it('has its own name where that is one of an action, else always the same other', () => {
    expect(storedId('device-1:0000000001')).toBe('device-1:0000000001');
    for (const id of [
      'device-1:1',
      'xdevice-1:00000000012',
      'DEVICE-1:0000000001',
      'short:0000000001'
    ]) {
      expect(storedId(id), id).toMatch(/^other:[0-9a-f]{64}$/);
    }
    expect(storedId('a'.repeat(64) + ':0000000001')).toMatch(/^a/);
    expect(storedId('a'.repeat(65) + ':0000000001')).toMatch(/^other:/);
    expect(storedId('x')).toBe(storedId('x'));
  });

  it('is its content, without what a replicating client adds', () => {
    const sent = {
      ...{ _id: 'device-1:0000000001', _rev: '1-abc', _revisions: { start: 1 } },
      ...{ _deleted: false, _attachments: {}, b: 1, a: 2 }
    };
    const document = kept(sent);
    expect(document).toEqual({
      ...{ _id: 'device-1:0000000001', _rev: expect.stringMatching(/^1-[0-9a-f]{32}$/) },
      ...{ type: 'action', text: '{"_id":"device-1:0000000001","b":1,"a":2}' },
      ...{ sentId: 'device-1:0000000001', sentRev: '1-abc', device: 'd', receivedAt: NOW }
    });
    // The order of members makes no other revision, another content does.
    expect(kept({ a: 2, b: 1, _id: sent._id })._rev).toBe(document._rev);
    expect(kept({ ...sent, a: 3 })._rev).not.toBe(document._rev);
    expect(kept({ ...sent, _rev: 'x y' }).sentRev).toBeNull();
    expect(kept({ ...sent, _rev: ' 1-a' }).sentRev).toBeNull();
    expect(kept({ ...sent, _rev: '1-a ' }).sentRev).toBeNull();
    expect(kept({ ...sent, _deleted: true }).text).toContain('_deleted');
    expect(kept({ ...sent, _attachments: { a: 1 } }).text).toContain('_attachments');
  });

  it.each([[['x']], ['text'], [7], [null], [{}], [{ _id: '' }], [{ _id: 7 }]])(
    'has a made-up name where it has none: %j',
    (sent) => {
      const document = kept(sent);
      expect(document.sentId).toMatch(/^other:[0-9a-f]{64}$/);
      expect(document._id).toMatch(/^other:[0-9a-f]{64}$/);
      expect(kept(sent)).toEqual(document);
    }
  );

  it('is its own text alone where that is nested too deep to be read', () => {
    expect(kept(new Unreadable('[[…]]', 'device-1:0000000001'))).toMatchObject({
      ...{ _id: 'device-1:0000000001', text: '{"unreadable":"[[…]]"}' }
    });
    expect(kept(new Unreadable('[[…]]', undefined))._id).toMatch(/^other:/);
    expect(kept({ a: '\ud800' })._rev).toBe(kept({ a: '\ud800' })._rev);
  });

  it('is known by a hash, whatever it is', async () => {
    expect(await contentHash({ b: 1, a: 2 })).toBe(await hashOf({ a: 2, b: 1 }));
    expect(await contentHash('\ud800')).toHaveLength(43);
    expect([contentText({ b: 1 }), contentText(undefined)]).toEqual(['{"b":1}', 'null']);
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(contentText(cycle)).toBe('null');
    expect([claimedHash({ hash: 'h' }), claimedHash({ hash: 7 }), claimedHash({})]).toEqual([
      ...['h', null, null]
    ]);
    expect([claimedHash(null), claimedHash('hash'), claimedHash(undefined)]).toEqual([
      ...[null, null, null]
    ]);
    expect(await actionHash({ kind: '\ud800' } as never)).toBeUndefined();
  });
});

it('[S6.13] is named by the server as its device names it', async () => {
  const action = await (await aDevice('anna')).sign('note.add', 'order1', { text: 'Größe ☂' }, 1);
  const from = { device: action.device, receivedAt: 1 };
  expect(storedAction({ ...action, _rev: '3-x' }, from)._rev).toBe(await outboxRev(action));
});
