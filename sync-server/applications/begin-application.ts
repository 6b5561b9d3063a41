import { randomUUID } from 'node:crypto';
import { APPLICATION_POLICY } from '#domain/application/policy.ts';
import { emptyForm } from '#domain/application/application-form.ts';
import { HOUR_MS, type Locale, type Market } from '#domain/policy/policy.ts';
import { marketOf } from '../accounts/market-of.ts';
import type { Deps } from '../deps.ts';
import { putPersonalMail } from '../mail/personal-mail.ts';
import { accountId, type Account, type Person } from '../people/account.ts';
import { mayMail, newMailedLink, type MailedLink } from '../people/mailed-link.ts';
import { hashPassword } from '../people/password.ts';
import { createOnce } from '../store/create-once.ts';
import { applicationId, type ApplicationDocument } from './application-document.ts';

/** A mail to the address, whatever there is of it: only its reader learns whether it is known. */
export async function mailBeginning(
  deps: Deps,
  { email, locale, market }: { email: string; locale: Locale; market: Market }
): Promise<void> {
  const { store, clock } = deps;
  const now = clock.now();
  if (!(await mayMail(store, 'apply', email, now))) return;
  const account = await store.people.get<Account>(accountId(email));
  if (account) {
    const { id, name, role } = account.person;
    return putPersonalMail(deps, {
      kind: 'apply.known',
      occasion: `${id}:${now}`,
      ...{ to: account.email, name, locale, market: await marketOf(store, id) },
      path: role === 'applicant' ? '/helpers/apply' : '/sign-in'
    });
  }
  const fields = { email, account: null, locale, market };
  const { token, link } = await newMailedLink(store, { purpose: 'apply', ...fields }, now);
  await putPersonalMail(deps, {
    kind: 'apply.confirm',
    occasion: link._id,
    ...{ to: link.email, name: '', locale, market, path: `/helpers/confirm/${token}` },
    facts: { hours: APPLICATION_POLICY.confirmLinkMs / HOUR_MS },
    isPrivate: true,
    notAfter: link.expiresAt
  });
}

/** The account of whoever has confirmed the address; undefined where there is one already. */
export async function openApplication(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  link: MailedLink,
  { name, password }: { name: string; password: string }
): Promise<Account | undefined> {
  const now = clock.now();
  const { email, locale, market } = link;
  const _id = accountId(email);
  // Part of the name of what the provider will have: small letters, digits, hyphens.
  const id = `helper-${randomUUID()}`;
  const person: Person = { id, name, role: 'applicant', locale };
  const hash = await hashPassword(password);
  // First, so that no account is ever without its application.
  const begun = await createOnce<ApplicationDocument>(store.people, {
    _id: applicationId(id),
    type: 'application',
    isFollowed: true,
    ...{ id, email, locale, state: 'draft', generation: 1, form: emptyForm(market, name) },
    ...{ papers: [], contract: null, test: { attempts: [] }, decisions: {} },
    history: [{ at: now, what: 'begin', by: null, reason: '' }],
    ...{ createdAt: now, submittedAt: null }
  });
  const { doc } = await store.people.update<Account>(_id, (current) =>
    current
      ? undefined
      : { _id, type: 'account', email, password: hash, person, disabled: false, createdAt: now }
  );
  if (doc?.person.id === id) return doc;
  await store.people.remove(begun._id, begun._rev);
  return undefined;
}
