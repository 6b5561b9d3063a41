// Built for the server, which draws every page that anybody finds with it. Drawing is one synchronous
// step: what it is told about language, country and spelling holds until it is done.
import { render } from 'svelte/server';
import { LANGUAGES } from '#domain/policy/policy.ts';
import type { PageInput } from '#domain/storefront/page-input.ts';
import { spellAs } from '$lib/i18n/german.ts';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { writeAs } from '$lib/ui/values/format.ts';
import { htmlDocument } from './html-document.ts';
import { pageMeta } from './page-meta.ts';
import StorefrontPage from './StorefrontPage.svelte';
import { structuredData } from './structured-data.ts';

export function renderPage(input: PageInput): string {
  const { locale, market } = input.view.area;
  overwriteGetLocale(() => locale);
  spellAs(market);
  writeAs({
    days: () => LANGUAGES[locale].days(market),
    numbers: (_locale, currency) =>
      LANGUAGES[locale].numbers(market, currency === 'CHF' ? 'CHF' : 'EUR')
  });
  const meta = pageMeta(input);
  const { body } = render(StorefrontPage, { props: { input, meta } });
  return htmlDocument(input, meta, { body, data: structuredData(input, meta) });
}
