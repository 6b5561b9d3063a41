import { afterEach, describe, expect, it } from 'vitest';
import { aLooseCluster, type LooseCluster } from '../../support/loose-cluster.ts';
import { aWitness, sendToOutbox } from '../../support/outbox-door.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let cluster: LooseCluster;
let server: TestServer;
afterEach(async () => {
  await server.close();
  await server.store.close();
  await cluster.close();
});

async function start() {
  cluster = await aLooseCluster();
  const witness = aWitness();
  const store = await cluster.open();
  server = await startTestServer({ store, authority: witness.authority, background: false });
  const { email } = await server.addProvider({ id: 'anna' });
  const who = await server.signIn(email);
  const ids = () => witness.seen.map(({ id }) => id);
  return { ids, send: (text: string) => sendToOutbox(server, who, text), who };
}

const ONE = 'tablet-one0:0000000001';
const TWO = 'tablet-one0:0000000002';

describe('[S3.4] judging what was stored', () => {
  it('does not wait for a feed that does not show it', async () => {
    const { ids, send } = await start();
    cluster.is.staleFeeds = Infinity;
    const answer = await send(JSON.stringify({ docs: [{ _id: ONE }, { _id: TWO }] }));
    expect(answer.statusCode).toBe(201);
    await until(() => ids().length === 2, 'both to be judged');
    expect(ids()).toEqual([ONE, TWO]);
  });

  it('looks again where neither feed nor read shows it', async () => {
    const { ids, send } = await start();
    // What came before has made the outbox and its place known.
    await send(JSON.stringify({ docs: [{ _id: ONE }] }));
    await until(() => ids().length === 1);
    Object.assign(cluster.is, { staleFeeds: Infinity, staleReads: 3 });
    await send(JSON.stringify({ docs: [{ _id: TWO }] }));
    await until(() => ids().length === 2, 'the second');
    expect(cluster.is.staleReads).toBe(0);
    expect(ids()).toEqual([ONE, TWO]);
  });

  it('does not judge again what was sent again', async () => {
    const { ids, send } = await start();
    const text = JSON.stringify({ docs: [{ _id: ONE }] });
    await send(text);
    await until(() => ids().length === 1);
    server.clock.advance(1);
    await send(text);
    await server.deps.outboxWorker.idle();
    expect(ids()).toEqual([ONE]);
  });
});

it('[S3.2] an action whose storing was answered with 202 is not acknowledged, and taken when sent again', async () => {
  const { ids, send } = await start();
  cluster.is.writes = 202;
  const text = JSON.stringify({ docs: [{ _id: ONE }] });
  expect((await send(text)).statusCode).toBe(503);
  cluster.is.writes = 201;
  expect((await send(text)).statusCode).toBe(201);
  await until(() => ids().length === 1, 'its judging');
});

describe('[S3.5] a client with a place of another store', () => {
  it.each(['7-alien', '12345', 'g1AAAAB-alien'])(
    'is sent the feed from its start: %s',
    async (since) => {
      const { who } = await start();
      await server.store.inbox('anna').put({ _id: 'profile', type: 'profile' } as never);
      cluster.is.sequences = /^\d+-(?!alien)/;
      for (const feed of ['', '&feed=longpoll&timeout=60000']) {
        const url = `/sync/inbox/_changes?include_docs=true&since=${since}${feed}`;
        const answer = await server.app.inject({ url, headers: who.headers });
        expect(answer.statusCode).toBe(200);
        expect(answer.json()).toMatchObject({ results: [{ id: 'profile' }] });
      }
    }
  );
});

describe('[S3.7] half of a surrogate pair', () => {
  it('in a single document is 400, and in a batch the row of that document', async () => {
    const { who, send } = await start();
    const put = await sendToOutbox(server, who, '{"text":"\\ud800"}', ONE);
    expect(put.statusCode).toBe(400);
    expect(put.json()).toMatchObject({ error: 'bad_request' });
    const rows = (await send(`{"docs":[{"_id":"\\udfff"},{"_id":"${TWO}"}]}`)).json<object[]>();
    expect(rows).toMatchObject([{ error: 'bad_request' }, { ok: true, id: TWO }]);
    expect(cluster.asked.filter((line) => line.includes('_bulk_docs'))).toHaveLength(1);
  });

  it.each([
    ['POST', '_bulk_get', '{"docs":[{"id":"\\ud800"}]}'],
    ['POST', '_all_docs', '{"keys":["\\uDBFF"]}'],
    ['GET', '_all_docs?startkey="%5Cud800"', undefined],
    ['GET', '_changes?filter=_doc_ids&doc_ids=["%5CuDC00"]', undefined],
    ['PUT', '_local/mine', '{"_rev":"\\ud800"}']
  ] as const)('is refused before the store: %s %s', async (method, path, payload) => {
    const { who } = await start();
    const headers = { ...who.headers, 'content-type': 'application/json' };
    const asked = cluster.asked.length;
    const url = `/sync/inbox/${path}`;
    const answer = await server.app.inject({
      method,
      url,
      headers,
      ...(payload ? { payload } : {})
    });
    expect(answer.statusCode).toBe(400);
    expect(
      cluster.asked.slice(asked).filter((line) => /box-anna\/(?!_security)/.test(line))
    ).toEqual([]);
  });

  it('in a request of the API is 400 as well', async () => {
    await start();
    const payload = { email: 'a\ud800@example.org', password: 'x' };
    const answer = await server.app.inject({ method: 'POST', url: '/api/session', payload });
    expect(answer.statusCode).toBe(400);
  });
});
