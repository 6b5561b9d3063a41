// The catalogue as a file (sync-server/catalog/CATALOG-FILE.md), which is also what the editor
// writes: amounts as people write them, nothing that the server works out itself. One schema says
// what is taken; whatever it refuses is a fault with its path and one of TAKES.
import * as z from 'zod/mini';
import { LOCALES, MARKETS, MARKET_POLICY, SOURCE_LOCALE } from '../policy/policy.ts';
import type { Locale, Market } from '../policy/policy.ts';
import { readAmount } from '../text/amount.ts';
import type { TextLimit } from '../text/text-limits.ts';
import { line, neededLine, neededWords, words } from '../text/text-schema.ts';
import type { Takes } from './catalog-fault.ts';
import { CHECKLIST_PHASES, SKILL_LEVELS, SKILLS, type LocalText } from './service-package.ts';

export const CATALOG_FORMAT = 'mila-catalog-1';
export const CATALOG_LIMITS = {
  ...{ items: 2_000, lines: 30, checklist: 60, guide: 20, terms: 80, skills: 40 },
  ...{ leastMin: 5, mostMin: 720, stepMin: 5, mostPriceMinor: 10_000_000, mostVersion: 1_000_000 }
} as const;

const takes = (error: Takes) => ({ error });
const members = (error: Takes) => ({
  error: ({ code }: { code?: string }) =>
    (code === 'unrecognized_keys' ? 'unknownField' : error) satisfies Takes
});
const flag = z.optional(z.boolean(takes('flag')));
const list = <S extends z.ZodMiniType>(of: S, most: number) =>
  z.array(of, takes('list')).check(z.maxLength(most, takes('tooMany')));

/** The source language is needed; what is empty in another one is not translated yet. */
function localText(needed: z.ZodMiniType<string, string>, free: z.ZodMiniType<string, string>) {
  const texts = LOCALES.map((each) => [each, each === SOURCE_LOCALE ? needed : z.optional(free)]);
  const shape = Object.fromEntries(texts) as Record<Locale, z.ZodMiniType<string, string>>;
  return z.strictObject(shape, members('texts')) as unknown as z.ZodMiniType<LocalText, LocalText>;
}
const localLine = (limit: TextLimit) => localText(neededLine(limit), line(limit));
const localWords = (limit: TextLimit) => localText(neededWords(limit), words(limit));

/** As people write an amount; empty: not sold in that market. */
const priceIn = (market: Market) =>
  z.string(takes('price')).check(
    z.refine((written) => {
      if (written.trim() === '') return true;
      const { minor = 0 } = readAmount(written, MARKET_POLICY[market].currency);
      return minor > 0 && minor <= CATALOG_LIMITS.mostPriceMinor;
    }, takes('price'))
  );
const prices = z.strictObject(
  Object.fromEntries(MARKETS.map((each) => [each, z.optional(priceIn(each))])) as Record<
    Market,
    z.ZodMiniOptional<z.ZodMiniString>
  >,
  members('prices')
);
const version = z
  .int(takes('version'))
  .check(z.minimum(1, takes('version')), z.maximum(CATALOG_LIMITS.mostVersion, takes('version')));
const id = z.string(takes('id')).check(z.regex(/^[a-z0-9]+(-[a-z0-9]+){0,12}$/, takes('id')));
const shortId = id.check(z.maxLength(60, takes('id')));

const checklistItem = z.strictObject(
  {
    id: z
      .string(takes('itemId'))
      .check(z.regex(/^[a-z0-9-]{1,60}\.[a-zA-Z0-9-]{1,60}$/, takes('itemId'))),
    phase: z.enum(CHECKLIST_PHASES, takes('phase')),
    text: localLine('catalogLine'),
    required: flag
  },
  members('item')
);

const checklist = list(checklistItem, CATALOG_LIMITS.checklist);
const commissionPercent = z.number(takes('percent')).check(
  z.minimum(0, takes('percent')),
  z.maximum(100, takes('percent')),
  z.refine((percent) => Number.isInteger(round(percent * 100)), takes('percent'))
);

