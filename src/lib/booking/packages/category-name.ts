import type { Skill } from '#domain/catalog/service-package.ts';
import { m } from '$lib/paraglide/messages';

const NAMES: Record<Skill, () => string> = {
  wlan: m.booking_category_wlan,
  tv: m.booking_category_tv,
  printer: m.booking_category_printer,
  computer: m.booking_category_computer,
  smartHome: m.booking_category_smartHome,
  security: m.booking_category_security,
  storage: m.booking_category_storage,
  phone: m.booking_category_phone,
  audio: m.booking_category_audio,
  appliance: m.booking_category_appliance
};

export const categoryName = (category: Skill): string => NAMES[category]();
