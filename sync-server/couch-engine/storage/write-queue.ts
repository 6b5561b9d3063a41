/**
 * Group commit: many writers, one sync.
 *
 * 1. A promise resolves only after the transaction that holds its task is committed and synced.
 * 2. Tasks run one after another, whole and synchronously: none sees half of another.
 * 3. A task that throws undoes itself alone; its neighbours in the batch commit.
 * 4. If the commit itself fails, every task of the batch fails: none is reported as written.
 * 5. A single writer commits at once; only after a batch of several does the queue wait for the
 *    others to come back, and never longer than the window.
 */
import { EngineClosedError } from '../errors/engine-closed-error.ts';
import type { Sql } from './sqlite.ts';

interface Task {
  run: () => unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
  failed?: { error: unknown };
  value?: unknown;
}

export class WriteQueue {
  readonly #sql: Sql;
  readonly #afterCommit: () => void;
  readonly #windowMs: number;
  #waiting: Task[] = [];
  /** How many writers the last batches had: the queue flushes as soon as that many wait. */
  #expected = 1;
  #immediate: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  batches = 0;

  constructor(sql: Sql, afterCommit: () => void, windowMs = 2) {
    this.#sql = sql;
    this.#afterCommit = afterCommit;
    this.#windowMs = windowMs;
  }

  submit<Result>(run: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new EngineClosedError());
        return;
      }
      this.#waiting.push({ run, resolve: resolve as (value: unknown) => void, reject });
      this.#arm();
    });
  }

  /** Commits what waits and refuses what comes later. */
  close(): void {
    this.#flush();
    this.#closed = true;
  }

  #arm(): void {
    if (this.#immediate) return;
    if (this.#waiting.length >= this.#expected) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      // One more turn of the loop: requests already read join this batch for nothing.
      this.#immediate = setImmediate(() => this.#flush());
    } else {
      this.#timer ??= setTimeout(() => this.#flush(), this.#windowMs);
    }
  }

  #flush(): void {
    clearImmediate(this.#immediate);
    clearTimeout(this.#timer);
    this.#immediate = this.#timer = undefined;
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    this.#expected = Math.max(batch.length, Math.floor(this.#expected / 2));
    this.batches++;
    try {
      this.#commit(batch);
    } catch (error) {
      for (const task of batch) task.reject(error);
      return;
    }
    for (const task of batch) {
      if (task.failed) task.reject(task.failed.error);
      else task.resolve(task.value);
    }
    this.#afterCommit();
  }

  #commit(batch: Task[]): void {
    this.#sql.exec('BEGIN IMMEDIATE');
    try {
      for (const task of batch) this.#attempt(task);
      this.#sql.exec('COMMIT');
    } catch (error) {
      this.#tryRollback();
      throw error;
    }
  }

  #attempt(task: Task): void {
    this.#sql.run('SAVEPOINT task');
    try {
      task.value = task.run();
    } catch (error) {
      this.#sql.run('ROLLBACK TO task');
      task.failed = { error };
    }
    this.#sql.run('RELEASE task');
  }

  #tryRollback(): void {
    try {
      this.#sql.exec('ROLLBACK');
    } catch {
      // SQLite has already rolled back by itself (disk full, I/O error).
    }
  }
}
