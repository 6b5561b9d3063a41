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

const LONGEST_LIFE_MS = 1_500;

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
    const playing = helpers.map(async (helper) => {
      try {
        const device = await StubbornDevice.signIn(server.url, helper, said);
        const load = { said, random: sweep.random, isOver: () => isOver };
        return (await playVisits(server.url, device, load)).completed;
      } catch (error) {
        failed.push(String(error));
        return [];
      }
    });
    for (let kill = 1; kill <= sweep.kills; kill += 1) {
      await sweep.wait(sweep.random.below(LONGEST_LIFE_MS));
      await server.kill();
      if (kill % (sweep.every ?? 1) === 0) note(found, await checkAcknowledged(server, said));
      if (kill % 10 === 0 || kill === sweep.kills) {
        const { actions, photos, bookings } = said;
        const counts = `${actions.length} actions, ${photos.length} photos, ${bookings.length} bookings`;
        const bad = `${found.breaches.size} breaches, ${found.lost.size} lost, ${failed.length} failed`;
        sweep.say?.(`${kill} kills: ${counts} acknowledged; ${bad}`);
      }
      await server.start();
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
