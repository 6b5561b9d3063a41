import type { SeededRandom } from '../../support/seeded-random.ts';
import { atRest, LEFT } from './at-rest.ts';
import { checkAcknowledged, type Checked } from './check-acknowledged.ts';
import { startFilledServer } from './filled-server.ts';
import { playVisits } from './play-visits.ts';
import { newAcknowledged, StubbornDevice } from './stubborn-device.ts';

export interface SweepFigures {
  kills: number;
  acknowledged: { actions: number; photos: number; bookings: number };
  askedAgain: number;
  /** Visits that were completed, signed, billed and whose invoice was read. */
  completed: number;
  /** Looks right after a kill, and in how many of them something was still to be done. */
  looks: number;
  killedWithWork: number;
  /** What `npm run verify` counts at the end. */
  verified: Record<string, number>;
  breaches: string[];
  lost: string[];
  /** What a device could not go on with. */
  failed: string[];
}

interface Sweep {
  kills: number;
  helpers: number;
  /** Looked at after each of so many kills. */
  every?: number;
  random: SeededRandom;
  wait(ms: number): Promise<unknown>;
  say?(line: string): void;
}

/**
 * Told in starts: how long the server took to start this time, so that a busy machine has longer
 * lives. Most end in the middle of the first work. But what takes a fresh process a while, as its
 * first invoice does, must come to an end now and then, or all devices stand before it and nothing
 * is under way when the next kill comes.
 */
const SHORT_LIFE_STARTS = 1.5;
const LONG_LIFE_STARTS = 8;
const LONG_LIVES = 0.2;
const FIRST_START_MS = 1_000;

export async function killSweep(sweep: Sweep): Promise<SweepFigures> {
  const { server, helpers } = await startFilledServer(sweep.helpers, {
    REQUESTS_PER_MINUTE: '1000000'
  });
  const said = newAcknowledged();
  const found = {
    breaches: new Set<string>(),
    lost: new Set<string>(),
    looks: 0,
    killedWithWork: 0
  };
  const failed: string[] = [];
  let isOver = false;
  try {
    const load = { said, random: sweep.random, isOver: () => isOver };
    const playing = helpers.map(async (helper) => {
      const completed: string[] = [];
      // One that gives up is a failure; another one takes its place, so that the load stays.
      while (!isOver) {
        try {
          const device = await StubbornDevice.signIn(server.url, helper, said);
          await playVisits(server.url, device, load, completed);
        } catch (error) {
          failed.push(String(error));
          sweep.say?.(`${helper.id} gives up: ${String(error)}`);
        }
      }
      return completed;
    });
    let startMs = FIRST_START_MS;
    for (let kill = 1; kill <= sweep.kills; kill += 1) {
      await sweep.wait(lifeOf(sweep.random) * startMs);
      await server.kill();
      if (kill % (sweep.every ?? 1) === 0) note(found, await checkAcknowledged(server, said));
      if (kill % 10 === 0 || kill === sweep.kills) {
        const { actions, photos, bookings } = said;
        const counts = `${actions.length} actions, ${photos.length} photos, ${bookings.length} bookings`;
        const bad = `${found.breaches.size} breaches, ${found.lost.size} lost, ${failed.length} failed`;
        sweep.say?.(`${kill} kills: ${counts} acknowledged; ${bad}`);
      }
      const startedAt = Date.now();
      await server.start();
      startMs = Date.now() - startedAt;
    }
    isOver = true;
    const completed = (await Promise.all(playing)).flat().length;
    const last = await atRest(() => checkAcknowledged(server, said));
    await server.stop();
    note(found, await checkAcknowledged(server, said, { isAtRest: true }));
    return {
      kills: sweep.kills,
      acknowledged: {
        actions: said.actions.length,
        photos: said.photos.length,
        bookings: said.bookings.length
      },
      askedAgain: said.again,
      completed,
      looks: found.looks,
      killedWithWork: found.killedWithWork,
      verified: last.verified.figures,
      breaches: [...found.breaches],
      lost: [...found.lost],
      failed
    };
  } finally {
    await server.remove();
  }
}

/** In starts. */
function lifeOf(random: SeededRandom): number {
  const longest = random.chance(LONG_LIVES) ? LONG_LIFE_STARTS : SHORT_LIFE_STARTS;
  return (longest * random.below(1_000)) / 1_000;
}

function note(
  found: { breaches: Set<string>; lost: Set<string>; looks: number; killedWithWork: number },
  { verified, lost }: Checked
): void {
  found.looks += 1;
  if (LEFT.some((name) => (verified.figures[name] ?? 0) > 0)) found.killedWithWork += 1;
  for (const { database, document, says } of verified.breaches) {
    found.breaches.add(`${database} ${document}: ${says}`);
  }
  for (const each of lost) found.lost.add(each);
}
