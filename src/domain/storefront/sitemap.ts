import { pathOf } from './address.ts';
import { areaTag } from './area.ts';
import type { StorefrontWorld } from './shop.ts';
import { allPages } from './storefront-view.ts';

/** Every page in each of its languages and markets, each naming the others. */
export function sitemap(world: StorefrontWorld, origin: string): string {
  const urls = allPages(world).flatMap(({ ref, areas }) => {
    const others = areas
      .map((area) => {
        const href = `${origin}${pathOf(ref, area)}`;
        return `<xhtml:link rel="alternate" hreflang="${areaTag(area)}" href="${href}"/>`;
      })
      .join('');
    return areas.map((area) => `<url><loc>${origin}${pathOf(ref, area)}</loc>${others}</url>`);
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...urls,
    '</urlset>\n'
  ].join('\n');
}
