// What lives on the device: the API for screens. Everything works with no network; what needs one
// says so, and expected failures of that kind are values.
//
//   start()                       once, from the root layout: opens the last provider's database
//   signIn(email, secret)         a SignInResult; needs a network
//   signOut('handIn' | 'keep')    never drops unsent work, and says how much there is
//   recordAction(kind, order, …)  resolves when it is on the disk: only then say "saved"
//   addPhoto(order, file)         shrinks it, strips EXIF, stores it, records photo.add
//   photoBlob, photoThumbnail     from here, else from the server, else null
//   saveDraft, readDraft, …       forms: nothing typed is lost
//   sendNow()                     what became of it, and how much is still unsent
//   exportUnsent()                a file for support; its shape: account/export-unsent.ts
//   dismiss(actionId)             takes a refused or held action off the list
//   seeNotices(ids)               they are news no longer
//   serverTime()                  ms, as far as this device knows
//
// Live, in all tabs: live-view, sync-state, session-state and server-clock (`.current`, `.now`);
// about the app itself: app/. What is thrown is a DeviceError with one of a closed list of codes.
// Without a browser: openDeviceStore (device-store.ts).
import { liveQuery } from 'dexie';
import type { Action } from '#domain/protocol/action.ts';
import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import type { Secret, SignedIn } from './account/sign-in.ts';
import { m } from '$lib/paraglide/messages';
import { deviceName } from './device-name.ts';
import { systemClock } from './time/device-clock.ts';
import { exportUnsent } from './account/export-unsent.ts';
import { DeviceError } from './store/device-error.ts';
import { DeviceRegistry } from './account/device-registry.ts';
import { lastSession } from './account/last-session.ts';
import { openDeviceStore, type DeviceStore } from './device-store.ts';
import { bodySchemas, type RecordExtras } from './store/record-action.ts';
import { seeNotices } from './views/seen-notices.ts';
import { countUnsent, signOut, type SignedOut, type SignOutMode } from './account/sign-out.ts';
import type { UnsentAccount } from './account/unsent-accounts.ts';
import type { Sent } from './sync/replicator.ts';
import { takeoverLocks } from './sync/takeover-locks.ts';
import { ProviderSwitch } from './provider-switch.ts';
import { pictureTools, Thumbnails } from './photos/thumbnails.ts';

/** What a screen is told of a sign-in. */
export type SignInResult =
  | { ok: true; provider: { id: string; name: string; role: string } }
  | { ok: false; code: string; retryAfterMs: number };

class Device {
  #registry: DeviceRegistry | null = null;
  readonly #providers = new ProviderSwitch(openStore, begin);
  #started: Promise<void> | null = null;
  /** A sign-out that still tells the server must not end the next session. */
  #leaving: Promise<unknown> = Promise.resolve();
  readonly #thumbnails = new Thumbnails();

  /** Idempotent. Resolves when it is known whether somebody is signed in. */
  start(): Promise<void> {
    this.#started ??= this.#open();
    return this.#started;
  }

  /** Calls back at once if it is known who is signed in, and at every change. @returns ends it */
  onStore(listener: (store: DeviceStore | null) => void): () => void {
    return this.#providers.onStore(listener);
  }

  /** Whose database is open; null: nobody's; undefined: not known yet. */
  get storeName(): string | null | undefined {
    const { store } = this.#providers;
    return store === null ? null : store?.name;
  }

  async signIn(email: string, secret: Secret): Promise<SignInResult> {
    await this.start();
    await this.#leaving;
    const deps = {
      registry: this.#openRegistry(),
      fetch: (url: string, init: RequestInit) => fetch(url, init),
      clock: systemClock,
      deviceName: deviceName(),
      openStore: (provider: string) => this.#providers.switchTo(provider)
    };
    // Not on the way to the first screen: whoever signs in has a network.
    const part = await import('./account/sign-in.ts').catch(() => null);
    if (!part) return { ok: false, code: 'unreachable', retryAfterMs: 0 };
    let result: SignedIn<DeviceStore> | undefined;
    try {
      result = await part.signIn(deps, email, secret);
    } finally {
      // Not signed in, for whatever reason: back to whom this device belonged to before.
      if (!result?.ok)
        await this.#providers.switchTo((await deps.registry.current())?.provider ?? null);
    }
    if (!result.ok) return result;
    result.store.start();
    result.store.wake();
    lastSession.remember(result.provider.id);
    this.#providers.tell(result.store);
    return { ok: true, provider: result.provider };
  }

