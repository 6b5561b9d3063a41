// What the pages of staff ask the server; every failure is a value.
import type { ApiRefusal } from '#domain/protocol/api-code.ts';
import { isStaffRole } from '#domain/staff/staff-role.ts';
import { staffSession, type Staff } from './staff-session.svelte.ts';

export type Asked<T, Code = string> =
  | { ok: true; value: T }
  | { ok: false; why: 'signedOut' | 'forbidden' | 'unknown' | 'away' }
  /** `fields`: what was expected where, as paths into the body. */
  | { ok: false; why: 'refused'; code: Code; fields: NonNullable<ApiRefusal['fields']> };

const PATIENCE_MS = 20_000;

export async function ask<T, Code = string>(
  path: string,
  init?: RequestInit
): Promise<Asked<T, Code>> {
  try {
    const answer = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS), ...init });
    if (!answer.headers.has('mila-time')) return { ok: false, why: 'away' };
    if (answer.ok) return { ok: true, value: (await answer.json()) as T };
    if (answer.status === 401) {
      staffSession.here = 'out';
      return { ok: false, why: 'signedOut' };
    }
    if (answer.status === 403) return { ok: false, why: 'forbidden' };
    if (answer.status === 404) return { ok: false, why: 'unknown' };
    if (![400, 409, 410, 413, 415, 422].includes(answer.status)) return { ok: false, why: 'away' };
    const { error, fields = [] } = (await answer.json()) as ApiRefusal;
    return { ok: false, why: 'refused', code: error as Code, fields };
  } catch {
    return { ok: false, why: 'away' };
  }
}

export function send<T, Code = string>(
  method: 'POST' | 'PUT',
  path: string,
  body: object
): Promise<Asked<T, Code>> {
  const headers = { 'content-type': 'application/json' };
  return ask<T, Code>(path, { method, headers, body: JSON.stringify(body) });
}

export const post = <T, Code = string>(path: string, body: object) =>
  send<T, Code>('POST', path, body);

/** Who is signed in here, where it is somebody of the staff. */
export async function whoIsHere(): Promise<Asked<Staff>> {
  const asked = await ask<{ provider: { name: string; role: string } }>('/api/session');
  if (!asked.ok) return asked;
  const { name, role } = asked.value.provider;
  return isStaffRole(role) ? { ok: true, value: { name, role } } : { ok: false, why: 'signedOut' };
}

type SignInProblem = 'wrong' | 'away' | 'notStaff' | 'codeRequired' | 'wrongCode' | 'passkeyOver';
export type SignedIn =
  | { ok: true }
  | { ok: false; why: SignInProblem }
  | { ok: false; why: 'throttled'; seconds: number };

const WHY: Partial<Record<string, SignInProblem>> = {
  'passkey.expired': 'passkeyOver',
  'device.required': 'notStaff',
  'session.codeRequired': 'codeRequired',
  'session.wrongCode': 'wrongCode'
};

export interface StaffSecrets {
  email: string;
  password?: string;
  code?: string;
  /** Proof of a passkey: in the place of the others. */
  passkey?: string;
}

export async function signIn(secrets: StaffSecrets): Promise<SignedIn> {
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(secrets)
    });
    if (answer.status === 201) return { ok: true };
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('retry-after')) || 60;
      return { ok: false, why: 'throttled', seconds };
    }
    const { error = '' } = (await answer.json()) as { error?: string };
    const isWrong = answer.status === 401 || answer.status === 400;
    return { ok: false, why: WHY[error] ?? (isWrong ? 'wrong' : 'away') };
  } catch {
    return { ok: false, why: 'away' };
  }
}

/** False where the session may still be there: nobody is told that they are out while they are not. */
export async function signOut(): Promise<boolean> {
  const answer = await fetch('/api/session', { method: 'DELETE' }).catch(() => undefined);
  return answer?.status === 204;
}
