// What waits in an outbox, in pieces that fit into memory whatever somebody has put there:
// 1. a page that is too large is asked for again with fewer documents, down to one;
// 2. one that cannot be read even alone is handed on as broken, by itself: the others of the same
//    helper are judged, and nobody else waits for it;
// 3. of a much forked document the leaves come in pieces as well.
import { AnswerTooLarge } from '../store/plain-http.ts';
import type { Database } from '../store/database.ts';
import type { Change } from '../store/database-requests.ts';
import { lookAgain } from '../store/look-again.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';
import { receivedAction, type ReceivedAction } from './received-action.ts';
import type { StoredAction } from './stored-action.ts';

export interface UnjudgedBatch {
  /** In the order in which they were stored; every leaf of a forked one. */
  actions: ReceivedAction[];
  /** Stored, but not to be read; the envelope is missing. */
  broken: ReceivedAction[];
  /** Where to go on once they are judged; null: more of the same page follows. */
  nextSeq: string | null;
}

export const UNJUDGED_LIMITS = {
  page: 100,
  /** Read, parsed and hashed in one go: the others' actions wait for it. */
  pageBytes: 1024 * 1024,
  /** A single document: what the door takes is far smaller, what an earlier version took is not. */
  documentBytes: 32 * 1024 * 1024
} as const;

type Outbox = Database;
type Page = { results: Change<StoredAction>[]; lastSeq: string; isTooLarge?: boolean };

/** What one provider's outbox holds behind `since`. The next batch is read when it is asked for. */
export async function* unjudged(
  store: Pick<Store, 'outbox'>,
  provider: string,
  since: string
): AsyncGenerator<UnjudgedBatch> {
  const outbox = store.outbox(provider);
  const { page } = UNJUDGED_LIMITS;
  let limit: number = page;
  for (;;) {
    const read = await readPage(outbox, since, limit);
    if (read === 'tooLarge') {
      limit = Math.ceil(limit / 2);
      continue;
    }
    yield* inPieces(outbox, provider, read);
    if (read.results.length < limit) return;
    since = read.lastSeq;
    limit = Math.min(page, limit * 2);
  }
}

async function readPage(outbox: Outbox, since: string, limit: number): Promise<Page | 'tooLarge'> {
  const { pageBytes, documentBytes } = UNJUDGED_LIMITS;
  const mostBytes = limit > 1 ? pageBytes : documentBytes;
  const asked = { since, limit, allLeaves: true };
  try {
    return await outbox.changes<StoredAction>({ ...asked, includeDocs: true, mostBytes });
  } catch (error) {
    if (!(error instanceof AnswerTooLarge)) throw error;
    // Alone and still too large: its names are all that there is to say of it.
    if (limit > 1) return 'tooLarge';
    return { ...(await outbox.changes<StoredAction>(asked)), isTooLarge: true };
  }
}

async function* inPieces(
  outbox: Outbox,
  provider: string,
  { results, lastSeq, isTooLarge = false }: Page
): AsyncGenerator<UnjudgedBatch> {
  let piece = newPiece();
  for (const change of results) {
    for (const rev of leavesOf(change)) {
      if (isTooLarge) piece.broken.push(brokenAction(provider, change.id, rev));
      else await take(piece, outbox, { provider, change, rev });
      if (piece.bytes < UNJUDGED_LIMITS.pageBytes) continue;
      yield { actions: piece.actions, broken: piece.broken, nextSeq: null };
      piece = newPiece();
    }
  }
  const { actions, broken } = piece;
  if (results.length > 0) yield { actions, broken, nextSeq: lastSeq };
}

function newPiece() {
  return { actions: [] as ReceivedAction[], broken: [] as ReceivedAction[], bytes: 0 };
}

interface Leaf {
  provider: string;
  change: Change<StoredAction>;
  rev: string;
}

async function take(
  piece: ReturnType<typeof newPiece>,
  outbox: Outbox,
  { provider, change: { id, doc }, rev }: Leaf
): Promise<void> {
  if (doc?.type !== 'action') return;
  const read = () => outbox.get<StoredAction>(id, { rev });
  const leaf = doc._rev === rev ? doc : await lookAgain(read);
  if (!leaf) throw new StoreUnavailable(`${id} ${rev} is not to be read yet`);
  piece.bytes += leaf.text.length;
  try {
    piece.actions.push(receivedAction(provider, leaf));
  } catch {
    piece.broken.push({ ...brokenAction(provider, id, rev), ...namesOf(leaf) });
  }
}

/** The one that the database shows first, before those beside it. */
function leavesOf({ doc, changes }: Change<StoredAction>): string[] {
  const revs = changes.map(({ rev }) => rev);
  return doc ? [doc._rev, ...revs.filter((rev) => rev !== doc._rev)] : revs;
}

const namesOf = ({ device, receivedAt }: StoredAction) => ({ device, receivedAt });

function brokenAction(provider: string, id: string, rev: string): ReceivedAction {
  return { provider, id, rev, device: '', receivedAt: 0, envelope: null };
}
