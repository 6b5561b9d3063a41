import type { Provider } from '#domain/matching/provider.ts';
import { NORTH_AND_EAST } from './providers/north-and-east.ts';
import { ZURICH_AND_BASEL } from './providers/zurich-and-basel.ts';
import { BERN_LUCERNE_GENEVA } from './providers/bern-lucerne-geneva.ts';
import { WEST_AND_SOUTH } from './providers/west-and-south.ts';

export const DEMO_PROVIDERS: readonly Provider[] = [
  ...NORTH_AND_EAST,
  ...WEST_AND_SOUTH,
  ...ZURICH_AND_BASEL,
  ...BERN_LUCERNE_GENEVA
];

/** @throws RangeError where there is none of that id. */
export function demoProvider(id: string): Provider {
  const provider = DEMO_PROVIDERS.find((each) => each.id === id);
  if (!provider) throw new RangeError(`no demo provider ${id}`);
  return provider;
}
