import type { ServicePackage } from '#domain/catalog/service-package.ts';
import type { Provider } from '#domain/matching/provider.ts';
import type { SetUpItem, SetUpView } from '#domain/operator/set-up-view.ts';
import { missingValues } from '../config/operator-settings.ts';
import type { Deps } from '../deps.ts';
import { hasPostalCodes } from '../geocoding/postal-code-store.ts';

type Needed = Pick<Deps, 'store' | 'business' | 'config'>;

/** What is there and what is missing, as it is in the store now. */
export async function setUpView({ store, business, config }: Needed): Promise<SetUpView> {
  const [{ values, served }, { markets }, ticked] = await Promise.all([
    business.stored(),
    business.current(),
    business.ticked()
  ]);
  const [packages, providers, hasPlaces] = await Promise.all([
    store.catalog.withPrefix<ServicePackage>('package:'),
    store.people.withPrefix<Provider>('provider:'),
    hasPostalCodes(store.places)
  ]);
  const set = { ...values, ...config.operatorSet };
  const company = served.flatMap((market) => missingValues(set, market));
  const contact = missingValues(set);
  const offered = packages.filter(({ active }) => active).length;
  const vetted = providers.filter((each) => each.vetted && each.active).length;
  const item = (
    name: SetUpItem,
    isDone: boolean,
    more: { missing?: string[]; count?: number; isOptional?: boolean } = {}
  ) => ({ item: name, isDone, missing: [], isOptional: false, ...more });
  return {
    markets,
    items: [
      item('company', served.length > 0 && company.length === 0, { missing: company }),
      item('contact', contact.length === 0, { missing: contact }),
      item('mail', config.smtpUrl !== null && ticked.includes('mail')),
      item('catalog', offered > 0, { count: offered }),
      item('places', hasPlaces, { isOptional: true }),
      item('helpers', vetted > 0, { count: vetted }),
      item('legal', set['TERMS_URL'] !== undefined || ticked.includes('legal')),
      item('backup', ticked.includes('backup'))
    ]
  };
}
