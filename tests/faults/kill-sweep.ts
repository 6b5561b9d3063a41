// `node tests/faults/kill-sweep.ts --kills 200 --seed 1`: the real server, killed at random points
// under mixed load; after each kill the store is looked at as the kill has left it.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '../support/seeded-random.ts';
import { killSweep } from './sweep/kill-sweep.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    helpers: { type: 'string', default: '8' },
    every: { type: 'string', default: '1' }
  }
});
const begunAt = Date.now();
const figures = await killSweep({
  kills: Number(values.kills),
  helpers: Number(values.helpers),
  every: Number(values.every),
  random: seededRandom(Number(values.seed)),
  wait,
  say: (line) => console.info(line)
});
console.info({ ...figures, seconds: Math.round((Date.now() - begunAt) / 1_000) });
process.exit(figures.breaches.length + figures.lost.length + figures.failed.length > 0 ? 1 : 0);
