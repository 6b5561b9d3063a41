// What follows from a step of an application: the provider, the account, a mail. Each is done once
// whoever does it; what a crash has left is done by keep-applications.ts.
import type { ApplicationEvent } from '#domain/application/application.ts';
import { turnedDown } from '#domain/application/decide.ts';
import type { Deps } from '../deps.ts';
import { putPersonalMail } from '../mail/personal-mail.ts';
import type { PersonalMailKind } from '../texts/personal-mail-kinds.ts';
import { admit } from './admit.ts';
import type { ApplicationDocument } from './application-document.ts';
import { itemWord } from './item-words.ts';

const MAIL_OF: Record<ApplicationEvent['what'], { kind: PersonalMailKind; path: string } | null> = {
  begin: null,
  submit: { kind: 'application.submit', path: '/helpers/status' },
  ask: { kind: 'application.ask', path: '/helpers/apply' },
  accept: { kind: 'application.accept', path: '/today' },
  refuse: { kind: 'application.refuse', path: '/helpers/status' },
  suspend: { kind: 'application.suspend', path: '/helpers/status' },
  readmit: { kind: 'application.readmit', path: '/today' }
};

export async function followUp(deps: Deps, application: ApplicationDocument): Promise<void> {
  if (application.isFollowed) return;
  const { _id, state, generation } = application;
  if (state === 'accepted' || state === 'suspended') await admit(deps, application);
  await tell(deps, application);
  await deps.store.people.update<ApplicationDocument>(_id, (current) =>
    current?.generation === generation && !current.isFollowed
      ? { ...current, isFollowed: true }
      : undefined
  );
}

/** Of the last step; told already is told by the mail's id. */
async function tell(deps: Deps, application: ApplicationDocument): Promise<void> {
  const { id, email, locale, form, history, decisions } = application;
  const last = history.at(-1);
  const mail = last && MAIL_OF[last.what];
  if (!last || !mail) return;
  const items = turnedDown(application).map(
    (item) => `${itemWord(application, item)}: ${decisions[item]?.reason ?? ''}`
  );
  await putPersonalMail(deps, {
    ...mail,
    occasion: `${id}:${history.length}`,
    ...{ to: email, name: form.name, locale, market: form.market },
    facts: { reason: last.reason, items: last.what === 'ask' ? items : [] }
  });
}
