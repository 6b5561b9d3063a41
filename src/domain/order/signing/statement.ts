// The signed statement (R15; PROTOCOL.md, "The signed statement"). One pure function builds it on
// the device and again at the server:
// 1. everything but the signing facts (who, when, in which language) follows from the job;
// 2. the bytes shown are the bytes hashed: the screen renders this object, the hash is over its
//    canonical text;
// 3. the server compares texts, not meanings: any difference is held for support, never corrected.
import type { Currency } from '../../policy/policy.ts';
import { localText } from '../../catalog/service-package.ts';
import type { Job } from '../job.ts';
import { canonicalText } from '../../protocol/canonical-text.ts';
import type { SigningFacts } from '../../protocol/signature.ts';
import { priceLines, priceTotals, type VatTotal } from '../../price/price.ts';
import { asSigned } from './earlier-words.ts';

interface StatementLine {
  kind: string;
  ref: string | null;
  title: string;
  quantity: number;
  unitMinor: number;
  amountMinor: number;
  vatBps: number;
}

export interface Statement {
  statementVersion: 1;
  order: string;
  currency: Currency;
  customer: { name: string; company: string };
  provider: { id: string; name: string };
  place: { street: string; houseNumber: string; postcode: string; city: string; country: string };
  appointment: { startsAt: number; timeZone: string };
  lines: StatementLine[];
  vat: VatTotal[];
  totalMinor: number;
  checklist: { item: string; text: string; done: boolean }[];
  photos: string[];
  signer: { name: string; role: string };
  signedAt: number;
  language: SigningFacts['language'];
  termsVersion: string;
  catalogVersion: string;
}

export function buildStatement(job: Job, facts: SigningFacts): Statement {
  const { language } = facts;
  const lines = priceLines(job);
  const totals = priceTotals(lines);
  const { street, houseNumber, postcode, city, country } = job.place;
  return {
    statementVersion: 1,
    order: job.id,
    currency: job.terms.currency,
    customer: { name: job.customer.name, company: job.customer.company },
    provider: { id: job.provider?.id ?? '', name: job.provider?.name ?? '' },
    place: { street, houseNumber, postcode, city, country },
    appointment: { startsAt: job.appointment.startsAt, timeZone: job.appointment.timeZone },
    lines: lines.map((line) => ({ ...line, title: localText(line.title, language) })),
    vat: totals.vat,
    totalMinor: totals.totalMinor,
    checklist: job.checklist.map((item) => ({
      item: item.id,
      text: localText(item.text, language),
      done: job.checked[item.id]?.done ?? false
    })),
    photos: job.photos.map((photo) => photo.sha256),
    signer: { name: facts.signer.name, role: facts.signer.role },
    signedAt: facts.signedAt,
    language,
    termsVersion: job.terms.termsVersion,
    catalogVersion: job.terms.catalogVersion
  };
}

/** Whether what was signed is, to the byte, the job's statement, as this app or an earlier builds it. */
export function isStatementOf(job: Job, facts: SigningFacts, signed: unknown): boolean {
  const { market } = job;
  const built = buildStatement(job, facts);
  const { lines, checklist } = (signed ?? {}) as Partial<Record<string, unknown>>;
  return isSameText(signed, {
    ...built,
    lines: built.lines.map((line, index) => ({
      ...line,
      title: asSigned(textIn(lines, index, 'title'), line.title, { kind: line.kind, market })
    })),
    checklist: built.checklist.map((item, index) => ({
      ...item,
      text: asSigned(textIn(checklist, index, 'text'), item.text, { kind: 'checklist', market })
    }))
  });
}

/** Of what somebody sent, whatever it is. */
function textIn(list: unknown, index: number, name: string): unknown {
  return Array.isArray(list) ? (list[index] as Record<string, unknown> | null)?.[name] : undefined;
}

/** Whether what was signed is, to the byte, what the job says. */
export function isSameText(signed: unknown, rebuilt: unknown): boolean {
  try {
    return canonicalText(signed) === canonicalText(rebuilt);
  } catch {
    return false;
  }
}
