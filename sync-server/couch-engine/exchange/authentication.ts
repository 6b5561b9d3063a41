/**
 * Who asks: one user by basic authentication or by the AuthSession cookie, or nobody at all.
 *
 * 1. Without a configured user everybody is admin ("admin party"): for tests and loopback trials.
 * 2. With one, everything but `/`, `/_up` and `/_session` needs it; wrong credentials are 401 even
 *    there.
 * 3. Comparing takes the same time whatever is wrong.
 * 4. A cookie is signed with a key made at each start, and ends after ten minutes.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { CouchError } from '../errors/couch-error.ts';

const sessionMs = 600_000;
/** Any other scheme is as if nothing had been said. */
const basic = 'Basic ';
/** What Fauxton sends to make a browser forget what it sent before. */
const loggedOut = '_:_';
const openPaths = new Set(['_up', '_session']);
const isSecret = (given: string, key: Buffer) => createHmac('sha256', key).update(given).digest();

/** As much of an exchange as it takes to say who asks. */
interface Asked {
  request: Pick<IncomingMessage, 'headers'>;
  path: readonly string[];
  user: string | undefined;
}

export class Authentication {
  readonly #user: string | undefined;
  readonly #password: string;
  readonly #key = randomBytes(32);
  /**
   * What nearly every request carries: one comparison instead of four keyed hashes, 15 % of a
   * request's work.
   */
  readonly #usualHeader: Buffer;

  constructor(user: string | undefined, password: string | undefined) {
    this.#user = user;
    this.#password = password ?? '';
    const credentials = Buffer.from(`${user ?? ''}:${this.#password}`).toString('base64');
    this.#usualHeader = Buffer.from(`Basic ${credentials}`);
  }

  get isAdminParty(): boolean {
    return this.#user === undefined;
  }

  /** Sets the exchange's user or throws 401. */
  admit(exchange: Asked): void {
    const { authorization, cookie } = exchange.request.headers;
    const token = /(?:^|;\s*)AuthSession=([^;]*)/.exec(cookie ?? '')?.[1];
    if (authorization?.startsWith(basic) && this.#user !== undefined) {
      exchange.user = this.#userOfHeader(authorization);
    } else if (token) {
      exchange.user = this.#userOfToken(token);
    }
    const [first] = exchange.path;
    if (this.isAdminParty || exchange.user !== undefined) return;
    if (first === undefined || openPaths.has(first)) return;
    throw unauthorized(
      first.startsWith('_')
        ? 'You are not a server admin.'
        : 'You are not authorized to access this db.'
    );
  }

  isRight(user: string, password: string): boolean {
    const sameUser = this.#isSame(user, this.#user ?? '');
    return this.#isSame(password, this.#password) && sameUser && !this.isAdminParty;
  }

  newToken(user: string, now: number): string {
    const head = `${Buffer.from(user).toString('base64url')}:${now}`;
    return `${head}:${this.#sign(head)}`;
  }

  /** Nobody where no password is given: CouchDB takes `Basic` without a colon for no word. */
  #userOfHeader(header: string): string | undefined {
    const given = Buffer.from(header);
    const isUsual =
      given.length === this.#usualHeader.length && timingSafeEqual(given, this.#usualHeader);
    if (isUsual && this.#user !== undefined) return this.#user;
    const credentials = Buffer.from(header.slice(basic.length), 'base64').toString('utf8');
    const colon = credentials.indexOf(':');
    if (colon < 0 || credentials === loggedOut) return undefined;
    const user = credentials.slice(0, colon);
    if (!this.isRight(user, credentials.slice(colon + 1))) throw wrongPassword();
    return user;
  }

  #userOfToken(token: string): string | undefined {
    const [encoded = '', time = '', signature = ''] = token.split(':');
    const isOurs = this.#isSame(signature, this.#sign(`${encoded}:${time}`));
    if (!isOurs || Date.now() - Number(time) > sessionMs) return undefined;
    return Buffer.from(encoded, 'base64url').toString('utf8');
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }

  #isSame(given: string, wanted: string): boolean {
    return timingSafeEqual(isSecret(given, this.#key), isSecret(wanted, this.#key));
  }
}

export function unauthorized(reason: string): CouchError {
  return new CouchError(401, 'unauthorized', reason);
}

export const wrongPassword = () => unauthorized('Name or password is incorrect.');
