import type { FastifyBaseLogger } from 'fastify';
import type { Authority } from '../authority/authority.ts';
import { caseActionOf } from '../cases/case-action.ts';
import { caseId } from '../cases/case-id.ts';
import { openCase } from '../cases/open-case.ts';
import type { Clock } from '../clock.ts';
import { retry } from '../concurrency/retry.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';
import { contentHash } from '../outbox/received-hash.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';

export interface TakeBatchDeps {
  store: Pick<Store, 'cases'>;
  authority: Authority;
  clock: Clock;
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
  closing: AbortSignal;
}

const TRIES = 3;
const BACK_OFF = { firstMs: 100, longestMs: 10_000 };

/** Together if all is well, else one by one to find out which one fails. @throws in an outage */
export async function takeBatch(actions: ReceivedAction[], deps: TakeBatchDeps): Promise<void> {
  if (actions.length === 0) return;
  try {
    await deps.authority.take(actions);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    for (const action of actions) await takeAlone(action, deps);
  }
}

/** What cannot even be read: held with a case each, and those around it are judged. */
export async function passOver(broken: ReceivedAction[], deps: TakeBatchDeps): Promise<void> {
  for (const action of broken) {
    deps.log.error({ action: action.id, provider: action.provider }, 'an action cannot be read');
    await giveUp(action, new Error('it cannot be read as it is stored'), deps);
  }
}

async function takeAlone(action: ReceivedAction, deps: TakeBatchDeps): Promise<void> {
  const { authority, log, closing } = deps;
  const { id, provider } = action;
  try {
    await retry(() => authority.take([action]), {
      ...BACK_OFF,
      tries: TRIES,
      signal: closing,
      isFinal: (error) => error instanceof StoreUnavailable,
      onFailure: (err) => log.error({ err, action: id, provider }, 'judging failed')
    });
  } catch (error) {
    if (error instanceof StoreUnavailable || closing.aborted) throw error;
    await giveUp(action, error, deps);
  }
}

/** The verdict is the case's: after a crash it says again what the first one said. */
async function giveUp(action: ReceivedAction, error: unknown, deps: TakeBatchDeps): Promise<void> {
  const { store, authority, clock, log } = deps;
  const { id, provider, rev, envelope } = action;
  const at = clock.now();
  const { judgement } = await openCase(store, {
    _id: caseId({ unjudged: id, provider, rev }),
    kind: 'judging.failed',
    openedAt: at,
    provider,
    judgement: { outcome: 'held', code: 'action.malformed', at },
    action: caseActionOf(action, await contentHash(envelope)),
    note: String(error)
  });
  try {
    if (judgement) await authority.giveUp?.(action, judgement);
  } catch (failure) {
    if (failure instanceof StoreUnavailable) throw failure;
    log.error({ err: failure, action: id }, 'a held action has no verdict');
  }
}
