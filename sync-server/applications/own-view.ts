import type { ItemDecision } from '#domain/application/application.ts';
import { attemptsLeft, testPauseUntil } from '#domain/application/decide.ts';
import { hasPassed, missingFrom } from '#domain/application/missing-items.ts';
import type { OwnApplication } from '#domain/application/views.ts';
import { readPhone } from '#domain/text/phone-number.ts';
import type { Deps } from '../deps.ts';
import type { ApplicationDocument } from './application-document.ts';
import { placeOf, type BasePlace } from './place-of.ts';

export const isPhone = (text: string, market: 'DE' | 'CH') => readPhone(text, market) !== null;

/** Whether the base has a point; `open` is missing anyway. */
export const isPlaced = ({ outcome }: BasePlace) => outcome === 'found' || outcome === 'open';

/** What the applicant may see of it: who of community decided is not their business. */
export async function ownView(
  { geocoder, clock }: Pick<Deps, 'geocoder' | 'clock'>,
  application: ApplicationDocument
): Promise<OwnApplication> {
  const now = clock.now();
  const { id, email, state, generation, form, papers, contract, test } = application;
  const place = await placeOf(geocoder, form);
  const known = { now, isPhone, isPlaced: isPlaced(place) };
  const decisions = Object.entries(application.decisions).map(([item, decision]) => {
    const { isOk, reason } = decision as ItemDecision;
    return [item, { isOk, reason: isOk ? '' : reason }] as const;
  });
  return {
    ...{ id, email, state, generation, form, place },
    papers: papers.map(({ sha256: _, ...paper }) => paper),
    contract: contract && { version: contract.version, name: contract.name, at: contract.at },
    decisions: Object.fromEntries(decisions),
    history: application.history.map(({ at, what, reason }) => ({ at, what, reason })),
    test: {
      isPassed: hasPassed(test),
      last: test.attempts.at(-1)?.percent ?? null,
      attemptsLeft: attemptsLeft(test, now),
      pauseUntil: testPauseUntil(test, now)
    },
    missing: missingFrom(application, known)
  };
}
