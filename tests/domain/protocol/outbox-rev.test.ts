import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Action } from '#domain/protocol/action.ts';
import { outboxRev } from '#domain/protocol/outbox-rev.ts';

it('[S6.13] an action is asked for by the revision that its content makes', async () => {
  const action = { _id: 'device-1:0000000001', kind: 'note.add', body: { text: 'ß' } };
  const rev = (more: object) => outboxRev({ ...action, ...more } as unknown as Action);
  const text = '{"_id":"device-1:0000000001","body":{"text":"ß"},"kind":"note.add"}';
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
  expect(await rev({})).toBe(`1-${digest}`);
  expect(await rev({ _rev: '3-x', _revisions: { start: 3 } })).toBe(`1-${digest}`);
  expect(await rev({ kind: 'work.progress' })).not.toBe(`1-${digest}`);
  // Small bytes have two figures as well.
  for (let seq = 0; seq < 20; seq += 1) expect(await rev({ seq })).toMatch(/^1-[0-9a-f]{32}$/);
});
