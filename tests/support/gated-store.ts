import type { BillingDeps } from '../../sync-server/billing/billing-deps.ts';

const CALLS = new Set(['get', 'getMany', 'put', 'bulk', 'find', 'update', 'withPrefix', 'remove']);

/**
 * A store that asks at each call, also at what an update reads and writes in between, and once more before its answer is
 * handed on: whoever answers late is a process that stands still there.
 */
export function gatedStore(
  inner: BillingDeps['store'],
  gate: () => Promise<void>
): BillingDeps['store'] {
  function gated<T extends object>(database: T): T {
    return new Proxy(database, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        const bound = member.bind(target) as (...args: unknown[]) => unknown;
        if (!CALLS.has(String(name))) return bound;
        return async (...args: unknown[]) => {
          await gate();
          const answer: unknown = await bound(...args.map(gatedDecision));
          await gate();
          return answer;
        };
      }
    });
  }

  /** What decides in an update stands still between reading and writing. */
  function gatedDecision(value: unknown): unknown {
    if (typeof value !== 'function') return value;
    return async (...args: unknown[]) => {
      await gate();
      const decided: unknown = await (value as (...all: unknown[]) => unknown)(...args);
      await gate();
      return decided;
    };
  }

  const { orders, ledger, cases, people } = inner;
  return {
    orders: gated(orders),
    ledger: gated(ledger),
    cases: gated(cases),
    people: gated(people),
    inbox: (provider) => gated(inner.inbox(provider))
  };
}

/** Lets `steps` steps through, then holds until it is opened; `held` says that it has come so far. */
export function stopAfter(steps: number) {
  let passed = 0;
  const held = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    held: held.promise,
    open: () => released.resolve(),
    gate: async () => {
      passed += 1;
      if (passed <= steps) return;
      held.resolve();
      await released.promise;
    }
  };
}

/** Runs one side until it has made so many steps, then the other side to its end, then the rest. True where it was held. */
export async function heldAfter(
  steps: number,
  one: (gate: () => Promise<void>) => Promise<unknown>,
  other: () => Promise<unknown>
): Promise<boolean> {
  const stop = stopAfter(steps);
  const running = one(stop.gate).then(
    () => false,
    () => false
  );
  const wasHeld = await Promise.race([stop.held.then(() => true), running]);
  await other();
  stop.open();
  await running;
  return wasHeld;
}
