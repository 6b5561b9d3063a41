import type { CatalogHead, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { InboxDocument } from '#domain/order/views/inbox.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { ActionKind } from '#domain/protocol/action-body.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { Outcome, VerdictDocument } from '#domain/protocol/verdict.ts';

/** What the server sent, as it was sent. Verdicts are kept as receipts, not here. */
export type InboxRow = Exclude<InboxDocument, VerdictDocument>;

/**
 * What the server sent of the catalogue; other types (courses, texts) may come with a newer server.
 */
export type CatalogRow = (ServicePackage | Product | CatalogHead) & { _rev?: string };

/** local: on this device only. received: the server has it. The rest is the server's verdict. */
export type OutboxState = 'local' | 'received' | Outcome;

/** Why an action could not be handed over, e.g. `tooLarge`, `differs`, or the server's own word. */
export interface SendError {
  code: string;
  at: number;
}

/** One action and how far it has come. The action itself never changes. */
export interface OutboxRow {
  /** The action's id. */
  id: string;
  seq: number;
  order: string | null;
  kind: ActionKind;
  action: Action;
  state: OutboxState;
  /** Length of the action's JSON text: batches are cut by it. */
  size: number;
  attempts: number;
  lastError: SendError | null;
  /** Wall clock ms before which it is not tried again; 0 = at once. */
  notBefore: number;
  /** Wall clock ms at which the server said that it has it. */
  receivedAt: number | null;
  /** Of a verdict that refuses or holds. */
  code: Code | null;
  /** Server time of the verdict. */
  judgedAt: number | null;
}

export interface PhotoRow {
  sha256: string;
  /** Null once the server has it and the retention is over. */
  blob: Blob | null;
  type: string;
  size: number;
  order: string | null;
  /** 'local' until the server has confirmed every byte. */
  state: 'local' | 'sent';
  addedAt: number;
  sentAt: number | null;
  lastError: SendError | null;
}

/**
 * What somebody is typing. Nothing typed is ever lost, so a draft goes only with the action made
 * from it.
 */
export interface DraftRow {
  key: string;
  value: unknown;
  savedAt: number;
}

/** This device as this provider's: the private key cannot be read out, only used. */
export interface KeyRow {
  id: 'device';
  device: string;
  keyPair: CryptoKeyPair;
}

export interface ReceiptRow {
  /** The action's id. */
  id: string;
  seq: number;
  order: string | null;
  kind: ActionKind | null;
  hash: string | null;
  verdict: VerdictDocument;
}

/**
 * An action of this device with its verdict in the receipts, for a server that has lost it:
 * compressed and sealed, so that nobody reads it in the database.
 */
export interface KeptRow {
  /** The action's id. */
  id: string;
  /** Server time of the verdict. */
  at: number;
  /** The server's name for it (protocol/outbox-rev.ts). */
  rev: string;
  /** Bytes of `sealed`. */
  size: number;
  isCompressed: boolean;
  nonce: Uint8Array;
  sealed: ArrayBuffer;
}

/** Seals what is kept; cannot be read out, only used. */
export interface SealRow {
  id: 'seal';
  key: CryptoKey;
}

/** Last link of the chain of actions. Written with each action, in the same transaction. */
export interface ChainRow {
  id: 'chain';
  seq: number;
  hash: string | null;
  /**
   * Server time given to the last action, and the anchor under it: time never runs backwards on one
   * anchor.
   */
  anchor: number;
  time: number;
}

/**
 * The last Mila-Time, and the wall clock that belongs to it: also the last time that the server was
 * heard.
 */
export interface ClockRow {
  id: 'clock';
  anchor: number;
  wall: number;
}

export interface FeedRow {
  id: 'inbox' | 'catalog';
  since: string;
}
/** Where a feed is read from as long as there is no checkpoint. */
export const FROM_THE_START = '0';

/** What a job looked like before another copy of the data came. */
export interface JobBefore {
  order: string;
  state: string;
  startsAt: number;
  invoice: string | null;
  /** Who, where and what for, in one line, for support. */
  about: string;
}

/** Which copy of the server's data this device knows, and how far it is in step with it. */
export interface EpochRow {
  id: 'epoch';
  epoch: string;
  /** Ids of documents of the earlier copy that have not come from this one; gone once all is read. */
  left?: Partial<Record<FeedRow['id'], string[]>>;
  /** How many kept actions the server may lack; not there: all is handed in. */
  lacking?: number;
  /** Until it was compared with what came. */
  before?: JobBefore[];
}

export interface SessionRow {
  id: 'session';
  provider: string;
  name: string;
  role: string;
  email: string;
  locale: string;
  /** Null: signed out. */
  token: string | null;
}

/** What the server signs with, as it said at sign-in: SPKI, base64url, newest first. */
export interface ServerKeysRow {
  id: 'serverKeys';
  keys: string[];
}

/** Documents that were left out because the server's signature on them is not genuine. */
export interface DistrustRow {
  id: 'distrust';
  /** `at`: wall clock ms. */
  items: { id: string; at: number }[];
  /** Wall clock ms at which support was told; null: never. */
  reportedAt: number | null;
}

/** Notices that the helper has read here. */
export interface SeenNoticesRow {
  id: 'seenNotices';
  ids: string[];
}

/** The condition of syncing; `starting` until the first answer. */
export type SyncCondition =
  | 'starting'
  | 'online'
  | 'offline'
  | 'serverError'
  | 'storageError'
  | 'expired'
  | 'forbidden'
  | 'tooOld';

export type CheckpointRow =
  | ChainRow
  | ClockRow
  | EpochRow
  | FeedRow
  | SessionRow
  | ServerKeysRow
  | DistrustRow
  | SeenNoticesRow;

/** The row of the visits that says how far the others go; it is in no index. */
export const UP_TO = '';
export interface UpToRow {
  order: typeof UP_TO;
  since: string;
}

/** What lists need of one job (visits/listed-visit.ts). */
export interface VisitRow {
  order: string;
  /** 0: not over; else ms of server time. What is listed first is read by it. */
  endedAt: number;
  /** Of its document: whether another one is newer is told without reading that. */
  generation: number;
  visit: object;
}
