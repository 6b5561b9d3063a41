import type { Begun } from '$lib/passkeys/passkey-ceremony.ts';
import { ask, send } from './account-api.ts';

/** Answer of `GET /api/sessions`. */
export interface OwnAccount {
  email: string;
  role: string;
  sessions: OwnSession[];
}
export interface OwnSession {
  id: string;
  /** Of an app on a device its name; null: a browser. */
  device: string | null;
  createdAt: number;
  isThis: boolean;
}

export interface OwnPasskey {
  id: string;
  name: string;
  addedAt: number;
  usedAt: number | null;
}
export interface OwnPasskeys {
  passkeys: OwnPasskey[];
}

const PASSKEYS = '/api/account/passkeys';
export const readPasskeys = () => ask<OwnPasskeys>(PASSKEYS);
export const beginPasskey = (password: string) =>
  send<Begun>('POST', `${PASSKEYS}/begin`, { password });
export const addPasskey = (body: { ceremony: string; response: object; name: string }) =>
  send<OwnPasskeys>('POST', PASSKEYS, body);
export const removePasskey = (id: string) =>
  ask<OwnPasskeys>(`${PASSKEYS}/${id}`, { method: 'DELETE' });

export const readOwnAccount = () => ask<OwnAccount>('/api/sessions');
export const endSession = (id: string) => ask(`/api/sessions/${id}`, { method: 'DELETE' });
export const changePassword = (body: { current: string; password: string }) =>
  send('POST', '/api/account/password', body);
export const changeEmail = (body: { email: string; password: string }) =>
  send('POST', '/api/account/email', body);
