import type { Database } from '../../sync-server/store/database.ts';
import type { StoredDocument } from '../../sync-server/store/stored-document.ts';

export type Any = StoredDocument & Record<string, unknown>;

/** Also what this version of the server cannot read. */
async function unchecked(database: Database<never>, id: string): Promise<Any | undefined> {
  return (await database.getMany<Any>([id]))[0];
}

/** Changes a document, or takes it away; returns what puts it back. */
export async function change(
  database: Database<never>,
  id: string,
  decide: (document: Any) => Any | undefined
): Promise<() => Promise<unknown>> {
  const before = (await unchecked(database, id))!;
  const next = decide(structuredClone(before));
  if (next) await database.put<Any>(next);
  else await database.remove(id, before._rev!);
  return async () => {
    const { _rev: _, ...kept } = before;
    const now = await unchecked(database, id);
    await database.put<Any>({ ...kept, _id: id, ...(now ? { _rev: now._rev! } : {}) });
  };
}

export async function add(
  database: Database<never>,
  document: Any
): Promise<() => Promise<unknown>> {
  await database.put<Any>(document);
  return async () =>
    database.remove(document._id, (await unchecked(database, document._id))!._rev!);
}
