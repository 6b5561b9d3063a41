import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import type { Account, Person } from './account.ts';
import { deviceId, type Device } from './device.ts';
import { endOldestSessions } from './end-oldest.ts';
import { newWatchedSessions } from './watched-sessions.ts';

/**
 * People database: `session:<hash of the token>`. The token itself is known to its client alone.
 */
interface SessionDocument extends StoredDocument {
  type: 'session';
  account: string;
  person: Person;
  /** Of the account; missing: 0. */
  generation?: number;
  device: string | null;
  deviceGeneration: number;
  createdAt: number;
  expiresAt: number;
}

/** Who sends this request. */
export interface Session {
  /** Hash of the token: names the session, opens nothing. */
  id: string;
  person: Person;
  /** Always there for providers. */
  device: string | null;
  expiresAt: number;
}

export interface Sessions {
  open(account: Account, device: Device | null): Promise<{ token: string; session: Session }>;
  /**
   * Null: unknown, expired, ended, its device revoked or its account disabled. Believed for a
   * moment without asking the store again: what another instance ended may live that much longer.
   */
  find(token: string): Promise<Session | null>;
  end(id: string): Promise<void>;
  /** Something that sessions hang on has changed: ask the store again. */
  forget(): void;
  /**
   * Calls back once, when this session is over: at once where this process ends it, within
   * LOOK_AGAIN_MS where another one does or its time runs out. @returns to stop watching
   */
  watch(id: string, onOver: () => void): () => void;
}

const BELIEVED_MS = 2_000;
const MOST_BELIEVED = 10_000;
const DAY_MS = 24 * 3_600_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function newSessions(
  store: Pick<Store, 'people'>,
  clock: Clock,
  sessionDays: number
): Sessions {
  const stored = newStoredSessions(store, clock, sessionDays * DAY_MS);
  /** By session id; `until` in monotonic ms. */
  const believed = new Map<string, { session: Session; until: number }>();
  const watched = newWatchedSessions(async (id) => (await stored.find(id)) !== null);

  async function find(token: string): Promise<Session | null> {
    if (!TOKEN.test(token)) return null;
    const id = hashOfToken(token);
    const known = believed.get(id);
    const isFresh = known && known.until > performance.now();
    if (isFresh && known.session.expiresAt > clock.now()) return known.session;
    believed.delete(id);
    const session = await stored.find(id);
    if (!session) return null;
    if (believed.size >= MOST_BELIEVED) believed.clear();
    believed.set(id, { session, until: performance.now() + BELIEVED_MS });
    return session;
  }

  return {
    open: (account, device) => stored.open(account, device),
    find,
    async end(id) {
      believed.delete(id);
      await stored.end(id);
      watched.over(id);
    },
    forget() {
      believed.clear();
      void watched.lookAgain();
    },
    watch: watched.watch
  };
}

/** Sessions as the store has them. */
function newStoredSessions({ people }: Pick<Store, 'people'>, clock: Clock, lifeMs: number) {
  async function open(account: Account, device: Device | null) {
    const token = randomBytes(32).toString('base64url');
    const id = hashOfToken(token);
    const now = clock.now();
    const stored: SessionDocument = {
      _id: documentId(id),
      type: 'session',
      account: account._id,
      person: account.person,
      generation: account.generation ?? 0,
      device: device?.id ?? null,
      deviceGeneration: device?.generation ?? 0,
      createdAt: now,
      expiresAt: now + lifeMs
    };
    const put = await people.put<SessionDocument>(stored);
    if (!put.ok) throw new Error('a session of this token is already there');
    await endOldestSessions({ people }, account._id);
    return { token, session: sessionOf(id, stored, stored.expiresAt) };
  }

  async function find(id: string): Promise<Session | null> {
    const now = clock.now();
    const stored = await people.get<SessionDocument>(documentId(id));
    if (!stored) return null;
    if (stored.expiresAt <= now) {
      await people.remove(stored._id, stored._rev);
      return null;
    }
    const behind = [stored.account, ...(stored.device ? [deviceId(stored.device)] : [])];
    const [account, device] = (await people.getMany(behind)) as [Account?, Device?];
    const isRevoked = stored.device && device?.generation !== stored.deviceGeneration;
    if (!account || account.disabled || isRevoked) return null;
    // An address may be somebody else's since: its account is not the one that was signed in to.
    if (stored.person.id !== account.person.id) return null;
    if ((stored.generation ?? 0) !== (account.generation ?? 0)) return null;
    // As they are now: a role may have been taken away since the sign-in.
    const { person } = account;
    return sessionOf(id, { ...stored, person }, await slide(stored, now));
  }

  /** Every use keeps it alive; written at most once in a tenth of its life. */
  async function slide(stored: SessionDocument, now: number): Promise<number> {
    if (stored.expiresAt - now > lifeMs * 0.9) return stored.expiresAt;
    const put = await people.put<SessionDocument>({ ...stored, expiresAt: now + lifeMs });
    return put.ok ? now + lifeMs : stored.expiresAt;
  }

  async function end(id: string): Promise<void> {
    const stored = await people.get<SessionDocument>(documentId(id));
    if (stored) await people.remove(stored._id, stored._rev);
  }

  return { open, find, end };
}

function sessionOf(id: string, { person, device }: SessionDocument, expiresAt: number): Session {
  return { id, person, device, expiresAt };
}

function documentId(id: string): string {
  return `session:${id}`;
}

function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
