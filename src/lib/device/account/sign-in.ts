// Signing in on this device. What must hold:
// 1. Whoever has signed in here before signs on with the same device and key, so that unsent work
//    goes on where it was.
// 2. A database belongs to one provider for ever; another provider gets another one.
// 3. Staff and who applies have no inbox and no work on a device: nothing is opened here for them.
// 4. Every refusal is a value with the server's own code; a disk that takes nothing is a
//    DeviceError.
import * as z from 'zod/mini';
import { API_CODES, type ApiCode } from '#domain/protocol/api-code.ts';
import { isStaffRole } from '#domain/staff/staff-role.ts';
import { Door, type DoorResult, type Fetch } from '../door/door.ts';
import type { DeviceClock } from '../time/device-clock.ts';
import { publicKeyOf } from '../store/device-key.ts';
import { orStorageError } from '../store/device-error.ts';
import type { AccountRow, DeviceRegistry } from './device-registry.ts';
import type { DeviceDatabases } from '../store/device-database.ts';
import type { KeyRow, SessionRow } from '../store/rows.ts';
import { ServerTime } from '../store/server-time.ts';

/** What of a provider's store is needed to sign in. */
interface OpenStore extends Pick<DeviceDatabases, 'relaxed'> {
  open(session: SessionRow, key: KeyRow, at: ServerTime, serverKey?: string): Promise<void>;
}

export interface SignInDeps<Store extends OpenStore> {
  registry: DeviceRegistry;
  fetch: Fetch;
  clock: DeviceClock;
  /** Shown in the provider's list of devices. */
  deviceName: string;
  openStore: (provider: string) => Promise<Store>;
}

interface Refused {
  ok: false;
  code: ApiCode | 'unreachable' | 'staff' | 'applicant';
  retryAfterMs: number;
}

export type SignedIn<Store> =
  { ok: true; store: Store; provider: { id: string; name: string; role: string } } | Refused;

/** A password, or the proof of a passkey. */
export type Secret = string | { passkey: string };

type Asking = Omit<SignInDeps<OpenStore>, 'openStore' | 'registry'>;

const ANSWER_MS = 30_000;

const opened = z.object({
  token: z.string().check(z.minLength(1)),
  /** What the server signs with; an older one does not say. */
  serverKey: z.optional(z.string()),
  provider: z.object({
    id: z.string().check(z.minLength(1)),
    name: z.string(),
    role: z.string(),
    locale: z.string()
  })
});

/** @throws DeviceError storage.full, storage.broken */
export async function signIn<Store extends OpenStore>(
  deps: SignInDeps<Store>,
  email: string,
  secret: Secret
): Promise<SignedIn<Store>> {
  const account = await orStorageError(() => deps.registry.accountOf(email));
  const { result, time } = await ask(deps, account, secret);
  const body =
    result.is === 'answer' && result.status === 201 ? opened.safeParse(result.body) : null;
  if (!body?.success) return retryAsNewDevice(deps, account, secret, refusalOf(result));
  if (isStaffRole(body.data.provider.role)) {
    await ended(deps, body.data.token);
    return { ok: false, code: 'staff', retryAfterMs: 0 };
  }
  // Their session is of this browser: the page of their application goes on with it.
  if (body.data.provider.role === 'applicant') {
    return { ok: false, code: 'applicant', retryAfterMs: 0 };
  }
  const signedIn = await orStorageError(() => enter(deps, account, body.data, time));
  // The same person under another e-mail: on with the device that this database belongs to.
  return signedIn ?? signIn(deps, email, secret);
}

/**
 * Undefined: the database belongs to another device identity, which is the account's from now on.
 */
async function enter<Store extends OpenStore>(
  deps: SignInDeps<Store>,
  account: AccountRow,
  { provider, token, serverKey }: z.infer<typeof opened>,
  time: ServerTime
): Promise<SignedIn<Store> | undefined> {
  const store = await deps.openStore(provider.id);
  const known = (await store.relaxed.keys.get('device')) as KeyRow | undefined;
  if (known && known.device !== account.device) {
    const { device, keyPair } = known;
    await deps.registry.save({ ...account, provider: provider.id, device, keyPair });
    return undefined;
  }
  const { device, keyPair } = account;
  await store.open(
    { id: 'session', provider: provider.id, ...named(provider), email: account.email, token },
    { id: 'device', device, keyPair },
    time,
    serverKey
  );
  await deps.registry.save({ ...account, provider: provider.id });
  await deps.registry.setCurrent(provider.id, account.email);
  return { ok: true, store, provider };
}

const named = ({ name, role, locale }: { name: string; role: string; locale: string }) => ({
  name,
  role,
  locale
});

async function ask(deps: Asking, account: AccountRow, secret: Secret) {
  const time = new ServerTime(deps.clock);
  const { fetch, clock } = deps;
  const door = new Door({ fetch, clock, time, token: () => null, onContact: () => undefined });
  const { device, email, keyPair } = account;
  const publicKey = await publicKeyOf(keyPair);
  const result = await door.ask('/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      email,
      ...(typeof secret === 'string' ? { password: secret } : secret),
      device: { id: device, name: deps.deviceName, publicKey }
    }),
    timeoutMs: ANSWER_MS
  });
  return { result, time };
}

/** Nobody would ever use this session. */
async function ended({ fetch, clock }: Asking, token: string): Promise<void> {
  const time = new ServerTime(clock);
  const door = new Door({ fetch, clock, time, token: () => token, onContact: () => undefined });
  await door.ask('/api/session', { method: 'DELETE', timeoutMs: ANSWER_MS });
}

/** An identity that nothing was signed with yet may be given up for a new one. */
async function retryAsNewDevice<Store extends OpenStore>(
  deps: SignInDeps<Store>,
  account: AccountRow,
  secret: Secret,
  refusal: Refused
): Promise<SignedIn<Store>> {
  const isForeign = refusal.code === 'device.taken' || refusal.code === 'device.otherKey';
  if (!isForeign || account.provider !== null) return refusal;
  await orStorageError(() => deps.registry.newAccount(account.email));
  return signIn(deps, account.email, secret);
}

function refusalOf(result: DoorResult): Refused {
  const refuse = (code: ApiCode | 'unreachable', retryAfterMs = 0): Refused => ({
    ok: false,
    code,
    retryAfterMs
  });
  switch (result.is) {
    case 'expired':
      return refuse('session.wrongPassword');
    case 'slowDown':
      return refuse('session.throttled', result.retryAfterMs);
    case 'forbidden':
      return refuse('session.forbidden');
    case 'tooOld':
      return refuse('app.tooOld');
    case 'serverError':
      return refuse('store.unavailable', result.retryAfterMs);
    case 'answer': {
      const code = (result.body as { error?: unknown } | null)?.error;
      return refuse(API_CODES.find((each) => each === code) ?? 'unreachable');
    }
    default:
      return refuse('unreachable');
  }
}
