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

export const readOwnAccount = () => ask<OwnAccount>('/api/sessions');
export const endSession = (id: string) => ask(`/api/sessions/${id}`, { method: 'DELETE' });
export const changePassword = (body: { current: string; password: string }) =>
  send('POST', '/api/account/password', body);
export const changeEmail = (body: { email: string; password: string }) =>
  send('POST', '/api/account/email', body);
