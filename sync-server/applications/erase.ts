// Takes away what is kept of an application that came to nothing: papers, data, account, sessions.
// A note of what is to be taken away stands in the store until all of it is: a crash is gone on with.
import type { ErasedFor } from '#domain/application/erasing.ts';
import type { Deps } from '../deps.ts';
import { accountId, type Account } from '../people/account.ts';
import { createOnce } from '../store/create-once.ts';
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
}

const PREFIX = 'erasing:';
const OF_ACCOUNT = { name: 'sessions-by-account', fields: ['type', 'account'] };

/** Not where somebody has done something with it meanwhile. */
export async function eraseApplication(
  deps: Deps,
  application: Stored<ApplicationDocument>,
  why: ErasedFor
): Promise<void> {
  const { people } = deps.store;
  const { id: applicant, email } = application;
  const note: Erasing = {
    _id: `${PREFIX}${applicant}`,
    type: 'erasing',
    ...{ applicant, account: accountId(email), why }
  };
  await createOnce<Erasing>(people, note);
  await people.remove(application._id, application._rev);
  await goOnErasing(deps);
}

/** What a crash has left as well. */
export async function goOnErasing(deps: Deps): Promise<void> {
  const { people } = deps.store;
  for (const note of await people.withPrefix<Erasing>(PREFIX)) {
    // It is there: what was decided has been overtaken.
    if (!(await readApplication(deps.store, note.applicant))) await takeAway(deps, note);
    const there = await people.get<Erasing>(note._id);
    if (there) await people.remove(there._id, there._rev);
  }
}

async function takeAway(deps: Deps, { applicant, account, why }: Erasing): Promise<void> {
  const { store, config, audit, sessions } = deps;
  await newPaperFiles(config.filesDir).dropAll(applicant);
  const found = await store.people.get<Account>(account);
  const isTheirs = found?.person.id === applicant && found.person.role === 'applicant';
  if (found && isTheirs) await store.people.remove(found._id, found._rev);
  if (!found || isTheirs) {
    const selector = { type: 'session', account };
    const theirs = store.people.findAll<StoredDocument>({ selector, index: OF_ACCOUNT });
    for await (const each of theirs) await store.people.remove(each._id, each._rev!);
    sessions.forget();
  }
  const about = applicationId(applicant);
  await audit.write({ by: null, what: 'application.erase', about, after: { why } });
}
