import * as z from 'zod/mini';
import type { RulesInForce } from '#domain/operator/rules-versions.ts';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { forEachMarket, MARKETS } from '#domain/policy/policy.ts';
import type { Business, RunningBusiness } from '../business/business.ts';
import type { KeptRules } from '../business/market-rules.ts';
import type { Clock } from '../clock.ts';
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
  links: z.object({ terms: link, privacy: link, imprint: link }),
  rules: z.object(forEachMarket(() => z.custom<RulesInForce>()))
});

interface Deps {
  config: Pick<Config, 'demo'>;
  business: Pick<Business, 'current'>;
  marketRules: Pick<KeptRules, 'shown'>;
  clock: Clock;
}

/**
 * Who runs this and how to reach them: for the footer, the legal pages and wherever somebody needs
 * help.
 */
export function registerOperatorRoute(
  app: HttpApp,
  { config, business, marketRules, clock }: Deps
): void {
  app.get(
    '/api/operator',
    {
      schema: {
        tags: ['server'],
        summary: 'Who runs this installation, and how to reach support',
        response: { 200: operatorView }
      }
    },
    async () => ({
      ...viewOf(await business.current(), config.demo),
      rules: await marketRules.shown(clock.now())
    })
  );
}

function viewOf(running: RunningBusiness, demo: boolean): Omit<OperatorView, 'rules'> {
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
