// How much is on this device only, kept outside of its database as well: a browser that clears the
// storage takes the database with all that was not sent, and leaves cookies. Without this the app
// would say afterwards that everything is sent.
// 1. One mark for each provider on this browser, moved whenever what waits changes.
// 2. A mark of another device identity says that the storage was cleared: what waited then is
//    missing, and that stays said until somebody has read it.
// 3. Where cookies are cleared too, nobody can know.

/** What was recorded here and is gone with the storage. */
export interface Missing {
  count: number;
  /** Wall clock ms at which it was last known to wait. */
  at: number;
}

/** `document`, or what stands for it in a test. */
export interface CookieJar {
  cookie: string;
}

interface Owner {
  provider: string;
  device: string;
}

const YEAR_S = 31_536_000;
const unsentName = (provider: string) => `mila_unsent_${provider}`;
const missingName = (provider: string) => `mila_missing_${provider}`;

/** Moves the mark; returns what is missing. */
export function noteUnsent(
  jar: CookieJar,
  { provider, device }: Owner,
  waiting: number,
  now: number
): Missing | null {
  const [of = '', count = '0', at = '0'] = (read(jar, unsentName(provider)) ?? '').split('~');
  if (of !== '' && of !== device && Number(count) > 0) {
    const before = missingOf(jar, provider)?.count ?? 0;
    write(jar, missingName(provider), `${before + Number(count)}~${at}`);
  }
  if (of !== device || Number(count) !== waiting) {
    write(jar, unsentName(provider), `${device}~${waiting}~${now}`);
  }
  return missingOf(jar, provider);
}

/** Somebody has read it. */
export function forgetMissing(jar: CookieJar, provider: string): void {
  jar.cookie = `${missingName(provider)}=; Path=/; Max-Age=0; SameSite=Lax`;
}

function missingOf(jar: CookieJar, provider: string): Missing | null {
  const [count, at] = (read(jar, missingName(provider)) ?? '').split('~').map(Number);
  return count && at ? { count, at } : null;
}

function read({ cookie }: CookieJar, name: string): string | undefined {
  const pair = cookie.split('; ').find((each) => each.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

function write(jar: CookieJar, name: string, value: string): void {
  jar.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
}
