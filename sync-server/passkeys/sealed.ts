// What the server gives out and believes when it comes back: signed, for one purpose and a few
// minutes, so that asking for it leaves nothing in the store.
import type { ServerKeys } from '../people/server-keys.ts';

type Keys = Pick<ServerKeys, 'sign' | 'verify'>;

export function seal(keys: Keys, purpose: string, value: object, until: number): string {
  const body = { purpose, until, value };
  const text = Buffer.from(JSON.stringify(body), 'utf8').toString('base64url');
  return `${text}.${keys.sign(['sealed', text])}`;
}

/** Undefined: not of this server, for something else, or over. */
export function unseal<T extends object>(
  keys: Keys,
  purpose: string,
  sealed: string,
  now: number
): T | undefined {
  const [text = '', signature = ''] = sealed.split('.', 2);
  if (!/^[\w-]+$/.test(signature) || !keys.verify(['sealed', text], signature)) return undefined;
  const body = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as {
    purpose: string;
    until: number;
    value: T;
  };
  return body.purpose === purpose && body.until > now ? body.value : undefined;
}
