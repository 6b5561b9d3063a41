// The texts in force: ours, and in their place what the operator has written.
import type { MailText } from '#domain/operator/mail-texts-view.ts';
import { LOCALES, type Locale } from '#domain/policy/policy.ts';
import { createOnce } from '../store/create-once.ts';
import type { Store } from '../store/store.ts';
import type { Stored, StoredDocument } from '../store/stored-document.ts';
import { ENGLISH_TEXTS } from './words/english-texts.ts';
import { GERMAN_TEXTS } from './words/german-texts.ts';
import { TEXT_KINDS, type TextKind } from './text-kinds.ts';

export const OUR_TEXTS: Record<Locale, Record<TextKind, MailText>> = {
  de: GERMAN_TEXTS,
  en: ENGLISH_TEXTS
};

/** People database: `text:<kind>`, and `text-was:<kind>:<version>` for each earlier one. */
export interface OwnText extends StoredDocument {
  type: 'text';
  kind: TextKind;
  version: number;
  /** A language that is missing has ours. */
  texts: Partial<Record<Locale, MailText>>;
  at: number;
  by: string;
}

export type TextIn = (kind: TextKind, locale: Locale) => MailText;

export interface MailTexts {
  /** Another process's change is seen within seconds. */
  current(): Promise<TextIn>;
  own(): Promise<Stored<OwnText>[]>;
  /** False: somebody else has saved since. `version` is the one that this becomes. */
  save(text: Pick<OwnText, 'kind' | 'version' | 'texts' | 'at' | 'by'>): Promise<boolean>;
  /** Of all texts, the newest first. */
  earlier(): Promise<OwnText[]>;
}

const FRESH_MS = 2_000;
const idOf = (kind: TextKind) => `text:${kind}`;
const EARLIER = 'text-was:';
const MOST_EARLIER = 1_000;
const earlierId = (kind: TextKind, version: string) => `${EARLIER}${kind}:${version}`;

export const ourText: TextIn = (kind, locale) => OUR_TEXTS[locale][kind];

export function openMailTexts({ people }: Pick<Store, 'people'>): MailTexts {
  let known: { until: number; textIn: TextIn } | undefined;
  const own = async () => {
    const found = await people.getMany<OwnText>(TEXT_KINDS.map(idOf));
    return found.filter((each) => each !== undefined);
  };
  return {
    own,
    async current() {
      if (known && known.until > performance.now()) return known.textIn;
      const byKind = new Map((await own()).map((each) => [each.kind, each.texts]));
      const textIn: TextIn = (kind, locale) => byKind.get(kind)?.[locale] ?? ourText(kind, locale);
      known = { until: performance.now() + FRESH_MS, textIn };
      return textIn;
    },
    async save(text) {
      const { kind, version } = text;
      const before = await people.get<OwnText>(idOf(kind));
      if ((before?.version ?? 0) !== version - 1) return false;
      // Kept before it is replaced, so that no crash can lose a version.
      if (before) {
        const { _rev, ...kept } = before;
        const _id = earlierId(kind, String(before.version).padStart(6, '0'));
        await createOnce<OwnText>(people, { ...kept, _id });
      }
      const { written } = await people.update<OwnText>(idOf(kind), (current) =>
        (current?.version ?? 0) === version - 1
          ? { ...current, ...text, _id: idOf(kind), type: 'text' }
          : undefined
      );
      if (written) known = undefined;
      return written;
    },
    async earlier() {
      const all = await people.withPrefix<OwnText>(EARLIER, { limit: MOST_EARLIER });
      return all.toSorted((one, other) => other.at - one.at);
    }
  };
}

/** Languages in which a text is the operator's own in another one, and still ours here. */
export function missingLocales({ texts }: Pick<OwnText, 'texts'>): Locale[] {
  const own = LOCALES.filter((locale) => texts[locale]);
  return own.length === 0 ? [] : LOCALES.filter((locale) => !texts[locale]);
}