  async signOut(mode: SignOutMode): Promise<SignedOut> {
    lastSession.forget();
    const leaving = signOut(this.#openRegistry(), this.#current(), mode)
      .then(async (result) => {
        if (result.signedOut) await this.#providers.switchTo(null);
        return result;
      })
      .finally(() => this.#rememberSession());
    this.#leaving = leaving.catch(() => undefined);
    return leaving;
  }

  /** Work of earlier accounts that lies on this device only; for the sign-in screen. */
  async unsentAccounts(): Promise<UnsentAccount[]> {
    const part = await import('./account/unsent-accounts.ts').catch(() => null);
    return part ? part.unsentAccounts(this.#openRegistry()) : [];
  }

  recordAction<K extends ActionKind>(
    kind: K,
    order: string | null,
    body: ActionBody<K>,
    extras?: RecordExtras
  ): Promise<Action<K>> {
    return this.#current().recordAction(kind, order, body, extras);
  }

  async addPhoto(order: string, file: Blob, caption = ''): Promise<Action<'photo.add'>> {
    const store = this.#current();
    const { shrinkPhoto } = await pictureTools();
    const { sha256, size, type, blob } = await shrinkPhoto(file);
    return store.addPhoto(order, { sha256, size, type, caption }, blob);
  }

  photoBlob(sha256: string): Promise<Blob | null> {
    return this.#current().photoBlob(sha256);
  }

  photoThumbnail(sha256: string): Promise<Blob | null> {
    return this.#thumbnails.of(sha256, () => this.photoBlob(sha256));
  }

  saveDraft(key: string, value: unknown): Promise<void> {
    return this.#current().drafts.save(key, value);
  }

  readDraft(key: string): Promise<unknown> {
    return this.#current().drafts.read(key);
  }

  dropDraft(key: string): Promise<void> {
    return this.#current().drafts.drop(key);
  }

  async sendNow(): Promise<{ is: Sent['is']; unsent: SignedOut['unsent'] }> {
    const store = this.#current();
    const { is } = await store.sendNow();
    return { is, unsent: await countUnsent(store) };
  }

  exportUnsent(): Promise<Blob> {
    return exportUnsent(this.#current(), Date.now());
  }

  dismiss(actionId: string): Promise<void> {
    return this.#current().dismiss(actionId);
  }

  seeNotices(ids: readonly string[]): Promise<void> {
    return seeNotices(this.#current().relaxed, ids);
  }

  /** What the first screen looks like, for the next start; nothing where nobody is signed in. */
  keepFirstPaint(html: string): void {
    const { provider } = this.#providers;
    if (provider) lastSession.keepFirstPaint(provider, html);
  }

  /** The device's own clock until the server was heard for the first time. */
  serverTime(): number {
    const time = this.#providers.store?.time;
    return time?.isKnown ? time.now() : Date.now();
  }

  async #open(): Promise<void> {
    this.onStore(() => this.#thumbnails.clear());
    const registry = this.#openRegistry();
    // One after the other the two would take twice as long.
    if (lastSession.provider) this.#providers.expect(lastSession.provider);
    const current = await registry.current();
    await this.#providers.switchTo(current?.provider ?? null);
    this.#rememberSession();
    // Another tab signed in, out, or somebody else in: this tab follows.
    liveQuery(() => registry.current()).subscribe((row) => {
      const isSomebody = this.#providers.switchTo(row?.provider ?? null);
      isSomebody.then(() => this.#rememberSession()).catch(report);
    }, report);
    // Not on the way to the first screen, and wanted before the network may be gone.
    whenIdle(() => Promise.all([bodySchemas(), pictureTools()]));
    const wake = () => this.#providers.store?.wake();
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') wake();
    });
  }

  #rememberSession(): void {
    const { provider } = this.#providers;
    if (provider) lastSession.remember(provider);
    else lastSession.forget();
  }

  #openRegistry(): DeviceRegistry {
    this.#registry ??= new DeviceRegistry();
    return this.#registry;
  }

  #current(): DeviceStore {
    const { store } = this.#providers;
    if (!store) throw new DeviceError('session.none');
    return store;
  }
}

function openStore(name: string): Promise<DeviceStore> {
  return openDeviceStore({
    name,
    fetch: (url, init) => fetch(url, init),
    locks: takeoverLocks(navigator.locks),
    notGenuine: m.device_trust_report,
    differs: m.device_restored_differs
  });
}

/** Somebody's, from now on: it syncs, and is soon ready for the first tap. */
function begin(store: DeviceStore): void {
  if (store.isSignedIn) store.start();
  whenIdle(() => store.warmUp());
}

function whenIdle(work: () => Promise<unknown>): void {
  (globalThis.requestIdleCallback ?? setTimeout)(() => void work().catch(() => undefined));
}

function report(cause: unknown): void {
  console.error('device', cause);
}

export const device = new Device();
