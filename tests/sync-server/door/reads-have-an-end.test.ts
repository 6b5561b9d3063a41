import http from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fastify from 'fastify';
import { DOOR_LIMITS } from '../../../sync-server/door/door-limits.ts';
import type { HttpApp } from '../../../sync-server/plugins/http-app.ts';
import { registerSlowReaders } from '../../../sync-server/plugins/register-slow-readers.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
let anna: SignedInDevice;
let old: string;
beforeAll(async () => {
  server = await startTestServer({ listen: true, background: false });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  const inbox = server.store.inbox('anna');
  const first = await inbox.put({ _id: 'job:o1', phone: '+41 61 555 02 02' } as never);
  if (!first.ok) throw new Error('not stored');
  old = first.rev;
  await inbox.put({ _id: 'job:o1', _rev: old, phone: '' } as never);
});
afterAll(() => server.close());

const ask = (path: string, payload?: unknown) =>
  server.app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url: `/sync/${path}`,
    headers: { ...anna.headers, 'content-type': 'application/json' },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) })
  });

describe('a document at the door', () => {
  it('[S2.6] is only ever read as it stands, whichever revision is named', async () => {
    const names = JSON.stringify([old]);
    const answers = await Promise.all([
      ask(`inbox/job:o1?rev=${old}`),
      ask(`inbox/job:o1?rev=${old}&latest=false`),
      ask(`inbox/job:o1?open_revs=${encodeURIComponent(names)}&revs=true`),
      ask('inbox/job:o1?open_revs=all'),
      ask('inbox/_bulk_get', { docs: [{ id: 'job:o1', rev: old }] }),
      ask('inbox/_bulk_get?revs=true&latest=false', { docs: [{ id: 'job:o1', rev: old }] }),
      ask('inbox/_all_docs?include_docs=true&conflicts=true', { keys: ['job:o1'] })
    ]);
    for (const { statusCode, body } of answers) {
      expect([statusCode, body.includes('"phone":""')]).toEqual([200, true]);
      expect(body).not.toContain('555');
    }
  });
});

describe('[S2.7] a read', () => {
  it.each([
    ['inbox/_all_docs', { keys: ids(DOOR_LIMITS.keys + 1) }],
    ['catalog/_changes?filter=_doc_ids', { doc_ids: ids(DOOR_LIMITS.keys + 1) }],
    ['catalog/_bulk_get', { docs: ids(DOOR_LIMITS.revisions + 1).map((id) => ({ id })) }],
    ['outbox/_all_docs', { keys: ids(DOOR_LIMITS.keys + 1) }],
    ['outbox/_revs_diff', Object.fromEntries(ids(DOOR_LIMITS.keys + 1).map((id) => [id, ['1-a']]))]
  ])('names no more than so many: %s', async (path, payload) => {
    expect((await ask(path, payload)).statusCode).toBe(413);
  });

  it('hands out no more than so many rows, and says that there are more', async () => {
    const some = ids(DOOR_LIMITS.rows + 10).map((_id) => ({ _id }));
    for (let from = 0; from < some.length; from += 500) {
      await server.store.catalog.bulk(some.slice(from, from + 500));
    }
    for (const limit of ['', '&limit=180000']) {
      const changes = await ask(`catalog/_changes?since=0${limit}`);
      const { results, pending } = changes.json<{ results: unknown[]; pending: number }>();
      expect([results.length, pending > 0]).toEqual([DOOR_LIMITS.rows, true]);
      const rows = await ask(`catalog/_all_docs?include_docs=false${limit}`);
      expect(rows.json<{ rows: unknown[] }>().rows).toHaveLength(DOOR_LIMITS.rows);
    }
    const inBody = await ask('catalog/_all_docs', { limit: 180_000 });
    expect(inBody.json<{ rows: unknown[] }>().rows).toHaveLength(DOOR_LIMITS.rows);
  });

  it('takes nothing in its body that is not offered in the address', async () => {
    const answer = await ask('inbox/_changes', { selector: { phone: { $regex: '(a+)+$' } } });
    expect(answer.statusCode).toBe(200);
    expect((await ask('inbox/_bulk_get', [])).statusCode).toBe(400);
    expect((await ask('inbox/_bulk_get', { docs: [{ id: 'job:o1', rev: null }] })).statusCode).toBe(
      200
    );
  });
});

describe('readers', () => {
  it('[S2.8] have so many reads open at once and no more, and get them back', async () => {
    const ben = await server.signIn((await server.addProvider({ id: 'ben' })).email);
    const path = '/sync/inbox/_changes?feed=longpoll&since=now&timeout=60000';
    const open = Array.from({ length: DOOR_LIMITS.openReads }, () => {
      const request = http.get(server.url + path, { headers: ben.headers });
      request.on('error', () => undefined);
      return new Promise<http.ClientRequest>((resolve) =>
        request.once('response', () => resolve(request))
      );
    });
    const requests = await Promise.all(open);
    const read = (who: SignedInDevice) =>
      server.app.inject({ url: '/sync/inbox/_all_docs', headers: who.headers });
    const refused = await read(ben);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '5']);
    expect((await read(anna)).statusCode).toBe(200);
    for (const request of requests) request.destroy();
    await until(async () => (await read(ben)).statusCode === 200, 'the reads are given back');
  });

  it('[S2.8] who take nothing of what waits for them are cut off, and those who wait are not', async () => {
    const app = fastify({ forceCloseConnections: true }) as unknown as HttpApp;
    registerSlowReaders(app, 60);
    app.get('/large', (_request, reply) => reply.send(Buffer.alloc(32 * 1024 * 1024)));
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as net.AddressInfo;
    const idle = net.connect(port, '127.0.0.1');
    const deaf = net.connect(port, '127.0.0.1').pause();
    deaf.on('error', () => undefined);
    deaf.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
    const count = () =>
      new Promise<number>((resolve) => app.server.getConnections((_e, n) => resolve(n)));
    await until(async () => (await count()) === 2, 'both are there');
    await until(async () => (await count()) === 1, 'the deaf one is cut off');
    expect(idle.destroyed).toBe(false);
    for (const socket of [idle, deaf]) socket.destroy();
    await app.close();
  });
});

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `x${n}`);
}
