import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  LONGEST_BRIDGED_MS,
  newSteadyClock,
  openServerClock
} from '../../../sync-server/store/server-clock.ts';
import { checkStoreMark } from '../../../sync-server/store/store-mark.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { until } from '../../support/until.ts';

const aStore = () => {
  const people = new MemoryDatabase();
  return { people, store: { people: people.asDatabase } as unknown as Store };
};

describe('a store', () => {
  it('[S2.16] that was emptied, or is another one, is no first start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'mila-mark-'));
    const [first, other] = [aStore(), aStore()];
    await checkStoreMark(first.store, dataDir);
    await checkStoreMark(first.store, dataDir);
    await expect(checkStoreMark(other.store, dataDir)).rejects.toThrow(/empty.*Restore it/);
    const elsewhere = await mkdtemp(join(tmpdir(), 'mila-mark-'));
    await checkStoreMark(other.store, elsewhere);
    await expect(checkStoreMark(other.store, dataDir)).rejects.toThrow(/another one than/);
    await rm(join(dataDir, 'store-mark.txt'));
    await checkStoreMark(other.store, dataDir);
    expect(await readFile(join(dataDir, 'store-mark.txt'), 'utf8')).toBe(
      await readFile(join(elsewhere, 'store-mark.txt'), 'utf8')
    );
    for (const folder of [dataDir, elsewhere]) await rm(folder, { recursive: true });
  });
});

describe('[S2.17] the time of the server', () => {
  const machine = { at: NOW, mono: 0 };
  const sources = { wall: () => machine.at, monotonic: () => machine.mono };
  const pass = (ms: number) => {
    machine.at += ms;
    machine.mono += ms;
  };

  it('goes on where the clock was set back, a little slower, until that has caught up', () => {
    const clock = newSteadyClock(0, sources);
    expect(clock.now()).toBe(machine.at);
    machine.at -= 3_600_000;
    const before = clock.now();
    expect(before).toBe(NOW);
    pass(60_000);
    expect(clock.now()).toBe(before + 54_000);
    pass(11 * 3_600_000);
    expect(clock.now()).toBe(machine.at);
    pass(1_000);
    expect(clock.now()).toBe(machine.at);
  });

  it('goes on over a restart, and believes the machine where the gap is beyond all bridging', async () => {
    const { people, store } = aStore();
    const closing = new AbortController();
    const at = machine.at;
    await openServerClock(store, closing.signal, sources);
    await until(async () => (await people.get('latest-time')) !== undefined, 'it is kept');
    machine.at -= 3_600_000;
    const again = await openServerClock(store, closing.signal, sources);
    expect(again.now()).toBe(at);
    closing.abort();
    const told: number[] = [];
    const wrong = newSteadyClock(machine.at + LONGEST_BRIDGED_MS + 1, sources, (ms) =>
      told.push(ms)
    );
    expect(wrong.now()).toBe(machine.at);
    expect(told).toHaveLength(1);
  });
});
