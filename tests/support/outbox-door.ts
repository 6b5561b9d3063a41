import type { Authority } from '../../sync-server/authority/authority.ts';
import type { SignedInDevice, TestServer } from './test-server.ts';
import type { ReceivedAction } from '../../sync-server/outbox/received-action.ts';

/** An authority that remembers what it was given. @param take may throw, as one that fails */
export function aWitness(take: (actions: ReceivedAction[]) => void = () => undefined) {
  const seen: ReceivedAction[] = [];
  const authority: Authority = {
    take(actions) {
      return new Promise((resolve) => {
        take(actions);
        seen.push(...actions);
        resolve();
      });
    }
  };
  return { seen, authority };
}

/** Text as it is, to one of the outbox's addresses: a document's own is its id. */
export function sendToOutbox(
  { app }: TestServer,
  { headers }: SignedInDevice,
  payload: string,
  path = '_bulk_docs'
) {
  return app.inject({
    method: path.startsWith('_') ? 'POST' : 'PUT',
    url: `/sync/outbox/${path}`,
    headers: { ...headers, 'content-type': 'application/json' },
    payload
  });
}
