// The visit that the examples of PROTOCOL.md are taken from: one server, one provider, one order, fixed keys and a
// fixed clock, so that hashes, receipts and catalogue signatures come out the same every time.
import type { Ms } from '#domain/brand.ts';
import type { Product } from '#domain/catalog/service-package.ts';
import type { ActionKind } from '#domain/protocol/action-body.ts';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import type { ActionEnvelope, UnsignedAction } from '#domain/protocol/action.ts';
import { fromBase64url, toBase64url } from '#domain/protocol/base64url.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishCatalog } from '../../sync-server/catalog/publish-catalog.ts';
import { openServerKeys } from '../../sync-server/people/server-keys.ts';
import { openStore } from '../../sync-server/store/store.ts';
import { aClock } from './a-clock.ts';
import { anOrder, aPackage, NOW } from './builders.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { until } from './until.ts';
import type { StoredDocument } from '../../sync-server/store/stored-document.ts';

export const ORDER = '01jx8k3m5n7p9q1r3s5t7v9w1x';
export const DEVICE = 'tablet-7f3a9c';
const TOKEN = 'Zk3vT9yQh2Lr8WmXc5Bn7A';

const SERVER_KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'grLwZLyM74E0RovKXf6BI0kn5JiuqmVagjWTkZmyXFg',
  d: 'rDI6AC41SU3pwklcK_gIQhafqmy0CBrbTn6sJnnGOSY'
};

const A_PRODUCT: Product = {
  _id: 'product:repeater',
  type: 'product',
  id: 'repeater',
  version: 1,
  brand: 'Nordfunk',
  title: { de: 'WLAN-Verstärker', en: 'Wi-Fi repeater' },
  prices: { DE: 5990, CH: 6490 },
  salesCommissionBps: 1000,
  goesWith: ['wlan'],
  active: true
};

/** Where the story stands; the examples of the page name the moment at which they are played. */
export const MOMENTS = ['booked', 'accepted', 'working', 'signing', 'completed'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface ProtocolStory {
  server: TestServer;
  /** Everything that inbox and catalogue held at some time, by id; the last one last. */
  seen: Map<string, StoredDocument[]>;
  /** Waits until the inbox has this document. */
  untilInbox(id: string): Promise<void>;
  /** What happens between two moments: Anna's device records it behind `last`. */
  goOn(to: Moment, last: ActionEnvelope | undefined, device: StoryDevice): Promise<void>;
  close(): Promise<void>;
}

export interface StoryDevice {
  privateKey: JsonWebKey;
  headers: Record<string, string>;
}

type Step = { kind: ActionKind; body: object; at: number };
const VISIT_AT = NOW + 52 * HOUR_MS;

/** What the page does not show. */
const BETWEEN: Partial<Record<Moment, Step[]>> = {
  working: [
    {
      kind: 'customer.contacted',
      body: { way: 'phone', reached: true, agreed: 'The bell says Keller' },
      at: NOW + HOUR_MS
    },
    {
      kind: 'appointment.change',
      body: { startsAt: VISIT_AT, customerWish: 'Four hours later', confirmedBy: 'link' },
      at: NOW + 2 * HOUR_MS
    },
    { kind: 'appointment.confirm', body: {}, at: VISIT_AT - 20 * HOUR_MS },
    { kind: 'travel.start', body: { etaMinutes: 25 }, at: VISIT_AT - HOUR_MS / 2 },
    { kind: 'visit.arrive', body: {}, at: VISIT_AT },
    { kind: 'work.start', body: {}, at: VISIT_AT + 60_000 }
  ],
  signing: [
    {
      kind: 'checklist.set',
      body: { item: 'wlan.explain', done: true },
      at: VISIT_AT + HOUR_MS
    }
  ]
};

export async function startProtocolStory(): Promise<ProtocolStory> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mila-protocol-'));
  const store = await openStore({ couchdbUrl: null, couchdbPrefix: '', dataDir });
  const clock = aClock();
  await store.people.put({ _id: 'keys', type: 'keys', privateKey: SERVER_KEY, createdAt: NOW });
  const keys = await openServerKeys(store, NOW);
  const content = { packages: [aPackage()], products: [A_PRODUCT], termsVersion: '2026-01' };
  const { version: catalogVersion } = await publishCatalog(store, keys, content, {
    ...{ at: NOW as Ms, by: null }
  });
  const server = await startTestServer({ store, clock, dataDir });
  const seen: ProtocolStory['seen'] = new Map();

  async function look(): Promise<void> {
    const [inbox, catalog] = [store.inbox('anna'), store.catalog];
    const all = await Promise.all([inbox.withPrefix(''), catalog.withPrefix('')]);
    for (const document of all.flat() as StoredDocument[]) {
      const versions = seen.get(document._id) ?? [];
      if (versions.at(-1)?._rev !== document._rev) versions.push(document);
      seen.set(document._id, versions);
    }
  }

  /** @param id the whole of it, or its beginning */
  async function untilInbox(id: string): Promise<void> {
    await until(async () => {
      await look();
      return [...seen.keys()].some((each) => each.startsWith(id));
    }, id);
  }

  async function agreeToNewTime(): Promise<void> {
    const url = `/api/o/${TOKEN}/appointment/agree`;
    const agreed = await server.app.inject({ method: 'POST', url, payload: {} });
    if (agreed.statusCode !== 200) throw new Error(agreed.body);
    await untilInbox('notice:appointment.agreed');
  }

  await server.addProvider();
  await untilInbox('profile');
  const place = { ...anOrder().job.place, hint: '3rd floor' };
  const words = { problem: 'No reception in the basement', place };
  await store.orders.put(anOrder({ ...words, id: ORDER, token: TOKEN, catalogVersion }));
  await untilInbox(`offer:${ORDER}`);

  return {
    server,
    seen,
    untilInbox,

    async goOn(to, last, { privateKey, headers }) {
      for (const step of BETWEEN[to] ?? []) {
        clock.set(step.at);
        const action = await nextAction(last, privateKey, step);
        await server.app.inject({
          method: 'PUT',
          url: `/sync/outbox/${action._id}`,
          headers: { ...headers, 'content-type': 'application/json' },
          payload: action
        });
        await untilInbox(`verdict:${action._id}`);
        if (step.kind === 'appointment.change') await agreeToNewTime();
        last = action;
      }
    },

    async close() {
      await server.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  };
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** The action after `before` in the same device's chain, signed. */
export async function nextAction(
  before: Pick<ActionEnvelope, 'seq'> & { hash: string | null } = { seq: 0, hash: null },
  privateKey: JsonWebKey,
  { kind, body, at }: Step
): Promise<ActionEnvelope> {
  const { seq, hash: previous } = before;
  const [order, provider, device] = [ORDER, 'anna', DEVICE];
  const time = { wall: at, anchor: at, sinceAnchor: 0 };
  const unsigned = { kind, order, provider, device, seq: seq + 1, at: time, body, previous };
  const hash = await hashOfText(actionHashText(unsigned as UnsignedAction));
  const key = await crypto.subtle.importKey('jwk', privateKey, ECDSA, false, ['sign']);
  const signature = await crypto.subtle.sign(ECDSA, key, fromBase64url(hash));
  const signed = { hash, signature: toBase64url(new Uint8Array(signature)) };
  return { _id: newActionId(device, seq + 1), ...unsigned, ...signed } as ActionEnvelope;
}
