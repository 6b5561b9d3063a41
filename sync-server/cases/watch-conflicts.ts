import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import { WITH_CONFLICTS, type Conflicting } from '../store/conflicts.ts';
import type { Change } from '../store/database-requests.ts';
import type { Database } from '../store/database.ts';
import { followChanges } from '../store/follow-changes.ts';
import type { Store } from '../store/store.ts';
import { caseId } from './case-id.ts';
import { openCase } from './open-case.ts';

interface WatchConflicts {
  store: Pick<Store, (typeof DECIDING)[number]>;
  clock: Clock;
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
  closing: AbortSignal;
}

/** Where a revision decides something: two that stand beside each other are two decisions. */
const DECIDING = ['orders', 'people', 'ledger', 'cases', 'audit', 'editing', 'mails'] as const;

/**
 * On one copy no conflict can arise; one that is replicated in (a standby that was written to, a
 * copy put back) would silently make one of two decisions the winner. It becomes a case instead.
 */
export async function watchConflicts(deps: WatchConflicts): Promise<void> {
  await Promise.all(DECIDING.map((name) => watch(deps, name)));
}

function watch(deps: WatchConflicts, name: (typeof DECIDING)[number]): Promise<void> {
  const { store, log, closing } = deps;
  const database = store[name] as Database;
  return followChanges(database, {
    since: '0',
    checkpoint: 'conflicts',
    includeDocs: false,
    allLeaves: true,
    signal: closing,
    async onBatch(changes) {
      const ids = changes.filter(mayConflict).map(({ id }) => id);
      for (const document of await withConflicts(database, ids)) {
        await openCases(deps, name, document);
      }
    },
    onError: (err) => log.warn({ err }, 'looking for conflicts waits for the store')
  });
}

/** More than one leaf: some of them may be deleted, which is no conflict. */
function mayConflict({ id, changes }: Change): boolean {
  return changes.length > 1 && !id.startsWith('_');
}

async function withConflicts(database: Database, keys: string[]): Promise<Conflicting[]> {
  if (keys.length === 0) return [];
  const { rows } = await database.demand<{ rows: { doc?: Conflicting | null }[] }>({
    method: 'POST',
    path: '_all_docs',
    qs: { include_docs: true, ...WITH_CONFLICTS },
    body: { keys }
  });
  return rows.flatMap(({ doc }) => (doc?._conflicts?.length ? [doc] : []));
}

async function openCases(
  { store, clock, log }: WatchConflicts,
  name: string,
  { _id, _rev, _conflicts = [] }: Conflicting
): Promise<void> {
  for (const rev of _conflicts) {
    const note = `${name}/${_id}: ${_rev} stands, ${rev} is stored beside it`;
    log.error({ database: name, document: _id, rev }, 'a conflict on what decides');
    await openCase(store, {
      _id: caseId({ conflict: `${name}/${_id}`, rev }),
      kind: 'store.conflict',
      openedAt: clock.now(),
      order: name === 'orders' ? _id : null,
      note
    });
  }
}
