/**
 * The one SQLite file behind every database of the engine.
 *
 * 1. Exactly one process owns the file: the exclusive lock is taken at open and kept until close.
 * 2. A committed transaction is on the disk: WAL with synchronous=FULL, unless `durable` is false.
 * 3. Every statement is prepared once; text is the cache key, so texts are constants.
 * 4. Nothing here waits: calls are synchronous, and callers page through long results.
 * 5. A call after the close throws EngineClosedError: whoever pages through a long result may come
 *    back after its client's connection, and with it the engine, has ended.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { EngineClosedError } from '../errors/engine-closed-error.ts';
import { EngineLockedError } from '../errors/engine-locked-error.ts';
import { applicationId, formatVersion, schema } from './schema.ts';

export interface Sql {
  one<Row>(text: string, ...values: SQLInputValue[]): Row | undefined;
  all<Row>(text: string, ...values: SQLInputValue[]): Row[];
  /** Returns the number of changed rows and the last inserted row id. */
  run(text: string, ...values: SQLInputValue[]): { changes: number; rowId: number };
  exec(text: string): void;
  /** The file itself: what was written since the last checkpoint stands beside it. */
  readonly file: string;
  readonly isOpen: boolean;
  close(): void;
}

export function openSql(dataDir: string, durable = true): Sql {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'engine.sqlite');
  const database = new DatabaseSync(file);
  try {
    // Exclusive before WAL: the first access takes the lock for good and needs no shared memory.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'OFF'}`);
    database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA cache_size = -65536');
    database.exec('PRAGMA temp_store = MEMORY');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    prepareTables(database, file);
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new EngineLockedError(file);
    throw error;
  }
  return wrap(database, file);
}

/** Makes the tables of a new file; refuses a file that it does not know, and leaves it as it is. */
function prepareTables(database: DatabaseSync, file: string): void {
  const read = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get()!)[0];
  const [application, format] = [read('application_id'), read('user_version')];
  if (application === applicationId && format === formatVersion) return;
  if (application !== 0 || format !== 0) {
    throw new Error(
      `${file} is of another version (format ${application}/${format}, this one reads ` +
        `${applicationId}/${formatVersion}). Start the version that wrote it, or choose ` +
        'another data directory. Nothing was changed.'
    );
  }
  database.exec(`BEGIN; ${schema}
    PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${formatVersion}; COMMIT`);
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode ?? 0;
  return (code & 0xff) === 5 || (code & 0xff) === 6;
}

function wrap(database: DatabaseSync, file: string): Sql {
  const statements = new Map<string, StatementSync>();
  const prepared = (text: string): StatementSync => {
    assertOpen();
    let statement = statements.get(text);
    if (!statement) {
      statement = database.prepare(text);
      statements.set(text, statement);
    }
    return statement;
  };
  function assertOpen(): void {
    if (!database.isOpen) throw new EngineClosedError();
  }
  return {
    file,
    get isOpen() {
      return database.isOpen;
    },
    one: <Row>(text: string, ...values: SQLInputValue[]) =>
      prepared(text).get(...values) as Row | undefined,
    all: <Row>(text: string, ...values: SQLInputValue[]) => prepared(text).all(...values) as Row[],
    run(text, ...values) {
      const { changes, lastInsertRowid } = prepared(text).run(...values);
      return { changes: Number(changes), rowId: Number(lastInsertRowid) };
    },
    exec(text) {
      assertOpen();
      database.exec(text);
    },
    close() {
      if (database.isOpen) database.close();
    }
  };
}
