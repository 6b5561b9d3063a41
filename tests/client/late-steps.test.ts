import { describe, expect, it } from 'vitest';
import { LateSteps } from '../../src/lib/device/sync/steps/late-steps.ts';

type Fetch = NonNullable<ConstructorParameters<typeof LateSteps>[1]>;
type Deps = ConstructorParameters<typeof LateSteps>[0];

/** Fetched as often as it says, in vain as long as `isOffline`. */
function aPart() {
  const part = { isOffline: true, made: 0, fetched: 0 };
  class SyncSteps {
    constructor() {
      part.made += 1;
    }
    drain = (evenIfMarked: boolean) => Promise.resolve({ is: 'drained', received: +evenIfMarked });
    pullInbox = () => Promise.resolve({ is: 'pulled', changed: 0, isDone: true });
  }
  const fetch = (() => {
    part.fetched += 1;
    return part.isOffline ? Promise.reject(new Error('gone')) : Promise.resolve({ SyncSteps });
  }) as unknown as Fetch;
  return { part, steps: new LateSteps({} as Deps, fetch) };
}

describe('what the device does against the server', () => {
  it('is as out of reach as the server while it cannot be fetched, and is asked for again', async () => {
    const { part, steps } = aPart();
    expect(await steps.drain()).toEqual({ is: 'unreachable' });
    expect(await steps.pullInbox()).toEqual({ is: 'unreachable' });
    part.isOffline = false;
    expect(await steps.drain(true)).toEqual({ is: 'drained', received: 1 });
    expect(part.fetched).toBe(3);
  });

  it('is made once, however many ask before it is there', async () => {
    const { part, steps } = aPart();
    part.isOffline = false;
    await Promise.all([steps.drain(), steps.pullInbox(), steps.drain()]);
    await steps.drain();
    expect(part.made).toBe(1);
  });
});
