import type { Skill } from '#domain/catalog/service-package.ts';
import { m } from '$lib/paraglide/messages';

/** What somebody wants who looks for this. */
export const categoryLead: Record<Skill, () => string> = {
  wlan: m.front_category_lead_wlan,
  tv: m.front_category_lead_tv,
  printer: m.front_category_lead_printer,
  computer: m.front_category_lead_computer,
  smartHome: m.front_category_lead_smartHome,
  security: m.front_category_lead_security,
  storage: m.front_category_lead_storage,
  phone: m.front_category_lead_phone,
  audio: m.front_category_lead_audio,
  appliance: m.front_category_lead_appliance
};
