// Built for the server, which draws every page that anybody finds with it. Drawing is one synchronous
// step: what it is told about language, country and spelling holds until it is done.
import { render } from 'svelte/server';
import { LANGUAGES, MARKET_POLICY, MARKETS } from '#domain/policy/policy.ts';
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
  // An amount is written as where it is paid.
  const marketOf = (currency?: string) =>
    MARKETS.find((each) => MARKET_POLICY[each].currency === currency) ?? market;
  writeAs({
    days: () => LANGUAGES[locale].days(market),
    numbers: (_locale, currency) => {
      const paidIn = marketOf(currency);
      return LANGUAGES[locale].numbers(paidIn, MARKET_POLICY[paidIn].currency);
    }
  });
  const meta = pageMeta(input);
  const { body } = render(StorefrontPage, { props: { input, meta } });
  return htmlDocument(input, meta, { body, data: structuredData(input, meta) });
}
