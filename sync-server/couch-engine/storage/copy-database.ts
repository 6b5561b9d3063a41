/**
 * A whole copy of the database, while it is written to.
 *
 * 1. After a checkpoint the file has everything; until the next one, writes go to the log beside it.
 *    No checkpoint is made meanwhile: what is copied stands still, and no write waits.
 * 2. Another process copies. Closing any handle of a file gives up the locks that this process has
 *    on it, and with them the promise that nobody else opens the store.
 * 3. A copy during which the store was closed is none: closing makes a checkpoint.
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EngineClosedError } from '../errors/engine-closed-error.ts';
import type { Sql } from './sqlite.ts';

const run = promisify(execFile);

/** SQLite's own measure, in pages. */
const USUAL_CHECKPOINT = 1000;

const COPY = `
const { constants, copyFileSync, fsyncSync, openSync } = require('node:fs');
const [from, to] = process.argv.slice(1);
copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
fsyncSync(openSync(to, 'r+'));`;

/** @throws where `file` is there already or cannot be written, and when the store was closed */
export async function copyDatabase(sql: Sql, file: string): Promise<void> {
  const at = sql.one<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)');
  if (at?.busy !== 0) throw new Error('A statement is in progress: nothing was copied.');
  sql.exec('PRAGMA wal_autocheckpoint = 0');
  try {
    await run(process.execPath, ['-e', COPY, sql.file, file]);
    if (!sql.isOpen) {
      await rm(file, { force: true });
      throw new EngineClosedError();
    }
  } finally {
    if (sql.isOpen) sql.exec(`PRAGMA wal_autocheckpoint = ${USUAL_CHECKPOINT}`);
  }
}
