/**
 * The engine without its HTTP: one SQLite file, its write queue, its waiting feeds.
 *
 * Reads may happen at any time and see what is committed; writes go through `write`, whose work gets
 * the database row fresh, and which wakes the feeds of that database after the commit.
 */
import { randomBytes } from 'node:crypto';
import { autoCompact } from './document/compact.ts';
import { FeedHub } from './changes/feed-hub.ts';
import { noDatabase } from './http/couch-error.ts';
import type { Limits } from './options.ts';
import { findDatabase, type DatabaseRow } from './storage/database-rows.ts';
import { openSql, type Sql } from './storage/sqlite.ts';
import { WriteQueue } from './storage/write-queue.ts';

export class Store {
  readonly sql: Sql;
  readonly queue: WriteQueue;
  readonly hub = new FeedHub();
  readonly limits: Limits;
  readonly uuid: string;
  isClosed = false;

  constructor(dataDir: string, limits: Limits, durable = true) {
    this.limits = limits;
    this.sql = openSql(dataDir, durable);
    this.queue = new WriteQueue(this.sql, () => this.hub.wakeTouched());
    this.uuid = this.setting('uuid', () => randomBytes(16).toString('hex'));
  }

  database(name: string): DatabaseRow {
    const row = findDatabase(this.sql, name);
    if (!row) throw noDatabase();
    return row;
  }

  /** Runs a work that changes one database; resolves after it is on the disk. */
  write<Result>(name: string, work: (sql: Sql, database: DatabaseRow) => Result): Promise<Result> {
    return this.queue.submit(() => {
      const database = this.database(name);
      const before = database.seq;
      const result = work(this.sql, database);
      if (database.seq !== before) this.hub.touch(database.pk);
      if (database.supersededBytes > this.limits.autoCompactBytes) autoCompact(this, name);
      return result;
    });
  }

  setting(name: string, initial: () => string): string {
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
