import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

/** As clients name them that say what they send also where they send nothing. */
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'text/plain'
];
let count = 0;
async function signedIn() {
  count += 1;
  const id = `anna-${count}`;
  const { email } = await server.addProvider({ id, email: `${id}@example.org` });
  return server.signIn(email);
}

describe.each(TYPES)('[P8.2] a body of no bytes that is said to be %s', (type) => {
  it.each([
    ['of length 0', { 'content-length': '0' }],
    ['in chunks', { 'transfer-encoding': 'chunked' }]
  ])('ends the session all the same: %s', async (_title, length) => {
    const { headers } = await signedIn();
    const ended = await server.app.inject({
      ...{ method: 'DELETE', url: '/api/session', payload: '' },
      headers: { ...headers, 'content-type': type, ...length }
    });
    expect(ended.statusCode).toBe(204);
    expect((await server.app.inject({ url: '/api/session', headers })).statusCode).toBe(401);
  });

  it('ends the sessions of a device', async () => {
    const { headers, device } = await signedIn();
    const ended = await server.app.inject({
      ...{ method: 'DELETE', url: `/api/devices/${device.id}`, payload: '' },
      headers: { ...headers, 'content-type': type, 'content-length': '0' }
    });
    expect(ended.statusCode).toBe(204);
  });
});

it('[P8.2] is refused in words where a body is needed', async () => {
  const answer = await server.app.inject({
    ...{ method: 'POST', url: '/api/session', payload: '' },
    headers: { 'content-type': 'application/json', 'content-length': '0' }
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ error: 'request.invalid', fields: [{ path: '/' }] });
});

it('[P8.2] changes nothing for a body that has bytes', async () => {
  const send = (payload: string, type: string) =>
    server.app.inject({
      ...{ method: 'DELETE', url: '/api/session', payload, headers: { 'content-type': type } }
    });
  expect((await send('{', 'application/json')).statusCode).toBe(400);
  expect((await send('{"__proto__":{"a":1}}', 'application/json')).statusCode).toBe(400);
  expect((await send('a=1', 'application/x-www-form-urlencoded')).statusCode).toBe(400);
  expect((await send('{}', 'application/json')).statusCode).toBe(204);
});
