import { aPackage } from './builders.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** A server with one package (`wlan`) in its catalogue; nothing runs beside the requests. */
export async function startOrderServer(
  parts: Parameters<typeof startTestServer>[0] = {}
): Promise<TestServer> {
  const server = await startTestServer({ background: false, ...parts });
  const { catalog } = server.store;
  await catalog.put(aPackage());
  await catalog.put({ _id: 'catalog', type: 'catalog', version: '7', termsVersion: '2026-01' } as {
    _id: string;
  });
  return server;
}
