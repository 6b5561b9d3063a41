// `COUCHDB_URLS=http://user:password@one:5984,http://…two:5984,… node tests/faults/cluster.ts
//  --down 'ends a node at once' --up 'starts it again'`: two servers over a CouchDB cluster; helpers
// race for offers, and whole visits go on while a node is gone.
import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '../support/seeded-random.ts';
import { startClusterServers } from './cluster/cluster-servers.ts';
import { playJourneys } from './cluster/journeys.ts';
import { playRaces } from './cluster/races.ts';
import { atRest } from './sweep/at-rest.ts';
import { checkAcknowledged } from './sweep/check-acknowledged.ts';
import { newAcknowledged } from './sweep/stubborn-device.ts';

const { values } = parseArgs({
  options: {
    races: { type: 'string', default: '100' },
    journeys: { type: 'string', default: '100' },
    helpers: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    down: { type: 'string' },
    up: { type: 'string' },
    'down-seconds': { type: 'string', default: '15' }
  }
});
const random = seededRandom(Number(values.seed));
const begunAt = Date.now();
const seconds = () => Math.round((Date.now() - begunAt) / 1_000);
const run = (command: string) => execFileSync('/bin/sh', ['-c', command], { stdio: 'inherit' });

async function raceFigures(races: number) {
  const servers = await startClusterServers(2);
  try {
    return await playRaces(servers, { races, random, wait });
  } finally {
    await servers.close();
  }
}

async function journeyFigures(journeys: number) {
  const servers = await startClusterServers(Number(values.helpers));
  const said = newAcknowledged();
  let outage: Promise<void> | undefined;
  const { down, up } = values;
  const afterEach = (done: number) => {
    if (done % 10 === 0) console.info(`${done} visits after ${seconds()} s`);
    if (!outage && down && up && done >= journeys / 3) outage = takeDown(down, up);
  };
  try {
    const played = await playJourneys(servers, said, { journeys, random, afterEach });
    await outage;
    const look = (isAtRest: boolean) => checkAcknowledged(servers.first, said, { isAtRest });
    await atRest(() => look(false));
    const { verified, lost } = await look(true);
    const { actions, photos, bookings, again } = said;
    const acknowledged = {
      actions: actions.length,
      photos: photos.length,
      bookings: bookings.length
    };
    const { figures, breaches, waiting } = verified;
    return { ...played, acknowledged, again, figures, breaches, waiting, lost };
  } finally {
    await servers.close();
  }
}

async function takeDown(down: string, up: string): Promise<void> {
  run(down);
  console.info(`a node is down after ${seconds()} s`);
  await wait(1_000 * Number(values['down-seconds']));
  run(up);
  console.info(`it is back after ${seconds()} s`);
}

const [races, journeys] = [Number(values.races), Number(values.journeys)];
const raced = races > 0 ? await raceFigures(races) : undefined;
if (raced) console.info(raced);
const played = journeys > 0 ? await journeyFigures(journeys) : undefined;
if (played) console.info(played, `${seconds()} s`);
const wrong = [raced?.wrong, played?.failed, played?.breaches, played?.waiting, played?.lost];
process.exit(wrong.some((list) => list && list.length > 0) ? 1 : 0);
