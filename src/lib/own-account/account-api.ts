// What the pages of an applicant and of one's own account ask the server; every failure is a value.
import type { ApiCode } from '#domain/protocol/api-code.ts';

export type Answered<T> = { ok: true; value: T } | { ok: false; code: ApiCode | 'away' };

const PATIENCE_MS = 30_000;

export async function ask<T>(path: string, init: RequestInit = {}): Promise<Answered<T>> {
  try {
    const answer = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS), ...init });
    // A hotel's sign-in page is no answer of this server.
    if (!answer.headers.has('mila-time')) return { ok: false, code: 'away' };
    if (answer.status === 204) return { ok: true, value: undefined as T };
    const body = (await answer.json()) as T & { error?: ApiCode };
    return answer.ok
      ? { ok: true, value: body }
      : { ok: false, code: body.error ?? 'server.failed' };
  } catch {
    return { ok: false, code: 'away' };
  }
}

export function send<T>(method: 'POST' | 'PUT', path: string, body: object = {}) {
  const headers = { 'content-type': 'application/json' };
  return ask<T>(path, { method, headers, body: JSON.stringify(body) });
}

/** What a link that was mailed is worth. */
export interface LinkState {
  over: 'used' | 'expired' | null;
  email: string;
}
