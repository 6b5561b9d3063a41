// The addresses of the pages that anybody finds, both ways: page → path and path → page.
import { SKILLS, type Skill } from '../catalog/service-package.ts';
import type { Locale } from '../policy/policy.ts';
import { areaAt, areaCode, type Area } from './area.ts';

export type PageRef =
  | { kind: 'front' }
  | { kind: 'services' }
  | { kind: 'category'; skill: Skill }
  | { kind: 'package'; skill: Skill; id: string }
  | { kind: 'city'; slug: string };

/** Words of an address, in its language. */
const SECTIONS: Record<Locale, { services: string; places: string }> = {
  de: { services: 'leistungen', places: 'orte' },
  en: { services: 'services', places: 'places' }
};

export function pathOf(page: PageRef, area: Area): string {
  const { services, places } = SECTIONS[area.locale];
  const at = (...parts: string[]) => `/${[areaCode(area), ...parts].join('/')}`;
  switch (page.kind) {
    case 'front':
      return at();
    case 'services':
      return at(services);
    case 'category':
      return at(services, skillSlug(page.skill));
    case 'package':
      return at(services, skillSlug(page.skill), page.id);
    case 'city':
      return at(places, page.slug);
  }
}

/** Whether the server draws what stands there. */
export function isDrawn(pathname: string): boolean {
  const [, code = ''] = pathname.split('/');
  return pathname === '/' || areaAt(code) !== undefined;
}

/** @param path without the area, `leistungen/tv/tv-setup`; undefined where no page can be. */
export function pageAt(path: string, { locale }: Area): PageRef | undefined {
  const { services, places } = SECTIONS[locale];
  const [section, first, second, ...more] = path.split('/').filter(Boolean);
  if (more.length > 0) return undefined;
  if (section === undefined) return { kind: 'front' };
  if (section === places && first !== undefined && second === undefined) {
    return { kind: 'city', slug: first };
  }
  if (section !== services) return undefined;
  if (first === undefined) return { kind: 'services' };
  const skill = SKILLS.find((each) => skillSlug(each) === first);
  if (!skill) return undefined;
  return second === undefined
    ? { kind: 'category', skill }
    : { kind: 'package', skill, id: second };
}

/** `smartHome` → `smart-home` */
const skillSlug = (skill: Skill) => skill.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
