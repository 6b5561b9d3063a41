import type { Takes } from '#domain/catalog/catalog-fault.ts';
import { CATALOG_FORMAT, CATALOG_LIMITS } from '#domain/catalog/catalog-file.ts';
import { CHECKLIST_PHASES, SKILLS } from '#domain/catalog/service-package.ts';
import { MARKETS, MARKET_POLICY } from '#domain/policy/policy.ts';

const { leastMin, mostMin, stepMin } = CATALOG_LIMITS;
const currencies = MARKETS.map((market) => `${market} in ${MARKET_POLICY[market].currency}`);

/** What belongs there, for who reads a command line. The app has its own, in every language. */
export const FAULT_WORDS: Record<Takes, string> = {
  json: 'this is where the text stops being JSON (line:column)',
  file: 'takes an object with format, packages and products',
  format: `takes "${CATALOG_FORMAT}"`,
  package: 'takes an object with the fields of a package',
  product: 'takes an object with the fields of a product',
  item: 'takes an object with id, phase, text and required',
  section: 'takes an object with title and text',
  unknownField: 'is no field that belongs here',
  list: 'takes a list',
  tooMany: 'is a longer list than is taken',
  flag: 'takes true or false',
  texts: 'takes a text for each language, such as { "de": "…", "en": "…" }',
  terms: 'takes a list of words for each language',
  required: 'takes a text that says something; German is always needed',
  tooLong: 'takes a shorter text',
  invalid: 'takes text; this holds half of a character',
  id: 'takes small letters, digits and single hyphens, 60 at most, such as "wlan-setup"',
  itemId: 'takes the id of its package or "visit", a point and a name, such as "wlan-setup.placed"',
  itemOwner: 'begins with the id of its own package or with "visit"',
  unique: 'is there twice; each id is taken once',
  skill: `takes one of ${SKILLS.join(', ')}`,
  level: 'takes a whole number from 1 to 5',
  duration: `takes minutes from ${leastMin} to ${mostMin}, in steps of ${stepMin}`,
  phase: `takes one of ${CHECKLIST_PHASES.join(', ')}`,
  price: 'takes an amount above zero such as "59.00", or nothing where it is not sold',
  prices: `takes an amount for each market: ${currencies.join(', ')}`,
  percent: 'takes a number from 0 to 100 with two decimals at most',
  version: 'takes a whole number from 1',
  termsVersion: 'takes letters, digits, points and hyphens, 40 at most',
  time: 'takes a time such as "2026-01-31T09:00:00.000Z"',
  known: 'takes the kind and id of something that is published'
};
