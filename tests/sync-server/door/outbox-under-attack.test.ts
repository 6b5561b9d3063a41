import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { DOOR_LIMITS } from '../../../sync-server/door/door-limits.ts';
import { OUTBOX_LIMITS } from '../../../sync-server/door/outbox/outbox-quota.ts';
import { UNJUDGED_LIMITS } from '../../../sync-server/outbox/unjudged.ts';
import { aWitness, sendToOutbox } from '../../support/outbox-door.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';

let isHeldUp: Promise<void> | undefined;
const witness = aWitness();
let server: TestServer;
let anna: SignedInDevice;
beforeAll(async () => {
  const { authority } = witness;
  server = await startTestServer({
    authority: {
      async take(actions) {
        await isHeldUp;
        await authority.take(actions);
      }
    }
  });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
});
afterAll(() => server.close());

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const bodyOf = (documents: string[]) => `{"docs":[${documents.join(',')}]}`;
const seen = (id: string) => witness.seen.find((action) => action.id === id)?.envelope;

describe('what is sent to an outbox', () => {
  it('[S2.1] is kept as its own bytes alone where it is nested too deep, and those beside it go on', async () => {
    const deepest = Array.from(
      { length: 40 },
      (_, n) => `{"_id":"tablet-deep:00000000${n + 10}","a":${deep(6_000)}}`
    );
    const body = bodyOf(['{"_id":"tablet-deep:0000000001","n":1}', ...deepest]);
    const answer = await sendToOutbox(server, anna, body);
    expect(answer.statusCode).toBe(201);
    expect(answer.json<{ id: string }[]>()[1]!.id).toBe('tablet-deep:0000000010');
    await server.deps.outboxWorker.judged('anna');
    expect(seen('tablet-deep:0000000001')).toEqual({ _id: 'tablet-deep:0000000001', n: 1 });
    expect(seen('tablet-deep:0000000010')).toEqual({ unreadable: deepest[0] });
    const { sizes } = await server.store.outbox('anna').demand<{
      sizes: { external: number };
    }>({ path: '' });
    expect(sizes.external).toBeLessThan(2 * body.length);
  });

  it('[S2.1] is kept the same way where it comes alone, and the limit is one level wide', async () => {
    const levels = DOOR_LIMITS.levels - 3;
    const wide = `{"_id":"tablet-edge:0000000001","a":${deep(levels)}}`;
    const over = `{"_id":"tablet-edge:0000000002","a":${deep(DOOR_LIMITS.levels)}}`;
    await sendToOutbox(server, anna, wide, 'tablet-edge:0000000001');
    await sendToOutbox(server, anna, over, 'tablet-edge:0000000002');
    await server.deps.outboxWorker.judged('anna');
    expect(JSON.stringify(seen('tablet-edge:0000000001'))).toContain(deep(levels));
    expect(seen('tablet-edge:0000000002')).toEqual({ unreadable: over });
  });

  it('[S2.2] is not taken where one document is too large', async () => {
    const quotes = '\\"'.repeat(DOOR_LIMITS.documentBytes / 2);
    const large = `{"_id":"tablet-size:0000000001","text":"${quotes}"}`;
    for (const [body, path] of [
      [bodyOf(['{"_id":"tablet-size:0000000002"}', large]), '_bulk_docs'],
      [large, 'tablet-size:0000000001']
    ] as const) {
      const answer = await sendToOutbox(server, anna, body, path);
      expect([answer.statusCode, answer.json().error]).toEqual([413, 'too_large']);
    }
    expect(await server.store.outbox('anna').get('tablet-size:0000000002')).toBeUndefined();
  });

  it('[S2.3] waits up to a limit, is refused beyond it and taken again once it is judged', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    isHeldUp = promise;
    const ben = await server.signIn((await server.addProvider({ id: 'ben' })).email);
    const sendMany = (from: number, who = ben) =>
      sendToOutbox(
        server,
        who,
        bodyOf(Array.from({ length: 500 }, (_, n) => `{"_id":"tablet-many:${10 ** 9 + from + n}"}`))
      );
    const most = OUTBOX_LIMITS.waitingActions;
    for (let from = 0; from < most; from += 500) {
      expect((await sendMany(from)).statusCode).toBe(201);
    }
    const full = await sendMany(most);
    expect([full.statusCode, full.json().error]).toEqual([507, 'insufficient_storage']);
    expect(Number(full.headers['retry-after'])).toBeGreaterThan(0);
    expect(await server.store.outbox('ben').get(`tablet-many:${10 ** 9 + most}`)).toBeUndefined();
    expect((await sendMany(most, anna)).statusCode).toBe(201);
    resolve();
    await server.deps.outboxWorker.judged('ben');
    expect((await sendMany(most)).statusCode).toBe(201);
  });
});

describe('what an earlier version has taken', () => {
  it('[S2.4] is judged page by page however large it is, and what cannot be read is held alone', async () => {
    const { store, deps } = server;
    const chris = await server.signIn((await server.addProvider({ id: 'chris' })).email);
    const stored = (id: string, text: string) => ({
      ...{ _id: id, _rev: '1-a', type: 'action', text },
      ...{ sentId: id, sentRev: null, device: 'd', receivedAt: server.clock.now() }
    });
    const id = (n: number) => `tablet-huge:000000000${n}`;
    const half = JSON.stringify('"'.repeat(UNJUDGED_LIMITS.pageBytes / 8));
    const all = [1, 2, 3].map((n) => stored(id(n), half));
    await store.outbox('chris').putRevisions([...all, stored(id(4), '{"no json')]);
    const answer = await sendToOutbox(server, chris, '{"n":5}', id(5));
    expect(answer.statusCode).toBe(201);
    await deps.outboxWorker.judged('chris');
    expect([1, 2, 3].map((n) => typeof seen(id(n)))).toEqual(['string', 'string', 'string']);
    expect(seen(id(4))).toBeUndefined();
    expect(seen(id(5))).toEqual({ n: 5, _id: id(5) });
    const held = await store.cases.withPrefix<CaseDocument>('case:judging:chris:');
    expect(held.map((each) => [each.kind, each.action?.id])).toEqual([['judging.failed', id(4)]]);
  });
});
