// Asking an authenticator. What speaks with it is loaded when somebody wants it; every failure is a
// value with words.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser';
import { m } from '$lib/paraglide/messages';
import { errorText, refusalText } from './passkey-words.ts';

export type Answered<T> = { ok: true; value: T } | { ok: false; text: string };

/** What the server has begun. */
export interface Begun {
  ceremony: string;
  options: PublicKeyCredentialCreationOptionsJSON;
}
export interface Proven {
  email: string;
  proof: string;
}

const PATIENCE_MS = 30_000;
const failed = (text: string) => ({ ok: false, text }) as const;

/** Whether this browser can do it at all. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function';

/** Makes one on this device. @returns what the server takes */
export async function makePasskey({ options }: Begun): Promise<Answered<object>> {
  if (!hasPasskeys()) return failed(m.passkeys_unsupported_here());
  try {
    const { startRegistration } = await import('@simplewebauthn/browser');
    return { ok: true, value: await startRegistration({ optionsJSON: options }) };
  } catch (error) {
    return failed(errorText(error));
  }
}

/** Shows one. @returns whose it is, and what signs them in */
export async function provePasskey(): Promise<Answered<Proven>> {
  if (!hasPasskeys()) return failed(m.passkeys_unsupported());
  const begun = await send<{
    ceremony: string;
    options: PublicKeyCredentialRequestOptionsJSON;
  }>('/api/passkeys/begin', {});
  if (!begun.ok) return begun;
  const { ceremony, options } = begun.value;
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const response = await startAuthentication({ optionsJSON: options });
    return await send<Proven>('/api/passkeys/prove', { ceremony, response });
  } catch (error) {
    return failed(errorText(error));
  }
}

async function send<T>(path: string, body: object): Promise<Answered<T>> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS)
    });
    // A hotel's sign-in page is no answer of this server.
    if (!answer.headers.has('mila-time')) return failed(m.passkeys_away());
    const read = (await answer.json()) as T & { error?: string };
    return answer.ok ? { ok: true, value: read } : failed(refusalText(read.error ?? ''));
  } catch {
    return failed(m.passkeys_away());
  }
}
