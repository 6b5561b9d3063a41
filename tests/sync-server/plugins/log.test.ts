import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

const SECRET = 'aSecretOfSomebody12345678';
const lines: string[] = [];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    background: false,
    logTo: { write: (line) => void lines.push(line) },
    config: { logLevel: 'trace' }
  });
});
afterAll(() => server.close());

describe('the log', () => {
  it.each([
    `/api/o/${SECRET}`,
    `/api/o/${SECRET}/invoice.pdf`,
    `/api/o/${SECRET}/cancel`,
    `/api/o/${SECRET}/nothing`,
    `/%61pi/o/${SECRET}`,
    `/api/files/${'a'.repeat(64)}?order=${SECRET}`,
    `/api/statements/${'a'.repeat(43)}?token=${SECRET}`,
    `/o/${SECRET}`,
    `/o/${SECRET}/cancel?token=${SECRET}`,
    `/nowhere/${SECRET}`,
    `/api/nothing/${SECRET}`,
    `/sync/inbox/_local/${SECRET}`,
    `/api/%zz/${SECRET}`
  ])('[S1.14] of %s names no secret', async (url) => {
    for (const method of ['GET', 'POST', 'PROPFIND'] as const) {
      const headers = { authorization: `Bearer ${SECRET}`, cookie: `mila_session=${SECRET}` };
      await server.app.inject({ method: method as 'GET', url, headers });
    }
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain(SECRET);
  });

  it('[S1.14] still says what was asked for', () => {
    const seen = lines.map((line) => (JSON.parse(line) as { req?: { url: string } }).req?.url);
    expect(seen).toEqual(
      expect.arrayContaining(['/api/o/…', `/api/files/${'a'.repeat(64)}?order=…`])
    );
  });

  it('[S1.14] hides what somebody logs by mistake', () => {
    server.deps.log.info(
      { headers: { authorization: SECRET, cookie: SECRET }, token: SECRET },
      'x'
    );
    expect(lines.join('')).not.toContain(SECRET);
  });
});
