import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CHECKLIST_PHASES, SKILLS } from '#domain/catalog/service-package.ts';
import { DEMO_PACKAGES, DEMO_PRODUCTS } from '../../../sync-server/demo/catalog.ts';
import { DEMO_PROVIDERS } from '../../../sync-server/demo/providers.ts';

const words = (min: number) =>
  z.strictObject({
    de: z.string().check(z.minLength(min), z.trim()),
    en: z.string().check(z.minLength(min), z.trim())
  });
/** Where the demo has helpers, it has something to book and to sell. */
const MARKETS = [...new Set(DEMO_PROVIDERS.map((each) => each.market))];
const wholeNine = z.int().check(z.minimum(1_000), z.maximum(50_000), z.multipleOf(100));
const prices = z.strictObject({ DE: wholeNine, CH: wholeNine });
const kebab = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

const servicePackage = z.strictObject({
  _id: z.string(),
  type: z.literal('package'),
  id: kebab,
  version: z.int().check(z.minimum(1)),
  category: z.enum(SKILLS),
  title: words(8),
  summary: words(40),
  scope: z.array(words(10)).check(z.minLength(3)),
  notIncluded: z.array(words(5)).check(z.minLength(2)),
  tools: z.array(words(5)).check(z.minLength(3)),
  guide: z
    .array(z.strictObject({ title: words(4), text: words(120) }))
    .check(z.minLength(3), z.maxLength(6)),
  checklist: z
    .array(
      z.strictObject({
        id: z.string().check(z.regex(/^[a-z0-9-]+\.[a-z][a-zA-Z]*$/)),
        phase: z.enum(CHECKLIST_PHASES),
        text: words(8),
        required: z.boolean()
      })
    )
    .check(z.minLength(8), z.maxLength(16)),
  durationMin: z.int().check(z.minimum(30), z.maximum(180), z.multipleOf(15)),
  skill: z.enum(SKILLS),
  level: z.int().check(z.minimum(1), z.maximum(5)),
  prices,
  earlier: z.record(
    z.string().check(z.regex(/^\d+$/)),
    z.looseObject({ prices, until: z.int().check(z.positive()) })
  ),
  proOnly: z.boolean(),
  addOn: z.boolean(),
  active: z.literal(true),
  terms: z.optional(
    z.strictObject({
      de: z.array(z.string().check(z.minLength(2))),
      en: z.optional(z.array(z.string().check(z.minLength(2))))
    })
  )
});

describe('demo catalogue', () => {
  it('has about twenty packages, each for at least one of every skill', () => {
    expect(DEMO_PACKAGES.length).toBeGreaterThanOrEqual(20);
    expect(new Set(DEMO_PACKAGES.map((each) => each.skill))).toEqual(new Set(SKILLS));
    expect(new Set(DEMO_PACKAGES.map((each) => each.id)).size).toBe(DEMO_PACKAGES.length);
  });

  it.each(DEMO_PACKAGES)('[R10.3] $id is whole in German and in English', (each) => {
    expect(z.safeParse(servicePackage, each).error?.issues ?? []).toEqual([]);
    expect(each._id).toBe(`package:${each.id}`);
    for (const section of each.guide) expect(section.text.de).not.toBe(section.text.en);
  });

  it.each(DEMO_PACKAGES)('[R14.1] $id has something to explain that cannot be left out', (each) => {
    const required = each.checklist.filter((item) => item.phase === 'explain' && item.required);
    expect(required.length).toBeGreaterThan(0);
  });

  it('names each checklist item once: by its package, or `visit` for what belongs to every visit', () => {
    const texts = new Map<string, string>();
    for (const { id, checklist } of DEMO_PACKAGES) {
      expect(new Set(checklist.map((item) => item.id)).size).toBe(checklist.length);
      for (const item of checklist) {
        const owner = item.id.slice(0, item.id.indexOf('.'));
        expect([id, 'visit']).toContain(owner);
        expect(texts.get(item.id) ?? item.text.de).toBe(item.text.de);
        texts.set(item.id, item.text.de);
      }
    }
  });

  it('[R10.1] goes through a checklist in the order of the visit', () => {
    for (const { checklist } of DEMO_PACKAGES) {
      const order = checklist.map((item) => CHECKLIST_PHASES.indexOf(item.phase));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it('[R12.1] has whoever it belongs to type a password, and asks for none', () => {
    for (const { id, checklist } of DEMO_PACKAGES) {
      for (const { text } of checklist) {
        if (!/passw(o|ö)rt/i.test(text.de)) continue;
        expect(text.de, id).toMatch(/Kunde|Werkspasswörter ersetzt|ohne Passwörter/);
        expect(text.de, id).not.toMatch(/Passwort (notiert|aufgeschrieben|fotografiert)/i);
      }
    }
  });

  it('has packages to add on the spot, some for Pros only', () => {
    expect(DEMO_PACKAGES.filter((each) => each.addOn).length).toBeGreaterThanOrEqual(5);
    expect(DEMO_PACKAGES.filter((each) => each.proOnly).length).toBeGreaterThanOrEqual(1);
  });

  it('prices francs above euros, and both so that they look like a price', () => {
    for (const { prices: price, id } of DEMO_PACKAGES) {
      expect(price.CH, id).toBeGreaterThan(price.DE ?? 0);
      for (const market of MARKETS)
        expect((price[market] ?? 0) / 100, id).toSatisfy(looksLikeAPrice);
    }
  });

  it('keeps the earlier price of whatever is past its first version', () => {
    const later = DEMO_PACKAGES.filter((each) => each.version > 1);
    expect(later.length).toBeGreaterThanOrEqual(1);
    for (const { version, earlier, prices: price } of later) {
      expect(earlier[String(version - 1)]!.prices).not.toEqual(price);
      expect(earlier[String(version - 1)]).toBeDefined();
    }
  });

  it('has products for every market that earn a commission and go with a skill', () => {
    expect(new Set(DEMO_PRODUCTS.map((each) => each.id)).size).toBe(DEMO_PRODUCTS.length);
    for (const product of DEMO_PRODUCTS) {
      for (const market of MARKETS) expect(product.prices[market]).toBeGreaterThan(0);
      expect(product.salesCommissionBps).toBeGreaterThan(0);
      expect(product.salesCommissionBps).toBeLessThan(10_000);
      expect(product.goesWith.length).toBeGreaterThan(0);
      expect(product.title.en).toBeTruthy();
    }
  });
});

function looksLikeAPrice(whole: number): boolean {
  return Number.isInteger(whole) && /[59]$/.test(String(whole));
}
