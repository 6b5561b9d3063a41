import { countryName, isMarket, type Market } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

const OF_COMPANY: Record<string, () => string> = {
  NAME: m.setup_field_name,
  STREET: m.setup_field_street,
  PLACE: m.setup_field_place,
  MANAGER: m.setup_field_manager,
  REGISTER: m.setup_field_register,
  VAT_ID: m.setup_field_vat_id,
  BANK: m.setup_field_bank,
  IBAN: m.setup_field_iban
};
const OTHERS: Record<string, () => string> = {
  SUPPORT_PHONE: m.setup_field_phone,
  SUPPORT_EMAIL: m.setup_field_email,
  TERMS_URL: m.setup_field_terms,
  PRIVACY_URL: m.setup_field_privacy,
  IMPRINT_URL: m.setup_field_imprint
};

/** The market that a setting's company is in; undefined where it is of all of them. */
export function marketOfSetting(name: string): Market | undefined {
  const market = /^ISSUER_([A-Z]{2})_/.exec(name)?.[1];
  return market && isMarket(market) ? market : undefined;
}

/** What a field of who runs this is called. */
export function settingLabel(name: string): string {
  const ofCompany = OF_COMPANY[name.replace(/^ISSUER_[A-Z]{2}_/, '')];
  return (marketOfSetting(name) ? ofCompany?.() : OTHERS[name]?.()) ?? name;
}

/** The same with its country, where it stands alone. */
export function settingInFull(name: string): string {
  const market = marketOfSetting(name);
  return market
    ? `${settingLabel(name)} (${countryName(market, getLocale())})`
    : settingLabel(name);
}
