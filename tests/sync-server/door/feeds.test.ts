import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../sync-server/store/store.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
let anna: SignedInDevice;
beforeAll(async () => {
  server = await startTestServer({ listen: true, background: false });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
});
afterAll(() => server.close());

interface Changes {
  results: { id: string }[];
  last_seq: string;
}

/** A request whose head and chunks can be looked at as they come. */
function open(path: string, on = server, who = anna) {
  const seen = { status: 0, headers: {} as http.IncomingHttpHeaders, text: '', isOver: false };
  const request = http.get(`${on.url}/sync/${path}`, { headers: who.headers }, (response) => {
    seen.status = response.statusCode ?? 0;
    seen.headers = response.headers;
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (seen.text += chunk));
    response.on('close', () => (seen.isOver = true));
    response.on('error', () => undefined);
  });
  request.on('error', () => (seen.isOver = true));
  return { seen, request };
}
const changesOf = (text: string) => JSON.parse(text) as Changes;
const write = (id: string, on = server) => on.store.inbox('anna').put({ _id: id });

async function lastSeq(): Promise<string> {
  const { seen } = open('inbox/_changes');
  await until(() => seen.isOver);
  return changesOf(seen.text).last_seq;
}

describe('a long poll', () => {
  it('shows its head at once and answers as soon as something changes', async () => {
    const { seen } = open(`inbox/_changes?feed=longpoll&since=${await lastSeq()}&heartbeat=60000`);
    await until(() => seen.status === 200, 'the head');
    expect(seen.isOver).toBe(false);
    expect(seen.headers['mila-protocol']).toBe('1');
    expect(seen.headers['mila-time']).toBe(String(server.clock.now()));
    expect(seen.headers['content-encoding']).toBeUndefined();
    await write('job:now');
    await until(() => seen.isOver, 'the answer');
    expect(changesOf(seen.text).results.map(({ id }) => id)).toEqual(['job:now']);
  });

  it('from `now` waits for the next change', async () => {
    const { seen } = open('inbox/_changes?feed=longpoll&since=now');
    await until(() => seen.status === 200, 'the head');
    await write('job:next');
    await until(() => seen.isOver, 'the answer');
    expect(changesOf(seen.text).results.map(({ id }) => id)).toEqual(['job:next']);
  });

  it.each(['timeout=50', 'timeout=50&heartbeat=60000'])(
    'ends with an empty, valid answer after its own %s',
    async (limits) => {
      const since = await lastSeq();
      const { seen } = open(`inbox/_changes?feed=longpoll&since=${since}&${limits}`);
      await until(() => seen.isOver, 'the end');
      const { results, last_seq } = changesOf(seen.text);
      expect(results).toEqual([]);
      expect(last_seq).toBeTruthy();
      const again = open(`inbox/_changes?since=${last_seq}`);
      await until(() => again.seen.isOver);
      expect(changesOf(again.seen.text).results).toEqual([]);
    }
  );

  it('beats while it waits, if asked to', async () => {
    const { seen, request } = open(
      `inbox/_changes?feed=longpoll&since=${await lastSeq()}&heartbeat=1`
    );
    await until(() => /\n\n/.test(seen.text), 'two heartbeats');
    request.destroy();
  });

  it("ends the store's side when its client goes", async () => {
    const signals: AbortSignal[] = [];
    const store: Store = {
      ...server.store,
      forward(request) {
        signals.push(request.signal);
        return server.store.forward(request);
      }
    };
    const watched = await startTestServer({
      listen: true,
      background: false,
      store,
      clock: server.clock
    });
    const since = await lastSeq();
    const { request, seen } = open(`inbox/_changes?feed=longpoll&since=${since}`, watched);
    await until(() => seen.status === 200, 'the head');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    request.destroy();
    await until(() => signals[0]!.aborted, 'the end of the read');
    await watched.close();
  });

  it('ends well when the server closes', async () => {
    const closing = await startTestServer({ listen: true, background: false });
    const who = await closing.signIn((await closing.addProvider({ id: 'anna' })).email);
    const polls = ['heartbeat=60000', 'timeout=60000'].map((limits) =>
      open(`inbox/_changes?feed=longpoll&since=0&${limits}`, closing, who)
    );
    await until(() => polls.every(({ seen }) => seen.status === 200), 'both heads');
    await closing.close();
    for (const { seen } of polls) {
      await until(() => seen.isOver, 'the end');
      expect(changesOf(seen.text).results).toEqual([]);
    }
  });

  it('is answered on every instance of one store', async () => {
    const other = await startTestServer({
      listen: true,
      background: false,
      store: server.store,
      clock: server.clock
    });
    const { seen } = open(`inbox/_changes?feed=longpoll&since=${await lastSeq()}`, other);
    await until(() => seen.status === 200, 'the head');
    await write('job:both');
    await until(() => seen.isOver, 'the answer');
    expect(changesOf(seen.text).results.map(({ id }) => id)).toEqual(['job:both']);
    await other.close();
  });
});
