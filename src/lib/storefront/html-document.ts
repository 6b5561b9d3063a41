// The document around a page. Everything that is put in is escaped here; only `body` is HTML.
import { LOCALES, type Market } from '#domain/policy/policy.ts';
import { pathOf } from '#domain/storefront/address.ts';
import { areaTag, type Area } from '#domain/storefront/area.ts';
import type { PageInput } from '#domain/storefront/page-input.ts';
import { m } from '$lib/paraglide/messages';
import type { PageMeta } from './page-meta.ts';

const ENTITIES: Record<string, string> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);

/** JSON as it may stand in a script element: nothing in it ends that, or begins a comment. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}

/** The app keeps the language that somebody chose on their device, where only a script finds it. */
function toChosenLanguage({ locale, market }: Area, markets: readonly Market[]): string {
  const ways = LOCALES.filter((each) => each !== locale && markets.includes(market)).map((each) => [
    each,
    pathOf({ kind: 'front' }, { locale: each, market })
  ]);
  return `try {
  const way = ${scriptJson(Object.fromEntries(ways))}[localStorage.getItem('PARAGLIDE_LOCALE')];
  if (way) location.replace(way);
} catch {}`;
}

export function htmlDocument(
  { view, site, assets, isDefault }: PageInput,
  meta: PageMeta,
  { body, data }: { body: string; data: readonly object[] }
): string {
  const { area, canonical } = view;
  const tag = (name: string, given: Record<string, string>) => {
    const said = Object.entries(given).map(([key, value]) => ` ${key}="${escaped(value)}"`);
    return `<${name}${said.join('')}>`;
  };
  const link = (given: Record<string, string>) => tag('link', given);
  const about = (name: string, content: string) => tag('meta', { name, content });
  const graph = (property: string, content: string) => tag('meta', { property, content });
  const address = `${site.origin}${canonical}`;
  const [first] = view.alternates;
  const font = { as: 'font', type: 'font/woff2', crossorigin: '' };
  const head = [
    '<meta charset="utf-8">',
    about('viewport', 'width=device-width, initial-scale=1, viewport-fit=cover'),
    ...(isDefault ? [`<script>${toChosenLanguage(view.area, site.markets)}</script>`] : []),
    `<title>${escaped(meta.title)}</title>`,
    about('description', meta.description),
    ...assets.fonts.map((file) => link({ rel: 'preload', href: `/${file}`, ...font })),
    ...assets.styles.map((file) => link({ rel: 'stylesheet', href: `/${file}` })),
    ...(canonical ? [link({ rel: 'canonical', href: address })] : [about('robots', 'noindex')]),
    ...view.alternates.map((each) =>
      link({ rel: 'alternate', hreflang: areaTag(each.area), href: `${site.origin}${each.path}` })
    ),
    ...(first
      ? [link({ rel: 'alternate', hreflang: 'x-default', href: `${site.origin}${first.path}` })]
      : []),
    graph('og:type', 'website'),
    graph('og:site_name', m.app_name()),
    graph('og:title', meta.title),
    graph('og:description', meta.description),
    graph('og:locale', areaTag(area).replace('-', '_')),
    ...(canonical ? [graph('og:url', address)] : []),
    graph('og:image', `${site.origin}/og.png`),
    graph('og:image:width', '1200'),
    graph('og:image:height', '630'),
    graph('og:image:alt', m.front_footer_house()),
    about('twitter:card', 'summary_large_image'),
    link({ rel: 'icon', href: '/icon-192.png', sizes: '192x192' }),
    link({ rel: 'apple-touch-icon', href: '/apple-touch-icon.png' }),
    link({ rel: 'manifest', href: '/manifest.webmanifest' }),
    '<meta name="theme-color" content="#123844" media="(prefers-color-scheme: light)">',
    '<meta name="theme-color" content="#0E2A34" media="(prefers-color-scheme: dark)">',
    ...data.map((each) => {
      const thing = scriptJson({ '@context': 'https://schema.org', ...each });
      return `<script type="application/ld+json">${thing}</script>`;
    }),
    ...assets.ahead.map((file) => link({ rel: 'prefetch', href: `/${file}` }))
  ];
  const lang = escaped(areaTag(area));
  return `<!doctype html>\n<html lang="${lang}">\n<head>\n${head.join('\n')}\n</head>\n<body>${body}</body>\n</html>\n`;
}
