import type { RealServer } from '../../support/real-server.ts';
import { couchdbUrls } from '../../support/store-under-test.ts';
import { startAnother, startFilledServer, type SweepHelper } from '../sweep/filled-server.ts';

/** A server process at each node that is used, over the same store. */
export interface ClusterServers {
  first: RealServer;
  urls: [string, string];
  helpers: SweepHelper[];
  log(): string;
  close(): Promise<void>;
}

const UNLIMITED = { REQUESTS_PER_MINUTE: '1000000' };

/** Two, at the first two nodes: a third is a node that only keeps shards. */
export async function startClusterServers(helpers: number): Promise<ClusterServers> {
  const [one, two = one] = couchdbUrls;
  if (one === undefined || two === undefined) {
    throw new Error('COUCHDB_URLS names the nodes of the cluster, with commas between them.');
  }
  const filled = await startFilledServer(helpers, { ...UNLIMITED, COUCHDB_URL: one });
  const first = filled.server;
  const second = await startAnother(first, { ...UNLIMITED, COUCHDB_URL: two }).catch(
    async (error: unknown) => {
      await first.remove();
      throw error;
    }
  );
  return {
    first,
    urls: [first.url, second.url],
    helpers: filled.helpers,
    log: () => `${first.log()}\n${second.log()}`,
    async close() {
      await second.stop();
      await first.remove();
    }
  };
}
