// Who runs this: what an owner says in /admin, or the environment, which goes first. In a demo every one
// may be missing; where real customers are invoiced none may: a market whose company is not told takes
// no bookings.
import * as z from 'zod/mini';
import type { Issuer } from '#domain/billing/invoice.ts';
import { isEmail } from '#domain/text/email-address.ts';
import { isIban, spacedIban } from '#domain/text/iban.ts';
import { MARKET_POLICY, MARKETS, type Market } from '#domain/policy/policy.ts';
import { ISSUER_EXAMPLES } from './market-issuers.ts';
import { DEMO_ISSUERS, DEMO_SUPPORT, type Operator } from './operator.ts';

interface Setting {
  schema: z.ZodMiniType<string>;
  /** What a value looks like: "takes …". */
  takes: string;
  example: string;
  /** What it is for; without it the setting may be left out. */
  needed?: string;
}

const suchAs = (what: string, example: string) => ({
  takes: `${what} such as ${example}`,
  example
});
const line = z.string().check(z.regex(/^[^\r\n]{2,120}$/));
const matching = (pattern: RegExp) => z.string().check(z.regex(pattern));
const address = z.string().check(z.refine(isWebAddress));

function ofMarket(market: Market): Record<string, Setting> {
  const at = ISSUER_EXAMPLES[market];
  const { postcode, vatId } = MARKET_POLICY[market];
  const issuer = `the company that invoices visits ${at.in}`;
  return {
    [`ISSUER_${market}_NAME`]: {
      schema: line,
      ...suchAs('a name', at.name),
      needed: issuer
    },
    [`ISSUER_${market}_STREET`]: {
      schema: line,
      ...suchAs('a street', at.street),
      needed: `street and number of ${issuer}`
    },
    [`ISSUER_${market}_PLACE`]: {
      schema: matching(new RegExp(`^${postcode.form} \\S.{0,78}$`)),
      ...suchAs('a postal code and a town', at.place),
      needed: `postal code and town of ${issuer}`
    },
    [`ISSUER_${market}_MANAGER`]: {
      schema: line,
      ...suchAs('a name', 'Erika Beispiel'),
      needed: `who manages ${issuer}, for invoices and imprint`
    },
    [`ISSUER_${market}_REGISTER`]: {
      schema: line,
      ...suchAs('a register and a number', at.register),
      needed: `where ${issuer} is registered`
    },
    [`ISSUER_${market}_VAT_ID`]: {
      schema: matching(vatId.pattern),
      ...suchAs('a number', vatId.example),
      needed: `VAT number of ${issuer}`
    },
    [`ISSUER_${market}_BANK`]: {
      schema: line,
      ...suchAs('the name of a bank', 'Beispielbank'),
      needed: `bank of ${issuer}`
    },
    [`ISSUER_${market}_IBAN`]: {
      schema: z.string().check(z.refine(isIban)),
      ...suchAs('an IBAN', at.iban),
      needed: `account that customers ${at.in} transfer to`
    }
  };
}

export const OPERATOR_SETTINGS: Record<string, Setting> = {
  ...Object.fromEntries(MARKETS.flatMap((market) => Object.entries(ofMarket(market)))),
  SUPPORT_PHONE: {
    schema: matching(/^\+\d[\d ()/-]{5,22}\d$/),
    ...suchAs('a number with its country code', '+49 30 1234567'),
    needed: 'where customers and helpers call when they need help'
  },
  SUPPORT_EMAIL: {
    schema: z.string().check(z.refine(isEmail)),
    ...suchAs('an address', 'support@mila.example'),
    needed: 'where customers and helpers write to when they need help'
  },
  TERMS_URL: { schema: address, ...suchAs('an address', 'https://mila.example/terms') },
  PRIVACY_URL: { schema: address, ...suchAs('an address', 'https://mila.example/privacy') },
  IMPRINT_URL: { schema: address, ...suchAs('an address', 'https://mila.example/imprint') }
};

/** By the names of OPERATOR_SETTINGS. */
export type OperatorValues = Partial<Record<string, string>>;

/** Names of what must be there and is not: of a market, or else of no market. */
export function missingValues(values: OperatorValues, market?: Market): string[] {
  const isOf = (name: string) =>
    market ? name.startsWith(`ISSUER_${market}_`) : !name.startsWith('ISSUER_');
  return Object.entries(OPERATOR_SETTINGS)
    .filter(([name, { needed }]) => needed && isOf(name) && values[name] === undefined)
    .map(([name]) => name);
}

/** In a demo, what is not set is the demo's. */
export function operatorOf(values: OperatorValues, publicUrl: string, isDemo: boolean): Operator {
  const nobody = isDemo ? DEMO_SUPPORT : { phone: '', email: '' };
  const support = {
    phone: values['SUPPORT_PHONE'] ?? nobody.phone,
    email: values['SUPPORT_EMAIL'] ?? nobody.email
  };
  const complete = MARKETS.filter((market) => missingValues(values, market).length === 0);
  const told = isDemo ? MARKETS : complete;
  return {
    issuers: Object.fromEntries(
      told.map((market) => [market, issuerOf(market, values, support, publicUrl)])
    ),
    support,
    links: {
      terms: values['TERMS_URL'] ?? null,
      privacy: values['PRIVACY_URL'] ?? null,
      imprint: values['IMPRINT_URL'] ?? null
    }
  };
}

function issuerOf(
  market: Market,
  values: OperatorValues,
  support: Operator['support'],
  publicUrl: string
): Issuer {
  const demo = DEMO_ISSUERS[market];
  const set = (name: string) => values[`ISSUER_${market}_${name}`];
  const place = set('PLACE') ?? `${demo.postcode} ${demo.city}`;
  const vatId = set('VAT_ID');
  const isDemo = set('NAME') === undefined;
  return {
    name: set('NAME') ?? demo.name,
    street: set('STREET') ?? demo.street,
    postcode: place.slice(0, place.indexOf(' ')),
    city: place.slice(place.indexOf(' ') + 1).trim(),
    country: market,
    manager: set('MANAGER') ?? demo.manager,
    vatId: vatId ? MARKET_POLICY[market].vatId.printed(vatId) : demo.vatId,
    register: set('REGISTER') ?? demo.register,
    phone: support.phone,
    email: support.email,
    website: isDemo ? demo.website : new URL(publicUrl).host,
    bank: {
      name: set('BANK') ?? demo.bank.name,
      iban: spacedIban(set('IBAN') ?? demo.bank.iban)
    }
  };
}

function isWebAddress(text: string): boolean {
  const parsed = URL.parse(text);
  return !!parsed?.host && ['http:', 'https:'].includes(parsed.protocol);
}
