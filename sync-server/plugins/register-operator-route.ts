import * as z from 'zod/mini';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { forEachMarket, MARKETS } from '#domain/policy/policy.ts';
import type { Business, RunningBusiness } from '../business/business.ts';
import type { Config } from '../config/config.ts';
import type { HttpApp } from './http-app.ts';

const company = z.object({
  name: z.string(),
  street: z.string(),
  postcode: z.string(),
  city: z.string(),
  country: z.enum(MARKETS),
  manager: z.optional(z.string()),
  vatId: z.string(),
  register: z.string(),
  phone: z.optional(z.string()),
  email: z.string(),
  website: z.string()
});
const link = z.nullable(z.string());
const operatorView = z.object({
  demo: z.boolean(),
  markets: z.array(z.enum(MARKETS)),
  companies: z.object(forEachMarket(() => z.optional(company))),
  support: z.object({ phone: z.string(), email: z.string() }),
  links: z.object({ terms: link, privacy: link, imprint: link })
});

interface Deps {
  config: Pick<Config, 'demo'>;
  business: Pick<Business, 'current'>;
}

/**
 * Who runs this and how to reach them: for the footer, the legal pages and wherever somebody needs
 * help.
 */
export function registerOperatorRoute(app: HttpApp, { config, business }: Deps): void {
  app.get(
    '/api/operator',
    {
      schema: {
        tags: ['server'],
        summary: 'Who runs this installation, and how to reach support',
        response: { 200: operatorView }
      }
    },
    async () => viewOf(await business.current(), config.demo)
  );
}

function viewOf(running: RunningBusiness, demo: boolean): OperatorView {
  const { markets, support, links } = running;
  return { demo, markets, companies: publicCompanies(running), support, links };
}

/** Of each market whose company is told, without its bank account. */
export function publicCompanies({
  issuers
}: Pick<RunningBusiness, 'issuers'>): OperatorView['companies'] {
  const companies: OperatorView['companies'] = {};
  for (const market of MARKETS) {
    const issuer = issuers[market];
    if (!issuer) continue;
    const { bank: _, ...shown } = issuer;
    companies[market] = shown;
  }
  return companies;
}
