// Reads what devices have sent by its names, in slices of so many bytes: however much somebody asks
// for, nobody else waits for more than one slice, and no more than one is in memory.
import type { Database } from '../store/database.ts';
import { AnswerTooLarge } from '../store/plain-http.ts';
import { storedId, type StoredAction } from './stored-action.ts';

export type Stored = StoredAction & { _rev: string };

export const SLICE = {
  names: 50,
  bytes: 512 * 1024,
  /** One document with all its leaves; what an earlier version took may be large. */
  oneBytes: 32 * 1024 * 1024
} as const;

/** Of each name what the database shows; undefined where there is none. */
export function readShown(outbox: Database, names: readonly string[]) {
  return inSlices(names, async (some, mostBytes) => {
    const { rows } = await outbox.demand<{ rows: { doc?: Stored | null }[] }>({
      method: 'POST',
      path: '_all_docs',
      qs: { include_docs: true },
      body: { keys: some.map(storedId) },
      mostBytes
    });
    return rows.map(({ doc }) => doc ?? undefined);
  });
}

/** Of each name every revision that stands; undefined where they are too much to look at. */
export function readLeaves(outbox: Database, names: readonly string[]) {
  return inSlices(names, async (some, mostBytes) => {
    const { results } = await outbox.demand<{ results: { docs: { ok?: Stored }[] }[] }>({
      method: 'POST',
      path: '_bulk_get',
      body: { docs: some.map((name) => ({ id: storedId(name) })) },
      mostBytes
    });
    return results.map(({ docs }) => docs.flatMap(({ ok }) => ok ?? []));
  });
}

async function* inSlices<T>(
  names: readonly string[],
  read: (some: string[], mostBytes: number) => Promise<T[]>
): AsyncGenerator<[name: string, found: T | undefined]> {
  let size: number = SLICE.names;
  for (let at = 0; at < names.length;) {
    const some = names.slice(at, at + size);
    try {
      const found = await read(some, some.length > 1 ? SLICE.bytes : SLICE.oneBytes);
      for (const [index, name] of some.entries()) yield [name, found[index]];
      size = Math.min(SLICE.names, size * 2);
    } catch (error) {
      if (!(error instanceof AnswerTooLarge)) throw error;
      if (some.length > 1) {
        size = Math.ceil(some.length / 4);
        continue;
      }
      yield [some[0]!, undefined];
    }
    at += some.length;
  }
}
