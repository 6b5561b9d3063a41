/** The write queue over a database that only writes down what it is told. */
import { describe, expect, test } from 'vitest';
import type { Sql } from '../../../sync-server/couch-engine/storage/sqlite.ts';
import { WriteQueue } from '../../../sync-server/couch-engine/storage/write-queue.ts';

describe('the write queue', () => {
  const statements: string[] = [];
  const record = (text: string) => {
    statements.push(text.split(' ')[0]!);
    return { changes: 0, rowId: 0 };
  };
  const sql = { exec: record, run: record } as unknown as Sql;

  test('commits a lonely work at once and many waiting works together', async () => {
    statements.length = 0;
    const queue = new WriteQueue(sql, () => {});
    await queue.submit(() => 1);
    expect(queue.batches).toBe(1);
    await Promise.all(Array.from({ length: 50 }, (_, n) => queue.submit(() => n)));
    expect(queue.batches).toBe(2);
    expect(statements.filter((one) => one === 'COMMIT')).toHaveLength(2);
  });

  test('undoes a work that throws and commits its neighbours', async () => {
    const queue = new WriteQueue(sql, () => {});
    const results = await Promise.allSettled([
      queue.submit(() => 'first'),
      queue.submit(() => {
        throw new Error('no');
      }),
      queue.submit(() => 'third')
    ]);
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('tells every writer of a batch if its commit fails', async () => {
    const broken = { run: record, exec: failCommit } as unknown as Sql;
    const queue = new WriteQueue(broken, () => {});
    const results = await Promise.allSettled([queue.submit(() => 1), queue.submit(() => 2)]);
    expect(results.map((one) => one.status)).toEqual(['rejected', 'rejected']);

    function failCommit(text: string): void {
      if (text === 'COMMIT') throw new Error('disk full');
    }
  });
});
