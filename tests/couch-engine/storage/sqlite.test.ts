/** The file behind the engine: made once, known again, refused if it is not known. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EngineClosedError } from '../../../sync-server/couch-engine/errors/engine-closed-error.ts';
import { EngineLockedError } from '../../../sync-server/couch-engine/errors/engine-locked-error.ts';
import { openSql } from '../../../sync-server/couch-engine/storage/sqlite.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'engine-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const pragma = (name: string, value?: number) => {
  const file = new DatabaseSync(join(dataDir, 'engine.sqlite'));
  if (value !== undefined) file.exec(`PRAGMA ${name} = ${value}`);
  const [found] = Object.values(file.prepare(`PRAGMA ${name}`).get()!);
  file.close();
  return found;
};

describe('the file', () => {
  test('keeps what was committed, in WAL with a full sync at each commit', () => {
    const sql = openSql(dataDir);
    expect(sql.one('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(sql.one('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    sql.run('INSERT INTO settings (name, value) VALUES (?, ?)', 'a', 'b');
    sql.close();
    const again = openSql(dataDir);
    expect(again.one('SELECT value FROM settings WHERE name = ?', 'a')).toEqual({ value: 'b' });
    again.close();
  });

  test('belongs to one process', () => {
    const sql = openSql(dataDir);
    expect(() => openSql(dataDir)).toThrow(EngineLockedError);
    sql.close();
    openSql(dataDir).close();
  });

  test.each([
    ['application_id', 1],
    ['user_version', 3]
  ])('is refused with another %s, and left as it is', (name, value) => {
    openSql(dataDir).close();
    pragma(name, value);
    expect(() => openSql(dataDir)).toThrow(/of another version .*Nothing was changed/);
    expect(pragma(name)).toBe(value);
  });

  test('answers nothing after the close', () => {
    const sql = openSql(dataDir);
    sql.close();
    expect(() => sql.one('SELECT 1')).toThrow(EngineClosedError);
    expect(() => sql.exec('SELECT 1')).toThrow(EngineClosedError);
  });
});
