import { describe, expect, it } from 'vitest';
import { openCatalogRules } from '../../../sync-server/order-work/catalog-rules.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aPackage } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

describe('the catalogue in memory', () => {
  it('[R13.6, R18.3] is read whole, then followed', async () => {
    const catalog = new MemoryDatabase(
      { ...aPackage() },
      { _id: 'product:cable', type: 'product', id: 'cable', version: 1 } as never,
      { _id: 'catalog', type: 'catalog' } as never
    );
    const closing = new AbortController();
    Object.assign(catalog, {
      async changes({ since }: { since: string }) {
        if (since !== '0') {
          closing.abort();
          return { lastSeq: since, results: [] };
        }
        const doc = { ...aPackage(), version: 2 };
        return {
          lastSeq: '2',
          results: [
            { id: doc._id, seq: '1', changes: [], doc },
            { id: 'gone', seq: '2', changes: [], deleted: true }
          ]
        };
      }
    });
    const rules = openCatalogRules({ catalog: catalog.asDatabase } as unknown as Store);
    expect(rules.packageAt('wlan', 0)).toBeUndefined();
    await rules.load();
    expect([rules.packageAt('wlan', 0)?.version, rules.productAt('cable', 0)?.version]).toEqual([
      ...[1, 1]
    ]);
    expect([rules.packageAt('cable', 0), rules.productAt('wlan', 0)]).toEqual([
      ...[undefined, undefined]
    ]);
    await rules.follow(closing.signal);
    expect(rules.packageAt('wlan', 0)?.version).toBe(2);
  });
});
