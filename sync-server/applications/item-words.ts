import type { Application, FormItem, Item } from '#domain/application/application.ts';
import type { PaperKind } from '#domain/application/policy.ts';
import type { Locale } from '#domain/policy/policy.ts';

const ITEM_WORDS: Record<Locale, Record<FormItem, string>> = {
  de: {
    person: 'Person',
    address: 'Adresse',
    company: 'Firma',
    skills: 'Skills',
    area: 'Einsatzgebiet',
    account: 'Bankverbindung'
  },
  en: {
    person: 'Person',
    address: 'Address',
    company: 'Company',
    skills: 'Skills',
    area: 'Area',
    account: 'Bank account'
  }
};

const PAPER_WORDS: Record<Locale, Record<PaperKind, string>> = {
  de: {
    identity: 'Ausweis',
    tradeLicence: 'Gewerbeschein',
    liabilityInsurance: 'Betriebshaftpflicht',
    certificate: 'Zeugnis',
    workPermit: 'Arbeitserlaubnis'
  },
  en: {
    identity: 'Identity card',
    tradeLicence: 'Trade licence',
    liabilityInsurance: 'Liability insurance',
    certificate: 'Certificate',
    workPermit: 'Work permit'
  }
};

export function paperWord(kind: PaperKind, locale: Locale): string {
  return PAPER_WORDS[locale][kind];
}

/** What a mail calls it. */
export function itemWord({ papers, locale }: Application, item: Item): string {
  const paper = papers.find(({ id }) => item === `paper:${id}`);
  return paper ? paperWord(paper.kind, locale) : ITEM_WORDS[locale][item as FormItem];
}
