// Publishes drafts on their date. Several processes may find the same one: publish-drafts.ts sees
// to it that one of them publishes.
import { repeat } from '../concurrency/repeat.ts';
import type { Background, Deps } from '../deps.ts';
import type { Draft } from './draft.ts';
import { publishDrafts } from './publish-drafts.ts';

const LOOK_EVERY_MS = 10_000;
const BY_DATE = { name: 'drafts-by-date', fields: ['type', 'publish.at'] };

export const publishWhenDue: Background = async (deps) => {
  const { closing, log } = deps;
  const onFailure = (err: unknown) => log.warn({ err }, 'drafts that are due are published later');
  await repeat(() => publishDue(deps), { everyMs: LOOK_EVERY_MS, signal: closing, onFailure });
};

/** How many were published. */
export async function publishDue(
  deps: Pick<Deps, 'store' | 'keys' | 'audit' | 'clock'>
): Promise<number> {
  const { store, clock } = deps;
  const now = clock.now();
  let count = 0;
  const selector = { type: 'draft', 'publish.at': { $gt: 0, $lte: now } };
  for await (const draft of store.editing.findAll<Draft>({ index: BY_DATE, selector })) {
    const published = await publishDrafts(deps, [draft], { ...draft.publish!, at: now });
    if (published.ok) count += 1;
    else await tellFailed(deps, draft, published.why);
  }
  return count;
}

/** It is a draft again, and says why. Nobody else's change since is touched. */
async function tellFailed(
  { store }: Pick<Deps, 'store'>,
  draft: Draft,
  failed: 'faults' | 'conflict'
): Promise<void> {
  await store.editing.put<Draft>({ ...draft, publish: null, failed });
}
