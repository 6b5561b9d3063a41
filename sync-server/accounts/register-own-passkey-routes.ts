// One's own passkeys: added with the password, so that a session that was stolen leaves none behind.
import * as z from 'zod/mini';
import { isStaffRole } from '#domain/staff/staff-role.ts';
import type { Deps, RegisterRoutes } from '../deps.ts';
import { putPersonalMail } from '../mail/personal-mail.ts';
import type { Account } from '../people/account.ts';
import { MOST_PASSKEYS, type Passkey } from '../people/passkey.ts';
import type { Session } from '../people/session.ts';
import { askForPasskey, newPasskeyBody, readNewPasskey } from '../passkeys/add-passkey.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { sessionOf, signedIn } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { accountOf } from './account-of.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { marketOf } from './market-of.ts';

const beginBody = z.object({ password: z.string().check(z.maxLength(512)) });
const params = z.object({ id: z.string().check(z.regex(/^[\w-]{1,1400}$/)) });
const tags = ['account'];
const A_MINUTE = 10;
const url = '/api/account/passkeys';

export const registerOwnPasskeyRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock } = deps;
  const preHandler = signedIn;

  app.get(url, { preHandler, schema: { tags, summary: 'One’s own passkeys' } }, async (request) => {
    const account = await accountOf(store, sessionOf(request));
    return { passkeys: shown(account), mayRemoveLast: !needsOne(account) };
  });
  app.post(
    `${url}/begin`,
    {
      onRequest: addressLimit(clock, A_MINUTE),
      preHandler,
      schema: { tags, body: beginBody, summary: 'What a browser makes a passkey with' }
    },
    async (request, reply) => {
      const session = sessionOf(request);
      const checked = await checkOwnPassword(deps, session, request.body.password);
      if (!checked.ok) return refuse(reply, checked.code, checked);
      const { person, email, passkeys = [] } = checked.account;
      if (passkeys.length >= MOST_PASSKEYS) return refuse(reply, 'passkey.tooMany');
      const owner = { id: person.id, email, boundTo: session.id };
      return askForPasskey(deps, owner, passkeys, clock.now());
    }
  );
  app.post(
    url,
    {
      preHandler,
      bodyLimit: 64_000,
      schema: { tags, body: newPasskeyBody, summary: 'Adds a passkey' }
    },
    async (request, reply) => {
      const session = sessionOf(request);
      const made = await readNewPasskey(deps, request.body, session.id, clock.now());
      if (!made.ok) return refuse(reply, made.code);
      const account = await addTo(deps, session, made.passkey);
      if (!account) return refuse(reply, 'passkey.notVerified');
      await tell(deps, account, made.passkey);
      return reply.code(201).send({ passkeys: shown(account) });
    }
  );
  app.delete(
    `${url}/:id`,
    { preHandler, schema: { tags, params, summary: 'Removes a passkey' } },
    async (request, reply) => {
      const session = sessionOf(request);
      const { id } = request.params;
      const account = await accountOf(store, session);
      const removed = account?.passkeys?.find((each) => each.id === id);
      if (!account || !removed) return refuse(reply, 'request.unknown');
      const { doc, written } = await store.people.update<Account>(account._id, (current) => {
        const passkeys = current?.passkeys?.filter((each) => each.id !== id) ?? [];
        const isLast = passkeys.length === 0 && needsOne(current);
        return !current || isLast ? undefined : { ...current, passkeys };
      });
      if (!written) return refuse(reply, 'passkey.last');
      await write(deps, account, 'passkey.remove', removed);
      return { passkeys: shown(doc) };
    }
  );
};

/** Of staff a second factor has to be left; those of the demo have none. */
function needsOne(account: Account | undefined): boolean {
  if (!account?.secondFactor || !isStaffRole(account.person.role)) return false;
  return account.secondFactor.secret === null;
}

async function addTo({ store }: Deps, session: Session, passkey: Passkey) {
  const account = await accountOf(store, session);
  if (!account) return undefined;
  const { doc, written } = await store.people.update<Account>(account._id, (current) => {
    const passkeys = current?.passkeys ?? [];
    const isThere = passkeys.some(({ id }) => id === passkey.id);
    if (!current || isThere || passkeys.length >= MOST_PASSKEYS) return undefined;
    return { ...current, passkeys: [...passkeys, passkey] };
  });
  return written ? doc : undefined;
}

const shown = (account: Account | undefined) =>
  (account?.passkeys ?? []).map(({ id, name, addedAt, usedAt }) => ({ id, name, addedAt, usedAt }));

/** Whoever did not do it themselves learns of it. */
async function tell(deps: Deps, account: Account, passkey: Passkey): Promise<void> {
  const { email, person } = account;
  await write(deps, account, 'passkey.add', passkey);
  await putPersonalMail(deps, {
    kind: 'passkey.added',
    occasion: `${person.id}:${passkey.id}`,
    ...{ to: email, name: person.name, locale: person.locale },
    market: await marketOf(deps.store, person.id),
    path: '/account',
    facts: { passkey: passkey.name }
  });
}

async function write(
  { audit }: Deps,
  { person, email }: Account,
  what: 'passkey.add' | 'passkey.remove',
  { name }: Passkey
): Promise<void> {
  if (!isStaffRole(person.role)) return;
  const side = what === 'passkey.add' ? { after: { name } } : { before: { name } };
  await audit.write({ by: person, what, about: email, ...side });
}
