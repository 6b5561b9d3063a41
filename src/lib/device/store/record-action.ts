// How the device says something (protocol §3). What must hold:
// 1. It resolves only after the transaction's complete event, flushed to the disk; until then nothing says "saved".
// 2. One transaction: the action, the chain's new head, the photo it speaks of, the end of the draft it came from.
// 3. No fork and no gap: one at a time across tabs by a Web Lock, and the head is compared again inside the
//    transaction, so that even without locks a second writer starts over instead of writing the same number.
// 4. What is hashed is what is stored and sent: the body is read back from its canonical text, which also
//    strips reactive proxies. Hashing and signing happen before the transaction, which cannot wait for them.
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import {
  actionHashText,
  newActionId,
  readBody,
  type Action,
  type UnsignedAction
} from '#domain/protocol/action.ts';
import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import type { DeviceDatabase } from './device-database.ts';
import { DeviceError, storageError } from './device-error.ts';
import { signHash } from './device-key.ts';
import type { DeviceLocks } from './device-locks.ts';
import type { ChainRow, ClockRow, KeyRow, OutboxRow, PhotoRow, SessionRow } from './rows.ts';
import type { ServerTime } from './server-time.ts';

export interface RecordExtras {
  /** Stored with the action that names it (photo.add). */
  photo?: PhotoRow;
  /** Key of the draft that this action was made from: it goes with it. */
  draft?: string;
}

export interface Recorder {
  strict: DeviceDatabase;
  locks: DeviceLocks;
  time: ServerTime;
}

interface Head {
  key: KeyRow;
  session: SessionRow;
  chain: ChainRow;
}

/** @throws DeviceError body.invalid, storage.full, storage.broken, session.none. Nothing is stored then. */
export async function recordAction<K extends ActionKind>(
  recorder: Recorder,
  kind: K,
  order: string | null,
  body: ActionBody<K>,
  extras: RecordExtras = {}
): Promise<Action<K>> {
  const plain = plainBody(kind, body);
  const lock = `mila-record-${recorder.strict.name}`;
  try {
    return await recorder.locks.request(lock, {}, async () => {
      for (;;) {
        const head = await readHead(recorder);
        const action = await newAction(recorder, head, kind, order, plain);
        if (await store(recorder.strict, head.chain, action, extras)) return action;
      }
    });
  } catch (cause) {
    throw storageError(cause);
  }
}

function plainBody<K extends ActionKind>(kind: K, body: unknown): ActionBody<K> {
  let plain: unknown;
  try {
    plain = JSON.parse(canonicalText(body));
  } catch (cause) {
    throw new DeviceError('body.invalid', { cause });
  }
  const read = readBody(kind, plain);
  if (read === undefined) throw new DeviceError('body.invalid');
  return read;
}

async function readHead({ strict, time }: Recorder): Promise<Head> {
  const [key, session, chain, clock] = await strict.transaction(
    'r',
    [strict.keys, strict.checkpoints],
    () =>
      Promise.all([
        strict.keys.get('device'),
        strict.checkpoints.get('session'),
        strict.checkpoints.get('chain'),
        strict.checkpoints.get('clock')
      ])
  );
  if (!key || !session) throw new DeviceError('session.none');
  time.adopt(clock as ClockRow | undefined, chain as ChainRow | undefined);
  return {
    key,
    session: session as SessionRow,
    chain: (chain as ChainRow | undefined) ?? firstLink()
  };
}

const firstLink = (): ChainRow => ({ id: 'chain', seq: 0, hash: null, anchor: 0, time: 0 });

async function newAction<K extends ActionKind>(
  { time }: Recorder,
  { key, session, chain }: Head,
  kind: K,
  order: string | null,
  body: ActionBody<K>
): Promise<Action<K>> {
  const unsigned: UnsignedAction<K> = {
    kind,
    order,
    provider: session.provider,
    device: key.device,
    seq: chain.seq + 1,
    at: time.stamp(),
    body,
    previous: chain.hash
  };
  const hash = await hashOfText(actionHashText(unsigned as UnsignedAction));
  const signature = await signHash(key.keyPair, hash);
  return { _id: newActionId(key.device, unsigned.seq), ...unsigned, hash, signature };
}

/** False where another writer was faster: nothing is stored then. */
function store(
  strict: DeviceDatabase,
  before: ChainRow,
  action: Action,
  { photo, draft }: RecordExtras
): Promise<boolean> {
  const { outbox, checkpoints, photos, drafts } = strict;
  return strict.transaction('rw', [outbox, checkpoints, photos, drafts], async () => {
    const head = (await checkpoints.get('chain')) as ChainRow | undefined;
    if ((head?.seq ?? 0) !== before.seq) return false;
    await outbox.add(newOutboxRow(action));
    await checkpoints.put({
      id: 'chain',
      seq: action.seq,
      hash: action.hash,
      anchor: action.at.anchor,
      time: action.at.anchor + action.at.sinceAnchor
    });
    if (photo) await photos.put(photo);
    if (draft !== undefined) await drafts.delete(draft);
    return true;
  });
}

function newOutboxRow(action: Action): OutboxRow {
  return {
    id: action._id,
    seq: action.seq,
    order: action.order,
    kind: action.kind,
    action,
    state: 'local',
    size: JSON.stringify(action).length,
    attempts: 0,
    lastError: null,
    notBefore: 0,
    receivedAt: null,
    code: null,
    judgedAt: null
  };
}
