/**
 * The engine without its HTTP: one SQLite file, its write queue, its waiting feeds.
 *
 * 1. Reads may happen at any time and see what is committed.
 * 2. Writes go through `write`: the task gets the database's row fresh, and the feeds of that
 *    database wake after the commit.
 * 3. A database that holds too much that is superseded is handed to `onSuperseded` to be compacted.
 */
import { randomBytes } from 'node:crypto';
import { noDatabase } from '../errors/couch-error.ts';
import { copyDatabase } from './copy-database.ts';
import { findDatabase, type DatabaseRow } from './database-rows.ts';
import { FeedHub } from './feed-hub.ts';
import type { Limits } from './limits.ts';
import { openSql, type Sql } from './sqlite.ts';
import { WriteQueue } from './write-queue.ts';

export class Store {
  readonly sql: Sql;
  readonly queue: WriteQueue;
  readonly hub = new FeedHub();
  readonly limits: Limits;
  readonly uuid: string;
  /** Called inside a write: what it does must wait for its own turn in the queue. */
  onSuperseded: (database: string) => void = () => undefined;
  isClosed = false;
  #copying: Promise<unknown> = Promise.resolve();

  constructor(dataDir: string, limits: Limits, durable = true) {
    this.limits = limits;
    this.sql = openSql(dataDir, durable);
    this.queue = new WriteQueue(this.sql, () => this.hub.wakeTouched());
    this.uuid = this.#setting('uuid', () => randomBytes(16).toString('hex'));
  }

  database(name: string): DatabaseRow {
    const row = findDatabase(this.sql, name);
    if (!row) throw noDatabase();
    return row;
  }

  /** Runs a task that changes one database; resolves after it is on the disk. */
  write<Result>(name: string, task: (sql: Sql, database: DatabaseRow) => Result): Promise<Result> {
    return this.queue.submit(() => {
      const database = this.database(name);
      const before = database.seq;
      const result = task(this.sql, database);
      if (database.seq !== before) this.hub.touch(database.pk);
      if (database.supersededBytes > this.limits.autoCompactBytes) this.onSuperseded(name);
      return result;
    });
  }

  /** All databases as they are at one moment, to a file that is not there yet; one after another. */
  copyTo(file: string): Promise<void> {
    const copied = this.#copying.then(() => copyDatabase(this.sql, file));
    this.#copying = copied.catch(() => undefined);
    return copied;
  }

  #setting(name: string, initial: () => string): string {
    const row = this.sql.one<{ value: string }>('SELECT value FROM settings WHERE name = ?', name);
    if (row) return row.value;
    const value = initial();
    this.sql.run('INSERT INTO settings (name, value) VALUES (?, ?)', name, value);
    return value;
  }

  /** Lets every waiting feed end; requests under way still get their answers. */
  endFeeds(): void {
    this.isClosed = true;
    this.hub.close();
  }

  close(): void {
    this.endFeeds();
    this.queue.close();
    this.sql.close();
  }
}
