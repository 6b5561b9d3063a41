import * as z from 'zod/mini';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { forEachMarket, MARKETS } from '#domain/policy/policy.ts';
import type { Config } from '../config/config.ts';
import type { Operator } from '../config/operator.ts';
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
  companies: z.object(forEachMarket(() => company)),
  support: z.object({ phone: z.string(), email: z.string() }),
  links: z.object({ terms: link, privacy: link, imprint: link })
});

/**
 * Who runs this and how to reach them: for the footer, the legal pages and wherever somebody needs
 * help.
 */
export function registerOperatorRoute(
  app: HttpApp,
  { config }: { config: Pick<Config, 'operator' | 'demo'> }
): void {
  const answer = viewOf(config.operator, config.demo);
  app.get(
    '/api/operator',
    {
      schema: {
        tags: ['server'],
        summary: 'Who runs this installation, and how to reach support',
        response: { 200: operatorView }
      }
    },
    () => answer
  );
}

function viewOf({ issuers, support, links }: Operator, demo: boolean): OperatorView {
  const companies = forEachMarket((market) => {
    const { bank: _, ...company } = issuers[market];
    return company;
  });
  return { demo, companies, support, links };
}
