/** `npm run backup`: a copy of the embedded store, also while the server runs. */
import { resolve } from 'node:path';
import { readPlace, WrongPlace } from '../reach/place.ts';
import { reachStore } from '../reach/reach-store.ts';
import { runTool } from '../reach/run-tool.ts';
import { backUp } from './back-up.ts';

const usage = `Usage: npm run backup -- FOLDER [--data DATA_DIR] [--files FOLDER]
Writes all databases as they are at one moment, and the photos, into FOLDER: a new one, an empty
one, or one with a backup of before, which is brought up to date. The server may run.
--data    the folder of the store, where it is another than the setting DATA_DIR
--files   the folder of the photos, where it is another than FILES_DIR`;

await runTool({
  usage,
  options: { data: { type: 'string' }, files: { type: 'string' } },
  names: { least: 1, most: 1 },
  async run({ names, values }) {
    const { data, files } = values as { data?: string; files?: string };
    const place = readPlace(data, process.env, { files });
    if (place.couchdbUrl !== null) {
      throw new WrongPlace(
        'This is for the embedded engine. Of a CouchDB make a copy: npm run copy -- ADDRESS FOLDER.'
      );
    }
    const folder = resolve(names[0]!);
    const store = await reachStore(place);
    try {
      const photos = await backUp(store, folder, Date.now());
      console.info(`Backed up ${place.dataDir} to ${folder} (${photos} new photos).`);
      console.info(`Whether it is sound: npm run verify -- ${folder}`);
      return 0;
    } finally {
      await store.close();
    }
  }
});
