/** `npm run verify`: whether a store is sound. */
import { readPlace, shownPlace } from '../reach/place.ts';
import { reachStore } from '../reach/reach-store.ts';
import { runTool } from '../reach/run-tool.ts';
import { showVerified } from './show-verified.ts';
import { verifyStore } from './verify-store.ts';

const usage = `Usage: npm run verify -- [PLACE] [--files FOLDER] [--prefix NAME] [--settled]
PLACE is a folder (DATA_DIR) or the address of a CouchDB; without it the settings of the server say
where. The server may run. Nothing is written. It ends with 1 where something is wrong.
--files    the folder of the photos, where it is another than FILES_DIR
--prefix   what stands before every database name, as COUCHDB_PREFIX
--settled  what is not done yet counts as wrong too: for a store on which a server has come to rest`;

await runTool({
  usage,
  options: {
    files: { type: 'string' },
    prefix: { type: 'string' },
    settled: { type: 'boolean' }
  },
  names: { least: 0, most: 1 },
  async run({ names: [named], values }) {
    const { files, prefix } = values as { files?: string; prefix?: string };
    const place = readPlace(named, process.env, { files, prefix });
    const store = await reachStore(place);
    try {
      console.info(`Verifying ${shownPlace(place)} …`);
      const verified = await verifyStore(store);
      const { breaches, waiting } = verified;
      const shown = values.settled
        ? { ...verified, breaches: [...breaches, ...waiting], waiting: [] }
        : verified;
      console.info(showVerified(shown).join('\n'));
      return shown.breaches.length > 0 ? 1 : 0;
    } finally {
      await store.close();
    }
  }
});
