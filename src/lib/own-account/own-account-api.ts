import type { Begun } from '$lib/passkeys/passkey-ceremony.ts';
import { askOwn, sendOwn } from './ask-own.ts';

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
export const readPasskeys = () => askOwn<OwnPasskeys>(PASSKEYS);
export const beginPasskey = (password: string) => sendOwn<Begun>(`${PASSKEYS}/begin`, { password });
export const addPasskey = (body: { ceremony: string; response: object; name: string }) =>
  sendOwn<OwnPasskeys>(PASSKEYS, body);
export const removePasskey = (id: string) =>
  askOwn<OwnPasskeys>(`${PASSKEYS}/${id}`, { method: 'DELETE' });

export const readOwnAccount = () => askOwn<OwnAccount>('/api/sessions');
export const endSession = (id: string) => askOwn(`/api/sessions/${id}`, { method: 'DELETE' });
export const changePassword = (body: { current: string; password: string }) =>
  sendOwn('/api/account/password', body);
export const changeEmail = (body: { email: string; password: string }) =>
  sendOwn('/api/account/email', body);
