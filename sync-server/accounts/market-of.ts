import type { Application } from '#domain/application/application.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { MARKETS, type Market } from '#domain/policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** Which company writes to somebody, and in which German. */
export async function marketOf({ people }: Pick<Store, 'people'>, person: string): Promise<Market> {
  const [provider, application] = (await people.getMany<StoredDocument>([
    `provider:${person}`,
    `application:${person}`
  ])) as [Provider?, Application?];
  return provider?.market ?? application?.form.market ?? MARKETS[0];
}
