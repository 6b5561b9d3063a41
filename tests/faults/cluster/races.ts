// Two helpers accept the same offer at the same moment, each through another server process at
// another node: the revision of the order in its one copy has to decide (R5.6).
import { wallAt, type VisitWish } from '../../../src/domain/booking/visit-time.ts';
import { DAY_MS, MARKET_POLICY } from '../../../src/domain/policy/policy.ts';
import type { VerdictDocument } from '../../../src/domain/protocol/verdict.ts';
import type { SeededRandom } from '../../support/seeded-random.ts';
import { bookVisit } from '../sweep/play-visits.ts';
import { newAcknowledged, StubbornDevice } from '../sweep/stubborn-device.ts';
import type { ClusterServers } from './cluster-servers.ts';

export interface RaceFigures {
  races: number;
  /** How often the one at the first node has won. */
  wonAtFirstNode: number;
  /** What was told instead of one "yes" and one "taken". */
  wrong: string[];
}

/** One a little later than the other, now and then. */
const LATEST_MS = 30;

export async function playRaces(
  { urls, helpers }: Pick<ClusterServers, 'urls' | 'helpers'>,
  { races, random, wait }: RaceOptions
): Promise<RaceFigures> {
  const said = newAcknowledged();
  const pair = await Promise.all([
    StubbornDevice.signIn(urls[0], helpers[0]!, said),
    StubbornDevice.signIn(urls[1], helpers[1]!, said)
  ]);
  const figures: RaceFigures = { races: 0, wonAtFirstNode: 0, wrong: [] };
  for (let race = 0; race < races; race += 1) {
    const asked = { personalProvider: null, visit: freeVisit(race) };
    await bookVisit(random.pick(urls), asked, said);
    const order = await offeredToBoth(pair);
    const answers = await Promise.all(
      pair.map(async (device) => {
        if (random.chance(0.5)) await wait(random.below(LATEST_MS));
        const { _id } = await device.say('offer.accept', order, {});
        const verdict = await device.waitFor<VerdictDocument>(`verdict:${_id}`);
        return verdict.outcome === 'applied' ? 'yes' : (verdict.code ?? verdict.outcome);
      })
    );
    figures.races += 1;
    if (answers[0] === 'yes') figures.wonAtFirstNode += 1;
    const isDecided = [...answers].sort().join() === ['offer.taken', 'yes'].join();
    if (!isDecided) figures.wrong.push(`${order}: ${answers.join(', ')}`);
  }
  return figures;
}

interface RaceOptions {
  races: number;
  random: SeededRandom;
  wait(ms: number): Promise<unknown>;
}

/** Who is asked first declines, so that the other is asked as well: both may accept then (R5.5). */
async function offeredToBoth(pair: readonly StubbornDevice[]): Promise<string> {
  const first = await Promise.any(
    pair.map(async (device) => ({ device, order: (await device.offer()).order }))
  );
  await first.device.act('offer.decline', first.order, {});
  const other = pair.find((device) => device !== first.device)!;
  const { order } = await other.offer();
  if (order !== first.order) throw new Error(`${order} is offered beside ${first.order}`);
  return order;
}

const TIMES = ['08:00', '12:00', '16:00'];

/** Each at a time of its own: whoever won before is free for it. */
function freeVisit(race: number): VisitWish {
  const day = Date.now() + (2 + Math.floor(race / TIMES.length)) * DAY_MS;
  const { date } = wallAt(day, MARKET_POLICY.CH.timeZone);
  return { date, time: TIMES[race % TIMES.length]! };
}
