import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { CaseDocument } from '../../sync-server/authority/case-document.ts';
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
  type ServerProcess
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

/** Anna has accepted `order1`. */
export async function anAcceptedJob(): Promise<AcceptedJob> {
  const store = await aStore();
  const clock = aClock();
  const { device } = await aMember(store);
  const work = await aProcess(store, clock);
  await anOfferedOrderIn(work);
  await send(store, device, [await device.sign('offer.accept', 'order1', {}, NOW)], NOW);
  await judge(store, work, 'anna');
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