/** Of what has been sold before: only in a file that was exported. */
const time = z.iso.datetime(takes('time'));
const versionKey = z.string().check(z.regex(/^[1-9]\d{0,6}$/, takes('version')));
const versions = <S extends z.core.$ZodShape>(more: S) => ({
  version: z.optional(version),
  withdrawnAt: z.optional(time),
  earlier: z.optional(
    z.record(
      versionKey,
      z.strictObject(
        { until: time, prices, title: z.optional(localLine('catalogTitle')), ...more },
        members('version')
      ),
      members('version')
    )
  )
});

export const filePackage = z
  .strictObject(
    {
      id: shortId,
      skill: z.enum(SKILLS, takes('skill')),
      level: z
        .int(takes('level'))
        .check(
          z.minimum(SKILL_LEVELS.least, takes('level')),
          z.maximum(SKILL_LEVELS.most, takes('level'))
        ),
      durationMin: z
        .int(takes('duration'))
        .check(
          z.minimum(CATALOG_LIMITS.leastMin, takes('duration')),
          z.maximum(CATALOG_LIMITS.mostMin, takes('duration')),
          z.multipleOf(CATALOG_LIMITS.stepMin, takes('duration'))
        ),
      prices,
      title: localLine('catalogTitle'),
      summary: localWords('catalogSummary'),
      scope: list(localLine('catalogLine'), CATALOG_LIMITS.lines),
      notIncluded: list(localLine('catalogLine'), CATALOG_LIMITS.lines),
      tools: list(localLine('catalogLine'), CATALOG_LIMITS.lines),
      guide: list(
        z.strictObject(
          {
            title: localLine('catalogTitle'),
            text: localWords('guideText')
          },
          members('section')
        ),
        CATALOG_LIMITS.guide
      ),
      checklist,
      terms: z.optional(
        z.strictObject(
          Object.fromEntries(
            LOCALES.map((each) => [
              each,
              z.optional(list(neededLine('searchTerm'), CATALOG_LIMITS.terms))
            ])
          ) as Record<Locale, z.ZodMiniOptional<z.ZodMiniArray<z.ZodMiniString>>>,
          members('terms')
        )
      ),
      proOnly: flag,
      addOn: flag,
      active: flag,
      ...versions({ checklist: z.optional(checklist) })
    },
    members('package')
  )
  .check(
    z.superRefine((each, context) => {
      const ids = each.checklist.map((item) => item.id);
      for (const [at, itemId] of ids.entries()) {
        const path = ['checklist', at, 'id'];
        const isOwned = [each.id, 'visit'].includes(itemId.split('.', 1)[0]!);
        if (!isOwned) context.addIssue(issue('itemOwner', path));
        if (ids.indexOf(itemId) !== at) context.addIssue(issue('unique', path));
      }
    })
  );

export const fileProduct = z.strictObject(
  {
    id: shortId,
    brand: neededLine('brand'),
    title: localLine('catalogTitle'),
    prices,
    salesCommissionPercent: commissionPercent,
    goesWith: list(z.enum(SKILLS, takes('skill')), CATALOG_LIMITS.skills),
    active: flag,
    ...versions({
      salesCommissionPercent: z.optional(commissionPercent),
      brand: z.optional(neededLine('brand')),
      goesWith: z.optional(list(z.enum(SKILLS, takes('skill')), CATALOG_LIMITS.skills))
    })
  },
  members('product')
);

export const catalogFile = z
  .strictObject(
    {
      format: z.literal(CATALOG_FORMAT, takes('format')),
      termsVersion: z.optional(
        z.string(takes('termsVersion')).check(z.regex(/^[\w.-]{1,40}$/, takes('termsVersion')))
      ),
      packages: list(filePackage, CATALOG_LIMITS.items),
      products: list(fileProduct, CATALOG_LIMITS.items)
    },
    members('file')
  )
  .check(
    z.superRefine((file, context) => {
      for (const kind of ['packages', 'products'] as const) {
        const ids = file[kind].map((each) => each.id);
        for (const [at, each] of ids.entries()) {
          if (ids.indexOf(each) !== at) context.addIssue(issue('unique', [kind, at, 'id']));
        }
      }
    })
  );

export type FilePackage = z.infer<typeof filePackage>;
export type FileProduct = z.infer<typeof fileProduct>;
export type CatalogFile = z.infer<typeof catalogFile>;
export type FilePrices = z.infer<typeof prices>;

function issue(message: Takes, path: (string | number)[]) {
  return { code: 'custom' as const, message, path, input: undefined };
}

/** Without what binary fractions add. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
