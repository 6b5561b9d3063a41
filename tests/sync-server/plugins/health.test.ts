import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

const seen = async ({ app }: TestServer, url: string) => {
  const answer = await app.inject({ url });
  return [answer.statusCode, answer.json<{ store: string }>().store];
};

describe('the health of a server', () => {
  it.each(['/health', '/api/health'])(
    '[S1.17] %s is bad where the store takes nothing',
    async (url) => {
      const store = { ...server.store, canWrite: () => Promise.resolve(false) };
      const full = await startTestServer({ store, background: false });
      expect(await seen(full, url)).toEqual([503, 'readOnly']);
      await full.close();
    }
  );

  it('[S1.17] is bad where no photo can be kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mila-health-'));
    const filesDir = join(folder, 'a-file');
    const other = await startTestServer({
      ...{ store: server.store, background: false, config: { filesDir: join(filesDir, 'photos') } }
    });
    await writeFile(filesDir, 'in the way');
    expect(await seen(other, '/health')).toEqual([503, 'readOnly']);
    await other.close();
    await rm(folder, { recursive: true });
  });

  it('[S1.17] is tried seldom, however often it is asked', async () => {
    let trials = 0;
    const store = {
      ...server.store,
      canWrite() {
        trials += 1;
        return server.store.canWrite();
      }
    };
    const asked = await startTestServer({ store, background: false });
    const answers = Array.from({ length: 20 }, () => seen(asked, '/health'));
    expect(new Set((await Promise.all(answers)).map(String))).toEqual(new Set(['200,up']));
    expect(trials).toBe(1);
    await asked.close();
  });

  it('[S1.17] leaves nothing behind in the store that anybody sees', async () => {
    expect([await server.store.canWrite(), await server.store.canWrite()]).toEqual([true, true]);
    const documents = await server.store.people.withPrefix('');
    expect(documents.map(({ _id }) => _id).filter((id) => id.includes('trial'))).toEqual([]);
  });
});
