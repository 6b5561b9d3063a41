import type { FastifyBaseLogger } from 'fastify';
import type { Provider } from '#domain/matching/provider.ts';
import { caseId } from '../cases/case-id.ts';
import { tryOrOpenCase } from '../cases/try-or-open-case.ts';
import { followChanges } from '../store/follow-changes.ts';
import type { Store } from '../store/store.ts';
import type { InboxWriter } from './inbox-writer.ts';
import { profileWrite } from './profile-document.ts';
import type { Clock } from '../clock.ts';

interface FollowProfiles {
  store: Pick<Store, 'people' | 'cases'>;
  clock: Clock;
  inboxes: InboxWriter;
  log: FastifyBaseLogger;
  closing: AbortSignal;
}

/**
 * Keeps every provider's own `profile` up to date, from a stored checkpoint, until the signal ends
 * it.
 */
export function followProfiles(deps: FollowProfiles): Promise<void> {
  const { store, inboxes, log, closing } = deps;
  return followChanges(store.people, {
    since: '0',
    checkpoint: 'profiles',
    signal: closing,
    async onBatch(changes) {
      for (const { doc, id } of changes) {
        if (!doc || !id.startsWith('provider:')) continue;
        const provider = doc as unknown as Provider;
        const about = {
          _id: caseId({ profile: provider.id, rev: doc._rev }),
          order: null,
          provider: provider.id
        };
        await tryOrOpenCase(deps, about, () =>
          inboxes.write(provider.id, [profileWrite(provider)])
        );
      }
    },
    onError: (error) => log.warn({ err: error }, 'following the profiles waits for the store')
  });
}
