import type { BillingDeps } from '../../sync-server/billing/billing-deps.ts';
import { StoreUnavailable } from '../../sync-server/store/store-unavailable.ts';

const CALLS = new Set(['get', 'getMany', 'put', 'bulk', 'find', 'update', 'withPrefix']);

export interface FailingStore {
  store: BillingDeps['store'];
  /** Calls made so far. */
  steps(): number;
}

/**
 * A store whose process dies at its n-th call: before the call is made, or after it was made and before its answer came.
 * From then on nothing answers any more.
 */
export function failingStore(
  inner: BillingDeps['store'],
  failAt: number,
  when: 'before' | 'after'
): FailingStore {
  let steps = 0;
  const dead = () => new StoreUnavailable(`dead at step ${failAt} (${when})`);

  function failing<T extends object>(database: T): T {
    return new Proxy(database, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        const bound = member.bind(target) as (...args: unknown[]) => unknown;
        if (!CALLS.has(String(name))) return bound;
        return async (...args: unknown[]) => {
          steps += 1;
          if (steps > failAt || (steps === failAt && when === 'before')) throw dead();
          const answer: unknown = await bound(...args);
          if (steps === failAt) throw dead();
          return answer;
        };
      }
    });
  }

  const { orders, ledger, cases, people } = inner;
  return {
    store: {
      orders: failing(orders),
      ledger: failing(ledger),
      cases: failing(cases),
      people: failing(people),
      inbox: (provider) => failing(inner.inbox(provider))
    },
    steps: () => steps
  };
}
