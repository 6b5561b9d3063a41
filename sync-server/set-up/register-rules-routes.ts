// What holds in each market (O5), for owners: every version with who, when, why and from when.
import * as z from 'zod/mini';
import { plannedRules, rulesAt, type RulesVersion } from '#domain/operator/rules-versions.ts';
import { readRules, RULES_FIELDS, rulesValues } from '#domain/operator/rules-values.ts';
import type { MarketRulesView } from '#domain/operator/rules-view.ts';
import { DAY_MS, MARKETS, type Market } from '#domain/policy/policy.ts';
import { TEXT_LIMITS } from '#domain/text/text-limits.ts';
import { words } from '#domain/text/text-schema.ts';
import type { RegisterRoutes } from '../deps.ts';
import { sessionOf, staffOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';

const FURTHEST_MS = 732 * DAY_MS;
const changeBody = z.object({
  market: z.enum(MARKETS),
  /** The version that was looked at. */
  version: z.int().check(z.minimum(0)),
  values: z.record(z.enum(RULES_FIELDS), z.string().check(z.maxLength(TEXT_LIMITS.note))),
  /** ms of server time; null: at once. What is past by then is at once too. */
  from: z.nullable(z.int()),
  why: words('words')
});
const tags = ['staff'];

export const registerRulesRoutes: RegisterRoutes = (app, { marketRules, clock, audit }) => {
  const preHandler = staffOnly('owner');
  const viewOf = async (market: Market): Promise<MarketRulesView> => {
    const now = clock.now();
    const versions = await marketRules.versions(market);
    const { version: inForce, ...rules } = rulesAt(market, versions, now);
    const planned = plannedRules(versions, now);
    return {
      market,
      at: now,
      inForce,
      version: versions.at(-1)?.version ?? 0,
      values: rulesValues(planned.at(-1)?.rules ?? rules),
      planned: planned.map(({ version, from }) => ({ version, from })),
      versions: versions.map(shown).reverse()
    };
  };

  app.get(
    '/api/business/rules',
    { preHandler, schema: { tags, summary: 'What holds in each market' } },
    () => Promise.all(MARKETS.map(viewOf))
  );
  app.put(
    '/api/business/rules',
    {
      preHandler,
      schema: { tags, body: changeBody, summary: 'Sets it in one, from when on' }
    },
    async (request, reply) => {
      const { market, version, values, from, why } = request.body;
      const read = readRules(values, market);
      if (!read.ok) {
        const fields = read.faults.map(({ field, takes }) => ({
          path: `/values/${field}`,
          message: takes
        }));
        return refuse(reply, 'request.invalid', { fields });
      }
      const now = clock.now();
      if (from !== null && from > now + FURTHEST_MS) {
        return refuse(reply, 'request.invalid', { fields: [{ path: '/from', message: 'soon' }] });
      }
      const by = sessionOf(request).person;
      const before = rulesAt(market, await marketRules.versions(market), now);
      const next: RulesVersion = {
        ...{ version: version + 1, from: Math.max(from ?? now, now), at: now },
        ...{ by: by.name, why, rules: read.rules }
      };
      if (!(await marketRules.add(market, next))) return refuse(reply, 'document.conflict');
      await audit.write({
        ...{ by, what: 'business.rules', about: `${market} version ${next.version}`, why },
        before,
        after: { ...read.rules, from: next.from }
      });
      return viewOf(market);
    }
  );
};

function shown({ version, from, at, by, why, rules }: RulesVersion) {
  return { version, from, at, by, why, values: rulesValues(rules) };
}
