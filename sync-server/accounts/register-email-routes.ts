// Another mail address: asked for with the password, true when its new mailbox has answered.
import * as z from 'zod/mini';
import { APPLICATION_POLICY } from '#domain/application/policy.ts';
import type { Application } from '#domain/application/application.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { cleanEmail, isEmail } from '#domain/text/email-address.ts';
import type { Deps, RegisterRoutes } from '../deps.ts';
import { putPersonalMail } from '../mail/personal-mail.ts';
import { accountId, generationOf, type Account, type Person } from '../people/account.ts';
import {
  findLink,
  isLinkOf,
  mayMail,
  newMailedLink,
  useLink,
  whyLinkIsOver,
  type MailedLink
} from '../people/mailed-link.ts';
import { endSessionsOf } from '../people/sessions-of.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { applicantsOnly, sessionOf } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { dropGuesses } from '../sign-in/guess-counts.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { newAnswerFirst } from './answer-first.ts';
import { marketOf } from './market-of.ts';

const email = z.string().check(z.maxLength(254), z.refine(isEmail));
const askBody = z.object({ email, password: z.string().check(z.maxLength(512)) });
const params = z.object({ token: z.string().check(z.maxLength(80)) });
const tags = ['account'];
const A_MINUTE = 10;

export const registerEmailRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, sessions } = deps;
  const answerFirst = newAnswerFirst(app, deps);
  const onRequest = addressLimit(clock, A_MINUTE);

  app.post(
    '/api/account/email',
    {
      onRequest,
      preHandler: applicantsOnly,
      schema: { tags, body: askBody, summary: 'Mails a link to a new address of one’s own' }
    },
    async (request, reply) => {
      const checked = await checkOwnPassword(deps, sessionOf(request), request.body.password);
      if (!checked.ok) return refuse(reply, checked.code, checked);
      const { account } = checked;
      return answerFirst(reply, () => mailConfirm(deps, account, request.body.email));
    }
  );
  app.get(
    '/api/email/:token',
    { schema: { tags, params, summary: 'Whether a link for a new address still holds' } },
    async (request, reply) => {
      const link = await findLink(store, request.params.token, 'email');
      if (!link) return refuse(reply, 'request.unknown');
      const over = whyLinkIsOver(link, clock.now()) ?? null;
      return { over, email: over ? '' : link.email };
    }
  );
  app.post(
    '/api/email/:token',
    { schema: { tags, params, summary: 'Makes it the address of the account' } },
    async (request, reply) => {
      const link = await findLink(store, request.params.token, 'email');
      if (!link?.account) return refuse(reply, 'request.unknown');
      if (whyLinkIsOver(link, clock.now())) return refuse(reply, 'link.over');
      const moved = await moveAccount(deps, link, link.account);
      if (typeof moved === 'string') return refuse(reply, moved);
      await useLink(store, link._id, clock.now());
      sessions.forget();
      return { email: link.email, role: moved.role };
    }
  );
};

async function mailConfirm(deps: Deps, account: Account, wanted: string): Promise<void> {
  const { store, clock } = deps;
  const now = clock.now();
  // An address that is somebody's gets no mail from us, and who asks does not learn why.
  const isTaken = await store.people.get<Account>(accountId(wanted));
  if (isTaken || !(await mayMail(store, 'email', wanted, now))) return;
  const { name, locale, id } = account.person;
  const market = await marketOf(store, id);
  const fields = { email: wanted, account, locale, market };
  const { token, link } = await newMailedLink(store, { purpose: 'email', ...fields }, now);
  await putPersonalMail(deps, {
    kind: 'email.confirm',
    occasion: link._id,
    ...{ to: link.email, name, locale, market, path: `/email/${token}` },
    facts: { hours: APPLICATION_POLICY.confirmLinkMs / HOUR_MS },
    isPrivate: true,
    notAfter: link.expiresAt
  });
}

/**
 * An account is named by its address: the new one is there before the old one goes, so that whoever
 * is interrupted can sign in with one of them and follow the link again.
 */
async function moveAccount(
  deps: Deps,
  link: MailedLink,
  from: string
): Promise<Person | 'link.over' | 'account.taken'> {
  const { people } = deps.store;
  const found = await people.get<Account>(from);
  // Moved before, and the address is somebody else's since: nothing of theirs is touched.
  const old = found?.person.id === link.person ? found : undefined;
  // A password that was changed since has ended the link: whoever asked for it may be the reason.
  if (old && !isLinkOf(link, old)) return 'link.over';
  const _id = accountId(link.email);
  const { _rev: _, ...kept } = old ?? ({} as Account & { _rev?: string });
  const { doc } = await people.update<Account>(_id, (current) =>
    current || !old
      ? undefined
      : { ...kept, _id, email: link.email, generation: generationOf(old) + 1 }
  );
  if (doc?.person.id !== link.person) return old ? 'account.taken' : 'link.over';
  const { id, name, locale } = doc.person;
  await people.update<Provider & StoredDocument>(`provider:${id}`, (current) =>
    current && current.email !== link.email ? { ...current, email: link.email } : undefined
  );
  await people.update<Application & StoredDocument>(`application:${id}`, (current) =>
    current && current.email !== link.email ? { ...current, email: link.email } : undefined
  );
  if (!old) return doc.person;
  await putPersonalMail(deps, {
    kind: 'email.changed',
    occasion: link._id,
    ...{ to: old.email, name, locale, market: link.market, path: '/sign-in' },
    facts: { email: cleanEmail(link.email) }
  });
  await dropGuesses(deps.store, from);
  await endSessionsOf(deps.store, from, doc.person.id);
  const removed = await people.remove(from, old._rev);
  // Changed meanwhile: the link still works, and the next try takes the old one away.
  if (!removed.ok) throw new Error(`${from} was changed while it was moved`);
  return doc.person;
}
