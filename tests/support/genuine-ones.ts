import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { takeDocuments } from '../../sync-server/door/outbox/outbox-requests.ts';
import { sentOne } from '../../sync-server/door/reading/sent-documents.ts';
import { readableReceipts } from '../../sync-server/outbox/read-receipts.ts';
import type { ServerKeys } from '../../sync-server/people/server-keys.ts';
import type { Store } from '../../sync-server/store/store.ts';
import type { TestClock } from './a-clock.ts';
import type { SignerDevice } from './device-signer.ts';

const ROOM = { take: () => Promise.resolve(null), judged: () => undefined };
const NOBODY = { wake: () => undefined, judged: () => Promise.resolve() };

/** Documents with the receipts that a device has kept, as the door takes them. */
export async function genuineOnes(
  deps: { store: Store; keys: ServerKeys; clock: TestClock },
  { provider, id: device }: SignerDevice,
  docs: readonly unknown[],
  receipts: readonly (VerdictDocument | undefined)[]
): Promise<void> {
  const parts = { ...deps, outboxWorker: NOBODY, outboxQuota: ROOM };
  await takeDocuments(
    parts,
    { id: provider, device },
    {
      documents: docs.map(sentOne),
      isReplicated: false,
      receipts: readableReceipts(receipts, receipts.length)
    }
  );
}
