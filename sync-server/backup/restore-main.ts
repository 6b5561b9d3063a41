/** `npm run restore`: puts a backup of the embedded store back. */
import { resolve } from 'node:path';
import { runTool } from '../reach/run-tool.ts';
import { showVerified } from '../verify/show-verified.ts';
import { restore } from './restore.ts';

const usage = `Usage: npm run restore -- BACKUP DATA_DIR [--prefix NAME]
Puts a backup, or a copy of a DATA_DIR on which no server runs, into DATA_DIR, where no store may
be. Devices hear that it is another copy and hand in again what it lacks.
--prefix   what stands before every database name, as COUCHDB_PREFIX`;

await runTool({
  usage,
  options: { prefix: { type: 'string' } },
  names: { least: 2, most: 2 },
  async run({ names, values }) {
    const [from, dataDir] = names.map((name) => resolve(name)) as [string, string];
    const prefix = (values.prefix as string | undefined) ?? process.env.COUCHDB_PREFIX ?? '';
    const verified = await restore(from, dataDir, prefix);
    console.info(showVerified(verified).join('\n'));
    console.info(`Restored to ${dataDir}. Start the server with DATA_DIR=${dataDir}.`);
    return verified.breaches.length > 0 ? 1 : 0;
  }
});
