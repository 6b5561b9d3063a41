import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../sync-server/couch-engine/storage/limits.ts';
import { Store } from '../../../sync-server/couch-engine/storage/store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-copied-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = (store: Store, name: string) =>
  store.queue.submit(() =>
    store.sql.run('INSERT INTO settings (name, value) VALUES (?, ?)', name, 'x'.repeat(20_000))
  );

function read(file: string): { check: string; names: string[] } {
  const database = new DatabaseSync(file);
  const check = database.prepare('PRAGMA integrity_check').get() as { integrity_check: string };
  const rows = database.prepare("SELECT name FROM settings WHERE name <> 'uuid'").all();
  database.close();
  return { check: check.integrity_check, names: rows.map((row) => String(row['name'])) };
}

describe('a copy of the database', () => {
  it('is whole and of one moment, while more is written than a checkpoint waits for', async () => {
    const store = new Store(join(folder, 'one'), defaultLimits);
    for (let n = 0; n < 50; n += 1) await write(store, `before-${n}`);
    let isOver = false;
    const copies = Promise.all(
      ['first', 'second'].map((name) => store.copyTo(join(folder, `${name}.sqlite`)))
    ).finally(() => (isOver = true));
    let during = 0;
    for (; !isOver || during < 400; during += 1) await write(store, `during-${during}`);
    await copies;
    const [first, second] = ['first', 'second'].map((name) => read(join(folder, `${name}.sqlite`)));
    for (const copy of [first!, second!]) {
      expect(copy.check).toBe('ok');
      const order = copy.names.filter((name) => name.startsWith('during'));
      expect(copy.names.length - order.length).toBe(50);
      expect(order.length).toBeLessThan(during);
    }
    expect(second!.names.length).toBeGreaterThanOrEqual(first!.names.length);
    store.close();
    expect(read(join(folder, 'one', 'engine.sqlite')).names).toHaveLength(50 + during);
  });

  it('leaves the store to its one process', async () => {
    const store = new Store(join(folder, 'owned'), defaultLimits);
    await store.copyTo(join(folder, 'owned.sqlite'));
    const other = new DatabaseSync(join(folder, 'owned', 'engine.sqlite'));
    expect(() => other.prepare('SELECT * FROM settings').all()).toThrow(/locked/);
    other.close();
    store.close();
  });

  it('overwrites nothing, and is none when the store is closed meanwhile', async () => {
    const store = new Store(join(folder, 'refused'), defaultLimits);
    await writeFile(join(folder, 'there'), 'kept');
    await expect(store.copyTo(join(folder, 'there'))).rejects.toThrow(/EEXIST/);
    const copying = store.copyTo(join(folder, 'late.sqlite'));
    await write(store, 'one more');
    store.close();
    await expect(copying).rejects.toThrow();
    expect(existsSync(join(folder, 'late.sqlite'))).toBe(false);
  });
});
