import net from 'node:net';
import fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpApp } from '../../../sync-server/plugins/http-app.ts';
import { registerSlowBodies } from '../../../sync-server/plugins/register-slow-bodies.ts';
import { until } from '../../support/until.ts';

const LIMITS = {
  ...{ stallMs: 400, graceMs: 3_000, bytesPerSecond: 1_000 },
  ...{ perAddress: 3, lookEveryMs: 20 }
};

let app: HttpApp;
let port: number;
let begun: number;
const sockets: net.Socket[] = [];
beforeEach(async () => {
  app = fastify() as unknown as HttpApp;
  registerSlowBodies(app, LIMITS);
  begun = 0;
  app.addHook('onRequest', async () => void (begun += 1));
  app.post('/take', { bodyLimit: 100 }, (request) => ({ got: request.body }));
  app.get('/read', () => ({ read: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = app.server.address() as net.AddressInfo);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await app.close();
});

/** Begins a body of `length` bytes; `send` adds to it. */
function begin(length = 90) {
  const seen = { text: '', isOver: false };
  const socket = net.connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('data', (piece) => (seen.text += piece.toString()));
  socket.on('close', () => (seen.isOver = true));
  socket.on('error', () => (seen.isOver = true));
  socket.write(
    'POST /take HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n' +
      `content-length: ${length}\r\n\r\n`
  );
  return { seen, send: (text: string) => socket.write(text) };
}

describe('a body', () => {
  it('[S1.15] that does not come is cut off', async () => {
    const { seen, send } = begin();
    send('"');
    await until(() => seen.isOver);
    expect(seen.text).toBe('');
  });

  it('[S1.15] that comes slowly is taken', async () => {
    const { seen, send } = begin(12);
    for (const letter of '"0123456789"') {
      send(letter);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await until(() => seen.text.includes('0123456789'));
    expect(seen.text).toContain('200 OK');
  });

  it('[S1.15] that trickles on is cut off when a bad line would long have sent it', async () => {
    const { seen, send } = begin();
    const trickle = setInterval(() => send(' '), 100);
    await until(() => seen.isOver);
    clearInterval(trickle);
    expect(seen.text).toBe('');
  });

  it('[S1.15] waits with a few others of its address, and requests without one go on', async () => {
    const held = Array.from({ length: LIMITS.perAddress }, () => begin());
    await until(() => begun === LIMITS.perAddress);
    const { seen } = begin(2);
    await until(() => seen.text !== '');
    expect(seen.text).toContain('429');
    const read = await fetch(`http://127.0.0.1:${port}/read`);
    expect(read.status).toBe(200);
    held[0]!.send(JSON.stringify('x'.repeat(88)));
    await until(() => held[0]!.seen.text.includes('200 OK'));
    const { seen: next, send } = begin(4);
    send('"ok"');
    await until(() => next.text.includes('"ok"'));
  });
});
