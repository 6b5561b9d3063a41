export interface StoredDocument {
  _id: string;
  _rev?: string;
}
export type Stored<D> = D & { _rev: string };

/** An expected conflict is a value; the other instance was faster. */
export type PutResult = { ok: true; rev: string } | { ok: false; reason: 'conflict' };
export type BulkResult =
  { ok: true; id: string; rev: string } | { ok: false; id: string; error: string; reason: string };
