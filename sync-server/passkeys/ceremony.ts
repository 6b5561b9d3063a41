import type { Config } from '../config/config.ts';

/** As long as somebody may look for their key. */
export const CEREMONY_MS = 5 * 60_000;

/** Passkeys are bound to the address that people use, and work at no other. */
export function placeOf({ publicUrl }: Pick<Config, 'publicUrl'>) {
  const { hostname, origin } = new URL(publicUrl);
  return { rpName: 'Mila Onsite', rpID: hostname, origin };
}
