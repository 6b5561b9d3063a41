// Takes away what is kept of an application that came to nothing: papers, data, account, sessions.
// A note of what is to be taken away stands in the store until all of it is: a crash is gone on with.
import type { ErasedFor } from '#domain/application/erasing.ts';
import type { Deps } from '../deps.ts';
import { accountId, type Account } from '../people/account.ts';
import { endSessionsOf } from '../people/sessions-of.ts';
import { dropGuesses } from '../sign-in/guess-counts.ts';
import { createOnce } from '../store/create-once.ts';
import { oneByOne } from '../store/one-by-one.ts';
import type { Stored, StoredDocument } from '../store/stored-document.ts';
import {
  applicationId,
  readApplication,
  type ApplicationDocument
} from './application-document.ts';
import { newPaperFiles } from './papers/paper-files.ts';

/** People database: `erasing:<applicant>`. */
interface Erasing extends StoredDocument {
  type: 'erasing';
  applicant: string;
  account: string;
  why: ErasedFor;
  /** Of the application when that was decided. */
  rev: string;
}

const PREFIX = 'erasing:';

/** Not where somebody has done something with it meanwhile. */
export async function eraseApplication(
  deps: Deps,
  { _rev: rev, id: applicant, email }: Stored<ApplicationDocument>,
  why: ErasedFor
): Promise<void> {
  const note = await createOnce<Erasing>(deps.store.people, {
    _id: `${PREFIX}${applicant}`,
    type: 'erasing',
    ...{ applicant, account: accountId(email), why, rev }
  });
  await goOnWith(deps, note);
}

/** What a crash has left as well. */
export async function goOnErasing(deps: Deps): Promise<void> {
  const notes = await deps.store.people.withPrefix<Erasing>(PREFIX);
  await oneByOne(deps.log, notes, (note) => goOnWith(deps, note));
}

/**
 * Whichever process comes to a note does the whole of it: none of them drops what another one has
 * noted and not yet done.
 */
async function goOnWith(deps: Deps, note: Stored<Erasing>): Promise<void> {
  const { people } = deps.store;
  const application = await readApplication(deps.store, note.applicant);
  // Somebody has done something with it: what was decided has been overtaken.
  const isOvertaken = application !== undefined && application._rev !== note.rev;
  if (application && !isOvertaken) {
    const removed = await people.remove(application._id, note.rev);
    // Changed or taken away at this very moment: the next round sees which.
    if (!removed.ok) return;
  }
  if (!isOvertaken) await takeAway(deps, note);
  await people.remove(note._id, note._rev);
}

async function takeAway(deps: Deps, { applicant, account, why }: Erasing): Promise<void> {
  const { store, config, audit, sessions } = deps;
  await newPaperFiles(config.filesDir).dropAll(applicant);
  const found = await store.people.get<Account>(account);
  const isTheirs = found?.person.id === applicant && found.person.role === 'applicant';
  if (found && isTheirs) await store.people.remove(found._id, found._rev);
  await endSessionsOf(store, account, applicant);
  if (!found || isTheirs) await dropGuesses(store, account);
  sessions.forget();
  const about = applicationId(applicant);
  await audit.write({ by: null, what: 'application.erase', about, after: { why } });
}
