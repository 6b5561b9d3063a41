import type { AuditCode } from '#domain/staff/audit-code.ts';
import type { StaffRole } from '#domain/staff/staff-role.ts';
import type { Locale } from '#domain/policy/policy.ts';
import type { Begun } from '$lib/passkeys/passkey-ceremony.ts';
import { ask, post } from '$lib/staff/staff-api.ts';

export interface StaffMember {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  disabled: boolean;
  createdAt: number;
  hasSecondFactor: boolean;
}
export interface MadeLink {
  link: string;
  expiresAt: number;
}
export type InviteView =
  | { over: 'used' | 'expired'; email: string }
  | {
      over: null;
      email: string;
      role: StaffRole;
      isReset: boolean;
      expiresAt: number;
      /** Base32, for who types it in. */
      secret: string;
      /** SVG of the square that an authenticator app reads. */
      square: string;
    };
export interface AuditEntryView {
  number: number;
  at: number;
  by: { id: string; name: string; role: string } | null;
  what: AuditCode;
  about: string;
  before?: unknown;
  after?: unknown;
  why?: string;
}

const at = (token: string) => `/api/invites/${encodeURIComponent(token)}`;
export const readInvite = (token: string) => ask<InviteView>(at(token));
export const acceptInvite = (
  token: string,
  body: { name: string; password: string; locale: Locale; code?: string; passkey?: object }
) => post<{ recoveryCodes: string[] }>(at(token), body);

export const beginPasskey = (token: string) => post<Begun>(`${at(token)}/passkey`, {});

export const listStaff = () => ask<{ at: number; staff: StaffMember[] }>('/api/staff');
export const inviteStaff = (email: string, role: StaffRole) =>
  post<MadeLink>('/api/staff/invite', { email, role });
export const resetStaff = (email: string, why: string) =>
  post<MadeLink>('/api/staff/reset', { email, why });
export const changeStaff = (
  email: string,
  change: { role?: StaffRole; disabled?: boolean; why: string }
) => post<{ staff: StaffMember }>('/api/staff/change', { email, ...change });

export const readAudit = (before?: number) =>
  ask<{ at: number; entries: AuditEntryView[] }>(
    `/api/audit${before === undefined ? '' : `?before=${before}`}`
  );
