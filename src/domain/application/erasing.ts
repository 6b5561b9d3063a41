// H2.15, H2.16: an application that came to nothing is not kept. A refused one as long as its applicant may
// ask why; one that nobody goes on with until its owner has been warned, and has had time to.
import type { Ms } from '../brand.ts';
import { DAY_MS } from '../policy/time.ts';
import type { Application } from './application.ts';
import { APPLICATION_POLICY } from './policy.ts';

export type ErasedFor = 'refused' | 'abandoned';
type Aging = Pick<Application, 'state' | 'history' | 'createdAt' | 'touchedAt' | 'warnedAt'>;

/** What is due now; null: nothing. `erasedAt`: when it goes if nobody does anything. */
export function erasingDue(
  application: Aging,
  now: Ms
): { step: 'warn' | 'erase'; why: ErasedFor; erasedAt: Ms } | null {
  const { refusedDays, abandonedDays, warnedDays } = APPLICATION_POLICY.erased;
  const since = idleSince(application);
  if (application.state === 'refused') {
    const erasedAt = since + refusedDays * DAY_MS;
    return now >= erasedAt ? { step: 'erase', why: 'refused', erasedAt } : null;
  }
  if (application.state !== 'draft' && application.state !== 'asked') return null;
  const { warnedAt } = application;
  const why = 'abandoned';
  if (warnedAt === undefined || warnedAt <= since) {
    // Where the server was away for long, whoever is warned late still has the whole time.
    const warnAt = since + (abandonedDays - warnedDays) * DAY_MS;
    return now >= warnAt ? { step: 'warn', why, erasedAt: now + warnedDays * DAY_MS } : null;
  }
  const erasedAt = warnedAt + warnedDays * DAY_MS;
  return now >= erasedAt ? { step: 'erase', why, erasedAt } : null;
}

/** The last time that its applicant did something, or community. */
function idleSince({ history, createdAt, touchedAt = 0 }: Aging): Ms {
  return Math.max(createdAt, touchedAt, ...history.map(({ at }) => at)) as Ms;
}
