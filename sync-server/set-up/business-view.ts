import type { BusinessView } from '#domain/operator/set-up-view.ts';
import type { Business } from '../business/business.ts';
import type { Config } from '../config/config.ts';
import { OPERATOR_SETTINGS } from '../config/operator-settings.ts';

type Settings = Pick<Config, 'operatorSet' | 'smtpUrl'>;

/** Who runs this, as an owner changes it. */
export async function businessView(business: Business, config: Settings): Promise<BusinessView> {
  const [{ values, version, at, by, served }, { markets }] = await Promise.all([
    business.stored(),
    business.current()
  ]);
  const { operatorSet, smtpUrl } = config;
  const fields = Object.entries(OPERATOR_SETTINGS).map(([name, { needed, example }]) => ({
    name,
    value: operatorSet[name] ?? values[name] ?? '',
    example,
    isNeeded: needed !== undefined,
    isFixed: operatorSet[name] !== undefined
  }));
  return { version, at, by, fields, served, markets, hasMailServer: smtpUrl !== null };
}
