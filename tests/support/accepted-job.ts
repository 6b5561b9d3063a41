import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { CaseDocument } from '../../sync-server/cases/case-document.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { NOW } from './builders.ts';
import type { SignerDevice } from './device-signer.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  aStore,
  judge,
  send,
  type ServerProcess,
  type TestClock
} from './order-work.ts';

/** When Anna does what comes after accepting. */
export const AT = NOW + HOUR_MS;

export interface AcceptedJob {
  store: Store;
  work: ServerProcess;
  /** Anna's. */
  device: SignerDevice;
  sendAndJudge(documents: unknown[]): Promise<void>;
  /** Signed and not sent. */
  note(text?: string): Promise<Action>;
  notesNow(): Promise<string[]>;
  /** The case that an action of anybody's has become. */
  caseOf(action: { _id?: unknown }): Promise<CaseDocument | undefined>;
  close(): Promise<void>;
}

/** Anna accepts `order1` at NOW, and one process knows it. */
export async function acceptJobIn(
  store: Store
): Promise<{ work: ServerProcess; device: SignerDevice; clock: TestClock }> {
  const { device } = await aMember(store);
  const clock = aClock();
  const work = await aProcess(store, clock);
  await anOfferedOrderIn(work);
  await send(store, device, [await device.sign('offer.accept', 'order1', {}, NOW)], NOW);
  await judge(store, work, 'anna');
  return { work, device, clock };
}

/** Anna has accepted `order1` an hour ago. */
export async function anAcceptedJob(): Promise<AcceptedJob> {
  const store = await aStore();
  const { work, device, clock } = await acceptJobIn(store);
  clock.set(AT);
  return {
    ...{ store, work, device },
    async sendAndJudge(documents) {
      await send(store, device, documents, AT);
      await judge(store, work, 'anna');
    },
    note: (text = 'Notiz') => device.sign('note.add', 'order1', { text }, AT),
    notesNow: async () => (await store.orders.get('order1'))!.job.notes.map(({ text }) => text),
    caseOf: ({ _id }) => store.cases.get<CaseDocument>(`case:${String(_id)}`),
    close: () => store.close()
  };
}
