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
import { ask, post as send } from '$lib/staff/staff-api.ts';

const post = <T>(path: string, body: object) => send<T, Code>(path, body);
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
