// What support's pages ask the server; every failure is a value.
import type { CancelCause } from '#domain/billing/cancellation.ts';
import type { ServerBodies } from '#domain/order/life-cycle/command.ts';
import type { MailPage, MailText } from '#domain/order/views/mail-view.ts';
import type { Code } from '#domain/protocol/code.ts';
import type {
  CaseDetail,
  CasePage,
  WaitingDetail,
  WaitingOrder
} from '#domain/order/views/support-view.ts';
import { supportSession } from './support-session.svelte.ts';

export type Asked<T> =
  | { ok: true; value: T }
  | { ok: false; why: 'signedOut' | 'unknown' | 'away' }
  | { ok: false; why: 'refused'; code: Code };

export interface Staff {
  name: string;
}

async function ask<T>(path: string, init?: RequestInit): Promise<Asked<T>> {
  try {
    const answer = await fetch(path, { signal: AbortSignal.timeout(20_000), ...init });
    if (!answer.headers.has('mila-time')) return { ok: false, why: 'away' };
    if (answer.ok) return { ok: true, value: (await answer.json()) as T };
    if (answer.status === 401 || answer.status === 403) {
      supportSession.here = 'out';
      return { ok: false, why: 'signedOut' };
    }
    if (answer.status === 404) return { ok: false, why: 'unknown' };
    if (answer.status !== 409) return { ok: false, why: 'away' };
    return { ok: false, why: 'refused', code: ((await answer.json()) as { error: Code }).error };
  } catch {
    return { ok: false, why: 'away' };
  }
}

function post<T>(path: string, body: object): Promise<Asked<T>> {
  const headers = { 'content-type': 'application/json' };
  return ask<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

const at = (id: string) => encodeURIComponent(id);

export const listCases = (state: 'open' | 'closed', page: number) =>
  ask<{ at: number } & CasePage>(`/api/support/cases?state=${state}&page=${page}`);
export const readCase = (id: string) => ask<CaseDetail>(`/api/support/cases/${at(id)}`);
export const closeCase = (id: string, note: string) =>
  post<CaseDetail>(`/api/support/cases/${at(id)}/close`, { note });
export const settleVisit = (id: string, body: ServerBodies['visit.settle']) =>
  post<CaseDetail>(`/api/support/cases/${at(id)}/settle`, body);
/** @param query as in the address of the page */
export const listMails = (query: string) =>
  ask<{ at: number } & MailPage>(`/api/support/mails?${query}`);
export const readMail = (id: string) => ask<MailText>(`/api/support/mails/${at(id)}`);
export const listOrders = () => ask<{ at: number; orders: WaitingOrder[] }>('/api/support/orders');
export const readOrder = (id: string) => ask<WaitingDetail>(`/api/support/orders/${at(id)}`);
export const reoffer = (id: string) =>
  post<{ id: string }>(`/api/support/orders/${at(id)}/reoffer`, {});

export const cancelOrder = (id: string, body: { reason: string; cause: CancelCause }) =>
  post<{ id: string }>(`/api/support/orders/${at(id)}/cancel`, body);

/** Who is signed in here, where it is somebody of support. */
export async function whoIsHere(): Promise<Asked<Staff>> {
  const asked = await ask<{ provider: { name: string; role: string } }>('/api/session');
  if (!asked.ok) return asked;
  const { name, role } = asked.value.provider;
  return role === 'support' ? { ok: true, value: { name } } : { ok: false, why: 'signedOut' };
}

export type SignedIn =
  | { ok: true }
  | { ok: false; why: 'wrong' | 'away' | 'notStaff' }
  | { ok: false; why: 'throttled'; seconds: number };

export async function signIn(email: string, password: string): Promise<SignedIn> {
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password })
    });
    if (answer.status === 201) return { ok: true };
    if (answer.status === 429) {
      return {
        ok: false,
        why: 'throttled',
        seconds: Number(answer.headers.get('retry-after')) || 60
      };
    }
    const { error } = (await answer.json()) as { error?: string };
    if (error === 'device.required') return { ok: false, why: 'notStaff' };
    return { ok: false, why: answer.status === 401 || answer.status === 400 ? 'wrong' : 'away' };
  } catch {
    return { ok: false, why: 'away' };
  }
}

/** False where the session may still be there: nobody is told that they are out while they are not. */
export async function signOut(): Promise<boolean> {
  const answer = await fetch('/api/session', { method: 'DELETE' }).catch(() => undefined);
  return answer?.status === 204;
}
