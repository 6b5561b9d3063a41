import type { Provider } from '#domain/matching/provider.ts';
import type { ProviderRole } from '#domain/order/job.ts';
import { isListed } from '#domain/profile/public-page.ts';
import type { Market } from '#domain/policy/policy.ts';
import type { Store } from '../store/store.ts';

/** What anybody may know of a provider: enough to recognise whom one asks for. */
export interface PublicProvider {
  id: string;
  firstName: string;
  role: ProviderRole;
  market: Market;
}

/** Undefined where there is nobody who can be booked: unknown and not active answer alike. */
export async function publicProvider(
  { people }: Pick<Store, 'people'>,
  id: string
): Promise<PublicProvider | undefined> {
  const provider = await people.get<Provider>(`provider:${id}`);
  if (!provider || !isListed(provider)) return undefined;
  const { name, role, market } = provider;
  return { id, firstName: name.trim().split(/\s+/)[0] ?? '', role, market };
}
