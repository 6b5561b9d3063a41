// Whether a store holds demo data or real ones. Everybody knows the sign-ins of the demo: data of
// both kinds never come into one store, whichever came first.
import type { Store } from './store.ts';
import type { StoredDocument } from './stored-document.ts';

export type DataKind = 'demo' | 'real';

interface DataKindDocument extends StoredDocument {
  type: 'dataKind';
  kind: DataKind;
}

type Filled = Pick<Store, 'people' | 'catalog' | 'orders' | 'ledger'>;

const ID = 'data-kind';
/** The demo's own mark, in stores from before this one. */
const DEMO_MARKER = 'demo';
const LOOKED_AT = 50;
/** In a store that nobody has filled yet. */
const OWN_NOTES = new Set([ID, 'data-version', 'keys', 'store-mark', 'latest-time', 'lease:epoch']);

/**
 * Marks an empty store with what it is going to hold. Of two processes that start together, one
 * marks it and both obey.
 * @throws with what to do, where it holds the other kind
 */
export async function checkDataKind(store: Filled, isDemo: boolean): Promise<void> {
  const wanted: DataKind = isDemo ? 'demo' : 'real';
  const { doc } = await store.people.update<DataKindDocument>(ID, async (current) =>
    current ? undefined : { _id: ID, type: 'dataKind', kind: (await kindOf(store)) ?? wanted }
  );
  const kind = doc?.kind ?? wanted;
  if (kind !== wanted) throw new Error(kind === 'demo' ? HOLDS_DEMO : HOLDS_REAL);
}

/** Undefined: empty. */
async function kindOf({ people, catalog, orders, ledger }: Filled): Promise<DataKind | undefined> {
  if (await people.get(DEMO_MARKER)) return 'demo';
  const firsts = await Promise.all(
    [people, catalog, orders, ledger].map((each) => each.withPrefix('', { limit: LOOKED_AT }))
  );
  const isContent = ({ _id }: StoredDocument) => !OWN_NOTES.has(_id) && !_id.startsWith('_');
  return firsts.flat().some(isContent) ? 'real' : undefined;
}

const HOLDS_DEMO =
  'its data are demo data, and everybody knows the passwords in them. For real data set DATA_DIR ' +
  '(or COUCHDB_PREFIX) to a place of its own; to go on with the demo set DEMO=1. ' +
  'Nothing was changed.';
const HOLDS_REAL =
  'its data are real, and DEMO is on: demo sign-ins, whose passwords everybody knows, must not come ' +
  'into them. Set DEMO=0; for a demo set DATA_DIR (or COUCHDB_PREFIX) to a place of its own. ' +
  'Nothing was changed.';
