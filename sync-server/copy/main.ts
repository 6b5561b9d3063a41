/** `npm run copy`: a whole store into another place. */
import { sleep } from '../concurrency/sleep.ts';
import { readPlace, shownPlace, WrongPlace, type Place } from '../reach/place.ts';
import { runTool, WrongArguments } from '../reach/run-tool.ts';
import { showVerified } from '../verify/show-verified.ts';
import { copyStore, type Copied } from './copy-store.ts';

const usage = `Usage: npm run copy -- SOURCE TARGET [--live] [--every SECONDS] [options]
Each is a folder (DATA_DIR) or the address of a CouchDB. A server may run on an embedded SOURCE; the
processes of a CouchDB have to be stopped for the last run. TARGET is empty, or a copy of before on
which no server has run: what is there is not copied again, so a copy that broke off goes on.
--live           goes on until it is stopped, for a standby; --every 30 seconds unless said
--source-files   the folder of the photos, where it is another than FILES_DIR
--target-files   the same of the target
--source-prefix, --target-prefix   what stands before every database name`;

const text = { type: 'string' } as const;

await runTool({
  usage,
  options: {
    live: { type: 'boolean' },
    every: text,
    'source-files': text,
    'target-files': text,
    'source-prefix': text,
    'target-prefix': text
  },
  names: { least: 2, most: 2 },
  async run({ names, values }) {
    const said = values as Record<string, string | undefined>;
    const place = (index: 0 | 1, side: 'source' | 'target'): Place =>
      readPlace(names[index]!, process.env, {
        files: said[`${side}-files`],
        prefix: said[`${side}-prefix`]
      });
    const [source, target] = [place(0, 'source'), place(1, 'target')];
    const isSame = shownPlace(source) === shownPlace(target) && source.prefix === target.prefix;
    if (isSame) throw new WrongArguments('Source and target are the same place.');
    const everyMs = 1_000 * Number(said.every ?? 30);
    if (!(everyMs > 0)) throw new WrongArguments('--every takes a number of seconds.');
    if (!values.live) return show(await copyStore(source, target, (line) => console.info(line)));
    return keepCopying(source, target, everyMs);
  }
});

function show({ databases, written, photos, different, verified }: Copied): number {
  console.info(showVerified(verified).join('\n'));
  console.info(`${databases} databases, ${written} new revisions, ${photos} new photos.`);
  if (different.length > 0) {
    console.error(
      `Not equal: ${different.join(', ')}. Somebody wrote to them meanwhile. Stop every process ` +
        'that works on the source, then run this again: it goes on from where it is.'
    );
  }
  return different.length > 0 || verified.breaches.length > 0 ? 1 : 0;
}

/** What goes wrong for a moment is tried again; a target that may not be written to ends it. */
async function keepCopying(source: Place, target: Place, everyMs: number): Promise<number> {
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => ended.abort());
  }
  while (!ended.signal.aborted) {
    console.info(`${new Date().toISOString()} ${await copyRound(source, target)}`);
    await sleep(everyMs, ended.signal);
  }
  return 0;
}

async function copyRound(source: Place, target: Place): Promise<string> {
  try {
    const copied = await copyStore(source, target, () => undefined);
    const { written, photos, different, verified } = copied;
    const faults = different.length + verified.breaches.length;
    return `${written} new revisions, ${photos} new photos, ${faults} faults`;
  } catch (error) {
    if (error instanceof WrongPlace) throw error;
    return `not copied, tried again: ${(error as Error).message}`;
  }
}
