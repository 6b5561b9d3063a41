import type { ApplicationState } from '#domain/application/application.ts';
import { erasingDue } from '#domain/application/erasing.ts';
import { paperReminders } from '#domain/application/expiring-papers.ts';
import { wallAt } from '#domain/booking/visit-time.ts';
import { HOUR_MS, MARKET_POLICY, type Market } from '#domain/policy/policy.ts';
import { repeat } from '../concurrency/repeat.ts';
import type { Background, Deps } from '../deps.ts';
import { mailedDay, putPersonalMail } from '../mail/personal-mail.ts';
import { accountId, type Account } from '../people/account.ts';
import { dropOldLinks } from '../people/mailed-link.ts';
import type { Query } from '../store/database-requests.ts';
import { oneByOne } from '../store/one-by-one.ts';
import type { Stored } from '../store/stored-document.ts';
import type { ApplicationDocument } from './application-document.ts';
import { eraseApplication, goOnErasing } from './erase.ts';
import { followUp } from './follow-up.ts';
import { paperWord } from './item-words.ts';

const UNFOLLOWED = { name: 'applications-unfollowed', fields: ['type', 'isFollowed'] };
const BY_STATE = { name: 'applications-by-state', fields: ['type', 'state'] };

/** Every hour: what a crash left undone, and papers that come to their end. */
export const keepApplications: Background = (deps) =>
  repeat(() => followAndRemind(deps), {
    everyMs: HOUR_MS,
    signal: deps.closing,
    firstMs: 5_000,
    longestMs: HOUR_MS,
    onFailure: (err) => deps.log.warn({ err }, 'applications wait for the store')
  });

export async function followAndRemind(deps: Deps): Promise<void> {
  const { store, log } = deps;
  const all = (selector: Query['selector'], index: Query['index']) =>
    store.people.findAll<ApplicationDocument>({ selector, index });
  const inState = (state: ApplicationState) => all({ type: 'application', state }, BY_STATE);
  const unfollowed = all({ type: 'application', isFollowed: false }, UNFOLLOWED);
  await oneByOne(log, unfollowed, (each) => followUp(deps, each));
  await goOnErasing(deps);
  for (const state of ['draft', 'asked', 'refused'] as const) {
    await oneByOne(log, inState(state), (each) => warnOrErase(deps, each));
  }
  await oneByOne(log, inState('accepted'), (each) => remind(deps, each));
  await dropOldLinks(deps);
}

async function warnOrErase(deps: Deps, application: Stored<ApplicationDocument>): Promise<void> {
  const now = deps.clock.now();
  const due = erasingDue(application, now);
  if (!due) return;
  const { _rev, id, email, locale, form } = application;
  const account = await deps.store.people.get<Account>(accountId(email));
  // Whoever reads at that address has another one, or none: there is nobody to warn of this one.
  const isTheirs = account?.person.id === id;
  if (due.step === 'erase' || !isTheirs) return eraseApplication(deps, application, due.why);
  await putPersonalMail(deps, {
    kind: 'application.abandoned',
    occasion: `${id}:${_rev}`,
    ...{ to: email, name: form.name, locale, market: form.market, path: '/helpers/apply' },
    facts: { day: mailedDay(dayOf(due.erasedAt, form.market), locale, form.market) }
  });
  // After the mail, which has an id of its own: nobody is erased who was not warned.
  await deps.store.people.put<ApplicationDocument>({ ...application, warnedAt: now });
}

/** Once for each paper and mark, whoever does it and however often. */
async function remind(deps: Deps, application: ApplicationDocument): Promise<void> {
  const { id, email, locale, form } = application;
  for (const { paper, mark, daysLeft, isNeeded } of paperReminders(application, deps.clock.now())) {
    await putPersonalMail(deps, {
      kind: mark === 0 ? 'paper.expired' : 'paper.expires',
      occasion: `${id}:${paper.id}:${mark}`,
      ...{ to: email, name: form.name, locale, market: form.market, path: '/helpers/status' },
      facts: {
        paper: paperWord(paper.kind, locale),
        day: mailedDay(paper.expiresOn ?? '', locale, form.market),
        days: daysLeft,
        isNeeded
      }
    });
  }
}

function dayOf(at: number, market: Market): string {
  return wallAt(at, MARKET_POLICY[market].timeZone).date;
}
