// Title, description and path of each kind of page, in its own words.
import type { PageRef } from '#domain/storefront/address.ts';
import { pathOf } from '#domain/storefront/address.ts';
import type { PageInput } from '#domain/storefront/page-input.ts';
import type { Category } from '#domain/storefront/services.ts';
import { isolated } from '#domain/text/foreign-text.ts';
import { categoryName } from '$lib/booking/packages/public.ts';
import { m } from '$lib/paraglide/messages';
import { durationText, priceText } from './money.ts';
import { placeWords } from './place-words.ts';

export interface PageMeta {
  title: string;
  description: string;
  /** From the front page down to this one, which has no link. */
  trail: { name: string; path?: string }[];
}

/** Services that a description names; search engines show about 160 letters. */
const MOST_NAMED = 4;

export function pageMeta({ view }: Pick<PageInput, 'view'>): PageMeta {
  const { area, page } = view;
  const named = (title: string) => `${title} · ${m.app_name()}`;
  const at = (ref: PageRef) => pathOf(ref, area);
  const home = { name: m.front_home(), path: at({ kind: 'front' }) };
  const services = { name: m.front_services(), path: at({ kind: 'services' }) };
  const category = (skill: Category['skill']) => ({
    name: categoryName(skill),
    path: at({ kind: 'category', skill })
  });
  const place = placeWords[area.market]();
  switch (page.kind) {
    case 'front':
      return {
        title: m.front_title({ name: m.app_name() }),
        description: m.front_description(),
        trail: []
      };
    case 'services':
      return {
        title: named(m.front_list_title({ place })),
        description: m.front_list_description({ place }),
        trail: [home, { name: m.front_services() }]
      };
    case 'category': {
      const { skill, services: own } = page.category;
      const price = fromPrice(page.category, view);
      const titles = own.slice(0, MOST_NAMED).map((each) => isolated(each.title));
      const about = { category: categoryName(skill), price, services: titles.join(', ') };
      return {
        title: named(m.front_category_title(about)),
        description: m.front_category_description(about),
        trail: [home, services, { name: categoryName(skill) }]
      };
    }
    case 'package': {
      const { service } = page;
      const about = {
        title: isolated(service.title),
        summary: isolated(service.summary),
        price: priceText(service, area),
        duration: durationText(service.durationMin, area)
      };
      return {
        title: named(m.front_package_title(about)),
        description: m.front_package_description(about),
        trail: [home, services, category(service.skill), { name: about.title }]
      };
    }
    case 'city': {
      const { city, categories } = page;
      const about = { city: isolated(city.name), name: m.app_name() };
      const names = categories.slice(0, MOST_NAMED).map(({ skill }) => categoryName(skill));
      const [cheapest] = [...categories].sort((a, b) => a.fromMinor - b.fromMinor);
      return {
        title: m.front_city_title(about),
        description: cheapest
          ? m.front_city_description({
              ...{ city: about.city, categories: names.join(', ') },
              price: fromPrice(cheapest, view)
            })
          : m.front_city_none(),
        trail: [home, { name: about.city }]
      };
    }
    case 'gone': {
      const title = goneTitle(page, place);
      return {
        ...{ title: named(title), description: m.front_gone_text() },
        trail: [home, services, { name: title }]
      };
    }
    case 'missing':
      return {
        title: named(m.front_missing_title()),
        description: m.front_missing_text(),
        trail: []
      };
  }
}

export function goneTitle(
  { title, elsewhere }: { title: string; elsewhere: readonly unknown[] },
  place: string
): string {
  const about = { title: isolated(title) };
  return elsewhere.length > 0
    ? m.front_not_here_title({ ...about, place })
    : m.front_gone_title(about);
}

export function fromPrice(
  { fromMinor, services }: Category,
  { area }: Pick<PageInput['view'], 'area'>
): string {
  return priceText({ totalMinor: fromMinor, currency: services[0]!.currency }, area);
}
