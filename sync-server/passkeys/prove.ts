// Showing a passkey. What must hold:
// 1. the answer is to a challenge of this server, of the last minutes, and each challenge is answered
//    once: the revision of the account decides it, whichever process is asked;
// 2. a counter never goes back: a copied key is found out by it;
// 3. what comes of it is a proof for two minutes, of this account as it is: whatever ends its sessions
//    ends the proof.
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { ApiCode } from '#domain/protocol/api-code.ts';
import type { Config } from '../config/config.ts';
import { generationOf, type Account } from '../people/account.ts';
import type { Passkey } from '../people/passkey.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { Store } from '../store/store.ts';
import { CEREMONY_MS, placeOf } from './ceremony.ts';
import { seal, unseal } from './sealed.ts';

interface Parts {
  store: Pick<Store, 'people'>;
  config: Pick<Config, 'publicUrl'>;
  keys: ServerKeys;
}

export const shownPasskeyBody = z.object({
  ceremony: z.string().check(z.maxLength(2_000)),
  response: z.looseObject({
    id: z.string().check(z.maxLength(2_000)),
    response: z.looseObject({ userHandle: z.optional(z.nullable(z.string())) })
  })
});
export type ShownPasskeyBody = z.infer<typeof shownPasskeyBody>;

const PROOF_MS = 2 * 60_000;
const BY_PERSON = { name: 'accounts-by-person', fields: ['type', 'person.id'] };

export async function askToProve({ config, keys }: Omit<Parts, 'store'>, now: number) {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const challenge = randomBytes(32).toString('base64url');
  const options = await generateAuthenticationOptions({
    rpID: placeOf(config).rpID,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: CEREMONY_MS,
    // It stands for password and second factor: whoever has only found the phone is not let in.
    userVerification: 'required'
  });
  return { ceremony: seal(keys, 'passkey.show', { challenge }, now + CEREMONY_MS), options };
}

export type Proven = { ok: true; proof: string; account: Account } | { ok: false; code: ApiCode };

export async function prove(
  parts: Parts,
  { ceremony, response }: ShownPasskeyBody,
  now: number
): Promise<Proven> {
  const { store, keys } = parts;
  const asked = unseal<{ challenge: string }>(keys, 'passkey.show', ceremony, now);
  if (!asked) return { ok: false, code: 'passkey.expired' };
  const account = await ownerOf(store, response.response.userHandle);
  const passkey = account?.passkeys?.find(({ id }) => id === response.id);
  if (!account || !passkey || account.disabled) return { ok: false, code: 'passkey.unknown' };
  const counter = await newCounter(parts, response, asked.challenge, passkey);
  if (counter === undefined) return { ok: false, code: 'passkey.notVerified' };
  const answer = { challenge: hashOf(asked.challenge), until: now + CEREMONY_MS };
  const { doc, written } = await store.people.update<Account>(account._id, (current) =>
    withUse(current, passkey.id, { counter, answer, now })
  );
  if (!written) return { ok: false, code: 'passkey.expired' };
  const proven = { person: account.person.id, generation: generationOf(account) };
  return { ok: true, account: doc!, proof: seal(keys, 'passkey.proof', proven, now + PROOF_MS) };
}

/** Whether somebody has just shown a passkey of this account. */
export function isProven(
  keys: ServerKeys,
  account: Account | undefined,
  proof: string | undefined,
  now: number
): boolean {
  if (!account || proof === undefined) return false;
  const proven = unseal<{ person: string; generation: number }>(keys, 'passkey.proof', proof, now);
  return proven?.person === account.person.id && proven.generation === generationOf(account);
}

/** By what the authenticator keeps of its owner: an address may have changed since. */
async function ownerOf(
  { people }: Pick<Store, 'people'>,
  userHandle: string | null | undefined
): Promise<Account | undefined> {
  if (!userHandle) return undefined;
  const id = Buffer.from(userHandle, 'base64url').toString('utf8');
  const selector = { type: 'account', 'person.id': id };
  const [found] = await people.find<Account>({ selector, index: BY_PERSON, limit: 1 });
  return found;
}

/** Undefined: signed by something else, elsewhere, or with a counter that has gone back. */
async function newCounter(
  { config }: Parts,
  response: ShownPasskeyBody['response'],
  expectedChallenge: string,
  { id, publicKey, counter, transports }: Passkey
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { rpID, origin } = placeOf(config);
  const key = new Uint8Array(Buffer.from(publicKey, 'base64url'));
  const verified = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    ...{ expectedChallenge, expectedOrigin: origin, expectedRPID: rpID },
    credential: { id, publicKey: key, counter, transports },
    requireUserVerification: true
  }).catch(() => undefined);
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
}

function withUse(
  current: Account | undefined,
  id: string,
  { counter, answer, now }: { counter: number; answer: Passkey['answered'][number]; now: number }
): Account | undefined {
  const passkey = current?.passkeys?.find((each) => each.id === id);
  if (!current || !passkey) return undefined;
  const answered = passkey.answered.filter(({ until }) => until > now);
  const isAgain = answered.some(({ challenge }) => challenge === answer.challenge);
  const isBack = counter !== 0 && counter <= passkey.counter;
  if (isAgain || isBack) return undefined;
  const used: Passkey = { ...passkey, counter, usedAt: now, answered: [...answered, answer] };
  const passkeys = current.passkeys!.map((each) => (each.id === id ? used : each));
  return { ...current, passkeys };
}

function hashOf(challenge: string): string {
  return createHash('sha256').update(challenge).digest('base64url').slice(0, 22);
}
