// Making a passkey: the server asks with a challenge, an authenticator answers with a key. What must
// hold: the answer is to a challenge of this server, of the last minutes, for this very person; it
// came from this address; and the authenticator has checked who is there.
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { ApiCode } from '#domain/protocol/api-code.ts';
import { line } from '#domain/text/text-schema.ts';
import type { Config } from '../config/config.ts';
import type { Passkey } from '../people/passkey.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import { CEREMONY_MS, placeOf } from './ceremony.ts';
import { seal, unseal } from './sealed.ts';

type Parts = { config: Pick<Config, 'publicUrl'>; keys: ServerKeys };

export const newPasskeyBody = z.object({
  ceremony: z.string().check(z.maxLength(2_000)),
  response: z.looseObject({ id: z.string().check(z.maxLength(2_000)) }),
  name: line('name')
});
export type NewPasskeyBody = z.infer<typeof newPasskeyBody>;

/** EdDSA, ES256, RS256: what authenticators have (COSE). */
const ALGORITHMS = [-8, -7, -257] as const;

/** Who gets it: comes back as the owner of the passkey, whatever their address is by then. */
export interface PasskeyOwner {
  /** Of the person. */
  id: string;
  email: string;
  /** What the challenge is bound to: a session, an invitation. */
  boundTo: string;
}

interface Asked {
  challenge: string;
  owner: string;
  boundTo: string;
}

export async function askForPasskey(
  { config, keys }: Parts,
  owner: PasskeyOwner,
  known: readonly Passkey[],
  now: number
) {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const { rpName, rpID } = placeOf(config);
  const challenge = randomBytes(32).toString('base64url');
  const options = await generateRegistrationOptions({
    ...{ rpName, rpID, userName: owner.email, userDisplayName: owner.email },
    userID: new Uint8Array(Buffer.from(owner.id, 'utf8')),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: CEREMONY_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: [...ALGORITHMS],
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
  });
  const asked: Asked = { challenge, owner: owner.id, boundTo: owner.boundTo };
  return { ceremony: seal(keys, 'passkey.add', asked, now + CEREMONY_MS), options };
}

type Made = { ok: true; passkey: Passkey; owner: string } | { ok: false; code: ApiCode };

export async function readNewPasskey(
  { config, keys }: Parts,
  { ceremony, response, name }: NewPasskeyBody,
  boundTo: string,
  now: number
): Promise<Made> {
  const asked = unseal<Asked>(keys, 'passkey.add', ceremony, now);
  if (asked?.boundTo !== boundTo) return { ok: false, code: 'passkey.expired' };
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const { rpID, origin } = placeOf(config);
  const verified = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...ALGORITHMS]
  }).catch(() => undefined);
  if (!verified?.verified) return { ok: false, code: 'passkey.notVerified' };
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  const passkey: Passkey = {
    ...{ id, counter, transports, name, addedAt: now, usedAt: null, answered: [] },
    publicKey: Buffer.from(publicKey).toString('base64url')
  };
  return { ok: true, passkey, owner: asked.owner };
}
