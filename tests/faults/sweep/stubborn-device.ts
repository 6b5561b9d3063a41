import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { OfferDocument } from '../../../src/domain/order/views/inbox.ts';
import type { ActionBody, ActionKind } from '../../../src/domain/protocol/action-body.ts';
import type { Action } from '../../../src/domain/protocol/action.ts';
import type { VerdictDocument } from '../../../src/domain/protocol/verdict.ts';
import { aDevice, type SignerDevice } from '../../support/device-signer.ts';
import type { SweepHelper } from './filled-server.ts';

/** What the server has said is safe, as whoever was told remembers it. */
export interface Acknowledged {
  actions: { provider: string; action: Action }[];
  photos: { provider: string; sha256: string; size: number }[];
  bookings: { token: string; problem: string }[];
  /** How often an answer was cut off or refused for a while, and the request made again. */
  again: number;
}

export const newAcknowledged = (): Acknowledged => ({
  actions: [],
  photos: [],
  bookings: [],
  again: 0
});

/** Longer than any run of short lives. */
export const GIVE_UP_MS = 300_000;
const PAUSE_MS = 40;
/** Not for this request: no server, or one that is just starting or full. */
const FOR_A_WHILE = new Set([429, 500, 502, 503]);

/** Asks until the server answers for good: a killed one comes back. */
export async function askUntilAnswered(
  address: string,
  init: RequestInit,
  said: Pick<Acknowledged, 'again'>
): Promise<{ status: number; text: string }> {
  const giveUpAt = Date.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await fetch(address, init)
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((error: Error) => ({ status: 0, text: String(error.cause ?? error) }));
    if (answer.status !== 0 && !FOR_A_WHILE.has(answer.status)) return answer;
    if (Date.now() > giveUpAt) throw new Error(`${address}: ${answer.status} ${answer.text}`);
    said.again += 1;
    await wait(PAUSE_MS);
  }
}

/** A helper's device that says everything again until it was answered, as the app does. */
export class StubbornDevice {
  readonly provider: string;
  readonly token: string;
  readonly #url: string;
  readonly #said: Acknowledged;
  readonly #signer: SignerDevice;
  readonly #headers: Record<string, string>;

  private constructor(url: string, said: Acknowledged, signer: SignerDevice, token: string) {
    this.#url = url;
    this.#said = said;
    this.#signer = signer;
    this.provider = signer.provider;
    this.token = token;
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  static async signIn(
    url: string,
    { id, email, password }: SweepHelper,
    said: Acknowledged
  ): Promise<StubbornDevice> {
    const signer = await aDevice(id);
    const device = { id: signer.id, name: 'Tablet', publicKey: signer.publicKey };
    const { status, text } = await askUntilAnswered(
      `${url}/api/session`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(id) },
        body: JSON.stringify({ email, password, device })
      },
      said
    );
    if (status !== 201) throw new Error(`sign-in: ${status} ${text}`);
    return new StubbornDevice(url, said, signer, (JSON.parse(text) as { token: string }).token);
  }

  /** Where requests of this session are made by hand. */
  ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
    const headers = { ...this.#headers, ...(init.headers as Record<string, string>) };
    return askUntilAnswered(`${this.#url}${path}`, { ...init, headers }, this.#said);
  }

  /** Signed and taken by the server; the verdict comes later. */
  async say<K extends ActionKind>(
    kind: K,
    order: string | null,
    body: ActionBody<K>
  ): Promise<Action<K>> {
    const action = await this.#signer.sign(kind, order, body, Date.now());
    const { status, text } = await this.ask('/sync/outbox/_bulk_docs', {
      method: 'POST',
      body: JSON.stringify({ docs: [action] })
    });
    const [row] = status === 201 ? (JSON.parse(text) as { error?: string }[]) : [];
    // Said before and stored, though the answer never came.
    const isTaken = row && (row.error === undefined || row.error === 'conflict');
    if (!isTaken) throw new Error(`${kind}: ${status} ${text}`);
    this.#said.actions.push({ provider: this.provider, action });
    return action;
  }

  async act<K extends ActionKind>(kind: K, order: string, body: ActionBody<K>): Promise<void> {
    const { _id } = await this.say(kind, order, body);
    const { outcome, code } = await this.waitFor<VerdictDocument>(`verdict:${_id}`);
    if (outcome !== 'applied') throw new Error(`${kind} ${_id}: ${outcome} ${code}`);
  }

  async waitFor<D>(id: string, isThere: (document: D) => boolean = () => true): Promise<D> {
    const giveUpAt = Date.now() + GIVE_UP_MS;
    for (;;) {
      const { status, text } = await this.ask(`/sync/inbox/${encodeURIComponent(id)}`);
      const found = status === 200 ? (JSON.parse(text) as D) : undefined;
      if (found && isThere(found)) return found;
      if (Date.now() > giveUpAt) throw new Error(`waited in vain for ${id}: ${status} ${text}`);
      await wait(PAUSE_MS);
    }
  }

  /** The open offer of this helper; they have one at a time. */
  async offer(): Promise<OfferDocument> {
    const giveUpAt = Date.now() + GIVE_UP_MS;
    for (;;) {
      const range = 'startkey=%22offer%3A%22&endkey=%22offer%3B%22&include_docs=true';
      const { text } = await this.ask(`/sync/inbox/_all_docs?${range}`);
      const { rows = [] } = JSON.parse(text) as { rows?: { doc?: OfferDocument }[] };
      const open = rows.find(({ doc }) => doc?.state === 'open');
      if (open?.doc) return open.doc;
      if (Date.now() > giveUpAt) throw new Error(`no offer for ${this.provider}: ${text}`);
      await wait(PAUSE_MS);
    }
  }

  async photo(size: number): Promise<{ sha256: string; size: number; type: 'image/jpeg' }> {
    const bytes = crypto.getRandomValues(Buffer.alloc(size));
    bytes.set([0xff, 0xd8, 0xff, 0xe0]);
    const sha256 = createHash('sha256').update(bytes).digest('base64url');
    const { status, text } = await this.ask(`/api/files/${sha256}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes
    });
    if (status !== 201 && status !== 200) throw new Error(`photo: ${status} ${text}`);
    this.#said.photos.push({ provider: this.provider, sha256, size });
    return { sha256, size, type: 'image/jpeg' };
  }
}

/** A household's own, so that limits by address count each alone. */
export function addressOf(id: string): string {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(id).digest();
  return `10.${a}.${b}.${c}`;
}
