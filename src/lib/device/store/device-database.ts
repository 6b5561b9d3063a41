// One database a provider on this device, opened twice:
// 1. `strict` writes what the device itself says (actions, photos, drafts, keys): flushed to the
//    disk before "saved".
// 2. `relaxed` reads, and writes what the server can send again.
// 3. A schema version only ever adds tables and indexes. An app that was rolled back then opens the
//    newer database as it is (Dexie falls back to the installed version) and still reaches every
//    unsent action.
// 4. No cache between the database and the screen: what a live query shows is on the disk.
import { Dexie, type Table } from 'dexie';
import { quickBulkPut } from './quick-bulk-put.ts';
import type {
  CatalogRow,
  CheckpointRow,
  DraftRow,
  InboxRow,
  KeptRow,
  KeyRow,
  OutboxRow,
  PhotoRow,
  ReceiptRow,
  UpToRow,
  VisitRow
} from './rows.ts';

export const DEVICE_SCHEMA_VERSION = 3;

const FIRST_TABLES = {
  inbox: '_id, type, order',
  catalog: '_id, type',
  // Ids end in the number, so that the key's own order is the chain's: every index more is paid for
  // at every action.
  outbox: 'id, order, state',
  photos: 'sha256, state, order',
  drafts: 'key',
  keys: 'id',
  checkpoints: 'id',
  receipts: 'id, order'
} as const;
/** Since version 2: what lists are read from (visits/visit-rows.ts). Nothing is moved: they fill by themselves. */
const ADDED_TABLES = { visits: 'order, endedAt' } as const;
/** Since version 3: by their index, what to let go is found without reading any of them. */
const KEPT_TABLE = { kept: 'id, [at+size]' } as const;

export class DeviceDatabase extends Dexie {
  declare inbox: Table<InboxRow, string>;
  declare catalog: Table<CatalogRow, string>;
  declare outbox: Table<OutboxRow, string>;
  declare photos: Table<PhotoRow, string>;
  declare drafts: Table<DraftRow, string>;
  declare keys: Table<KeyRow, string>;
  declare checkpoints: Table<CheckpointRow, string>;
  declare receipts: Table<ReceiptRow, string>;
  declare kept: Table<KeptRow, string>;
  declare visits: Table<VisitRow | UpToRow, string>;
}

/** Both ways into it, see above. */
export interface DeviceDatabases {
  readonly strict: DeviceDatabase;
  readonly relaxed: DeviceDatabase;
}

/** The engine to use where there is none in the global scope (tests). */
export interface IndexedDbEngine {
  indexedDB: IDBFactory;
  IDBKeyRange: typeof IDBKeyRange;
}

export function openDeviceDatabase(
  name: string,
  durability: 'strict' | 'relaxed',
  engine?: IndexedDbEngine
): DeviceDatabase {
  const database = new DeviceDatabase(name, {
    chromeTransactionDurability: durability,
    cache: 'disabled',
    ...engine
  });
  database.use(quickBulkPut);
  database.version(1).stores(FIRST_TABLES);
  database.version(2).stores(ADDED_TABLES);
  database.version(DEVICE_SCHEMA_VERSION).stores(KEPT_TABLE);
  return database;
}
