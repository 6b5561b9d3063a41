import type { Skill } from '#domain/catalog/service-package.ts';
import type { Locale } from '#domain/policy/policy.ts';

const SKILL_WORDS: Record<Locale, Record<Skill, string>> = {
  de: {
    wlan: 'WLAN und Internet',
    tv: 'Fernseher',
    printer: 'Drucker',
    computer: 'Computer',
    smartHome: 'Smart Home',
    security: 'Sicherheit',
    storage: 'Datenspeicher',
    phone: 'Telefon',
    audio: 'Audio',
    appliance: 'Haushaltsgeräte'
  },
  en: {
    wlan: 'Wi-Fi and internet',
    tv: 'TV',
    printer: 'Printers',
    computer: 'Computers',
    smartHome: 'Smart home',
    security: 'Security',
    storage: 'Storage',
    phone: 'Phones',
    audio: 'Audio',
    appliance: 'Appliances'
  }
};

export const skillWord = (skill: Skill, locale: Locale): string => SKILL_WORDS[locale][skill];
