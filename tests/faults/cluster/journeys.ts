// Whole visits, booked to billed, by helpers at both servers, while a node goes and comes back.
import type { SeededRandom } from '../../support/seeded-random.ts';
import { playVisit } from '../sweep/play-visits.ts';
import { StubbornDevice, type Acknowledged } from '../sweep/stubborn-device.ts';
import type { ClusterServers } from './cluster-servers.ts';

export interface JourneyOptions {
  journeys: number;
  random: SeededRandom;
  /** Told after each one that is done; it may take as long as it likes beside them. */
  afterEach(done: number): void;
}

export interface JourneyFigures {
  completed: number;
  /** What a device could not go on with. */
  failed: string[];
}

export async function playJourneys(
  { urls, helpers }: Pick<ClusterServers, 'urls' | 'helpers'>,
  said: Acknowledged,
  { journeys, random, afterEach }: JourneyOptions
): Promise<JourneyFigures> {
  const figures: JourneyFigures = { completed: 0, failed: [] };
  let begun = 0;
  await Promise.all(
    helpers.map(async (helper, index) => {
      const url = urls[index % urls.length]!;
      try {
        const device = await StubbornDevice.signIn(url, helper, said);
        while (begun < journeys) {
          begun += 1;
          await playVisit(url, device, { said, random, isOver: () => false });
          figures.completed += 1;
          afterEach(figures.completed);
        }
      } catch (error) {
        figures.failed.push(`${helper.id}: ${String(error)}`);
      }
    })
  );
  return figures;
}
