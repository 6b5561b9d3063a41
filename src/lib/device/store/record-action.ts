// How the device says something (P2, P3; decisions/0002-no-web-lock-for-an-action.md). What must
// hold:
// 1. It resolves only after the transaction's complete event, flushed to the disk; until then
//    nothing says "saved".
// 2. One transaction: the action, the chain's new head, the photo it speaks of, the end of the
//    draft it came from.
// 3. No fork and no gap: one at a time in a page; between pages the transaction decides. It
//    compares the chain's head, and whoever was slower writes nothing and starts over with the new
//    head. No lock is waited for: asking for one and reading the head first cost more than the
//    write itself (see `npm run bench`).
// 4. What is hashed is what is stored and sent: the body is read back from its canonical text,
//    which also strips reactive proxies. Hashing and signing happen before the transaction, which
//    cannot wait for them.
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import type { Action, UnsignedAction } from '#domain/protocol/action.ts';
import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import type { DeviceDatabase } from './device-database.ts';
import { DeviceError, storageError } from './device-error.ts';
import { signHash } from './device-key.ts';
import { writeDirectly } from './direct-write.ts';
import type { ChainRow, ClockRow, KeyRow, OutboxRow, PhotoRow, SessionRow } from './rows.ts';
import type { ServerTime } from './server-time.ts';

export interface RecordExtras {
  /** Stored with the action that names it (photo.add). */
  photo?: PhotoRow;
  /** Key of the draft that this action was made from: it goes with it. */
  draft?: string;
}

interface Head {
  key: KeyRow;
  session: SessionRow;
  chain: ChainRow;
}

/** One for each open database. */
export class ActionRecorder {
  readonly #strict: DeviceDatabase;
  readonly #time: ServerTime;
  /** The chain as this page left it; another page may be further. */
  #head: Head | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(strict: DeviceDatabase, time: ServerTime) {
    this.#strict = strict;
    this.#time = time;
  }

  /**
   * @throws DeviceError body.invalid, storage.full, storage.broken, session.none, app.incomplete.
   * Nothing is stored then.
   */
  async record<K extends ActionKind>(
    kind: K,
    order: string | null,
    body: ActionBody<K>,
    extras: RecordExtras = {}
  ): Promise<Action<K>> {
    // Taken down at once: a form that goes on changing while others are written first changes
    // nothing here.
    const plain = plainOf(body);
    const recorded = this.#last.then(async () =>
      this.#record(kind, order, await checked(kind, plain), extras)
    );
    this.#last = recorded.catch(() => undefined);
    return recorded;
  }

  async #record<K extends ActionKind>(
    kind: K,
    order: string | null,
    plain: ActionBody<K>,
    extras: RecordExtras
  ): Promise<Action<K>> {
    try {
      for (;;) {
        const head = (this.#head ??= await readHead(this.#strict, this.#time));
        const action = await newAction(this.#time, head, kind, order, plain);
        const chain = await store(this.#strict, head.chain, action, extras);
        this.#head = chain && { ...head, chain };
        if (chain) return action;
      }
    } catch (cause) {
      this.#head = undefined;
      throw storageError(cause);
    }
  }
}

function plainOf(body: unknown): unknown {
  try {
    return JSON.parse(canonicalText(body));
  } catch (cause) {
    throw new DeviceError('body.invalid', { cause });
  }
}

/**
 * The schemas of all bodies are large and not on the way to the first screen: fetched once that
 * stands.
 */
export function bodySchemas() {
  return import('#domain/protocol/read-body.ts');
}

async function checked<K extends ActionKind>(kind: K, plain: unknown): Promise<ActionBody<K>> {
  const { readBody } = await bodySchemas().catch((cause: unknown) => {
    throw new DeviceError('app.incomplete', { cause });
  });
  const read = readBody(kind, plain);
  if (read === undefined) throw new DeviceError('body.invalid');
  return read;
}

async function readHead(strict: DeviceDatabase, time: ServerTime): Promise<Head> {
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
  time: ServerTime,
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

/** The chain's new head; undefined where another page was faster: nothing is stored then. */
async function store(
  strict: DeviceDatabase,
  before: ChainRow,
  action: Action,
  { photo, draft }: RecordExtras
): Promise<ChainRow | undefined> {
  const chain: ChainRow = {
    id: 'chain',
    seq: action.seq,
    hash: action.hash,
    anchor: action.at.anchor,
    time: action.at.anchor + action.at.sinceAnchor
  };
  const row = newOutboxRow(action);
  const writes = [
    { table: 'outbox', key: row.id, added: row },
    { table: 'checkpoints', key: chain.id },
    ...(photo ? [{ table: 'photos', key: photo.sha256 }] : []),
    ...(draft ? [{ table: 'drafts', key: draft }] : [])
  ];
  const isWritten = await writeDirectly(strict, writes, (transaction) => {
    const checkpoints = transaction.objectStore('checkpoints');
    // All requests at once; the comparison takes all of them back where it fails.
    const head = checkpoints.get('chain') as IDBRequest<ChainRow | undefined>;
    head.onsuccess = () => {
      const { seq, hash } = head.result ?? firstLink();
      if (seq !== before.seq || hash !== before.hash) transaction.abort();
    };
    transaction.objectStore('outbox').put(row);
    checkpoints.put(chain);
    if (photo) transaction.objectStore('photos').put(photo);
    if (draft) transaction.objectStore('drafts').delete(draft);
  });
  return isWritten ? chain : undefined;
}

export function newOutboxRow(action: Action): OutboxRow {
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
