import { expect, it } from 'vitest';
import type { Store } from '../../../sync-server/store/store.ts';
import type { RunningBusiness } from '../../../sync-server/business/business.ts';
import { worldReader } from '../../../sync-server/storefront/world-reader.ts';
import { aPackage, aProvider } from '../../support/builders.ts';
import { THE_USUAL } from '../../support/market-rules.ts';

const LONG_MS = 120_000;

it('[W1.9] what is read anew and says the same is the same world, whatever was made from it', async () => {
  let now = 0;
  const published = [aPackage()];
  const provider = aProvider();
  const anew = <T>(value: T) => Promise.resolve(structuredClone(value));
  const readWorld = worldReader({
    store: {
      catalog: { withPrefix: () => anew(published) },
      people: { withPrefix: () => anew([provider]) }
    } as unknown as Pick<Store, 'catalog' | 'people'>,
    business: { current: () => anew({ markets: ['CH'] } as unknown as RunningBusiness) },
    marketRules: { shown: () => anew(THE_USUAL) },
    now: () => now
  });
  const first = await readWorld();
  now += LONG_MS;
  expect(await readWorld()).toBe(first);

  published.push(aPackage({ _id: 'package:new', id: 'new' }));
  now += LONG_MS;
  const next = await readWorld();
  expect(next.world.packages.map(({ id }) => id)).toEqual(['wlan', 'new']);
  expect(next.world.helpers).toBe(first.world.helpers);
  expect(next.edition).not.toBe(first.edition);
});
