import { openSql } from './sqlite.ts';

/**
 * Makes a copied file a store of its own: its sequences and the checkpoints of whoever replicated
 * with the one that it was copied from count from the beginning. Nobody may have it open.
 */
export function renewIdentity(dataDir: string): void {
  const sql = openSql(dataDir);
  try {
    sql.run(`UPDATE settings SET value = lower(hex(randomblob(16))) WHERE name = 'uuid'`);
    sql.run('UPDATE databases SET uuid = lower(hex(randomblob(16)))');
  } finally {
    sql.close();
  }
}
