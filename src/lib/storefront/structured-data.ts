// What a page says for machines (schema.org): only what stands on the page as well. Ratings of one's
// own company are left out: search engines do not take them from the company itself.
import { pathOf } from '#domain/storefront/address.ts';
import type { PageInput } from '#domain/storefront/page-input.ts';
import type { Service } from '#domain/storefront/services.ts';
import { countryName } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import { frequentQuestions } from './faq.ts';
import type { PageMeta } from './page-meta.ts';

type Thing = Record<string, unknown>;

export function structuredData(input: PageInput, { trail }: PageMeta): Thing[] {
  const { view, site } = input;
  const things = thingsOf(input);
  if (trail.length > 1) {
    const items = trail.map(({ name, path }, at) => ({
      ...{ '@type': 'ListItem', position: at + 1, name },
      ...(path && { item: `${site.origin}${path}` })
    }));
    things.push({ '@type': 'BreadcrumbList', itemListElement: items });
  }
  return view.canonical === '' ? [] : things;
}

function thingsOf({ view, site }: PageInput): Thing[] {
  const { page, area } = view;
  const company = companyOf(site, view);
  switch (page.kind) {
    case 'front':
      return [company, website(site, view), questions()];
    case 'category':
      return page.category.services.map((each) => service(each, site, view));
    case 'services':
      return [];
    case 'package':
      return [{ ...service(page.service, site, view), provider: company }];
    case 'city': {
      const place = {
        ...{ '@type': 'City', name: page.city.name },
        containedInPlace: { '@type': 'Country', name: countryName(area.market, area.locale) }
      };
      return page.categories
        .flatMap((each) => each.services)
        .map((each) => ({ ...service(each, site, view), areaServed: place }));
    }
    default:
      return [];
  }
}

function service(each: Service, { origin }: PageInput['site'], { area }: PageInput['view']): Thing {
  const url = `${origin}${pathOf({ kind: 'package', skill: each.skill, id: each.id }, area)}`;
  return {
    ...{ '@type': 'Service', '@id': url, url, name: each.title, description: each.summary },
    areaServed: { '@type': 'Country', name: countryName(area.market, area.locale) },
    offers: {
      ...{ '@type': 'Offer', url, availability: 'https://schema.org/InStock' },
      ...{ price: (each.totalMinor / 100).toFixed(2), priceCurrency: each.currency }
    }
  };
}

/** Who runs this in the country of the page, as far as it is told. */
function companyOf(
  { companies, origin, support }: PageInput['site'],
  { area }: PageInput['view']
): Thing {
  const company = companies[area.market];
  const contact = {
    ...(support.phone && { telephone: support.phone }),
    ...(support.email && { email: support.email })
  };
  return {
    ...{ '@type': 'Organization', name: m.app_name(), url: origin, ...contact },
    logo: `${origin}/icon-512.png`,
    ...(company && {
      legalName: company.name,
      address: {
        ...{ '@type': 'PostalAddress', streetAddress: company.street },
        ...{ postalCode: company.postcode, addressLocality: company.city },
        addressCountry: company.country
      }
    })
  };
}

function website({ origin }: PageInput['site'], { area }: PageInput['view']): Thing {
  return {
    ...{ '@type': 'WebSite', name: m.app_name(), url: origin, inLanguage: area.locale },
    potentialAction: {
      '@type': 'SearchAction',
      target: `${origin}/book?market=${area.market}&language=${area.locale}&q={search_term_string}`,
      'query-input': 'required name=search_term_string'
    }
  };
}

function questions(): Thing {
  const mainEntity = frequentQuestions().map(({ question, answer }) => ({
    ...{ '@type': 'Question', name: question },
    acceptedAnswer: { '@type': 'Answer', text: answer }
  }));
  return { '@type': 'FAQPage', mainEntity };
}
