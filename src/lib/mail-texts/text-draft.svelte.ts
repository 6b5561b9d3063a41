import type { MailText, MailTextRow, TextFault } from '#domain/operator/mail-texts-view.ts';
import { LOCALES, type Locale } from '#domain/policy/policy.ts';
import { saveText, type OwnTexts } from './texts-api.ts';

interface Kept {
  version: number;
  texts: OwnTexts;
}
export type SaveOutcome = 'saved' | 'faults' | 'conflict' | 'signedOut' | 'away';

/** What an owner is writing in place of ours; it outlives a reload and a session that ended. */
export class TextDraft {
  row: MailTextRow = $state.raw(undefined as never);
  texts: OwnTexts = $state({});
  /** By `de.body`. */
  faults: Partial<Record<string, TextFault>> = $state.raw({});
  /** Somebody has saved since this was typed. */
  isFromBefore = $state(false);
  /** The version that it was typed over. */
  #version = 0;

  constructor(row: MailTextRow) {
    this.row = row;
    const kept = this.#kept();
    this.texts = kept ? kept.texts : copied(row.own);
    this.#version = kept?.version ?? row.version;
    this.isFromBefore = kept !== undefined && kept.version !== row.version;
  }

  get isChanged(): boolean {
    return JSON.stringify(ordered(this.texts)) !== JSON.stringify(ordered(this.row.own));
  }

  /** Whether this language goes out as it stands here. */
  isSaved(locale: Locale): boolean {
    const only = (texts: OwnTexts) => JSON.stringify(ordered({ [locale]: texts[locale] }));
    return only(this.texts) === only(this.row.own);
  }

  /** Call whenever something was typed. */
  keep(): void {
    const kept: Kept = { version: this.#version, texts: $state.snapshot(this.texts) as OwnTexts };
    if (this.isChanged) sessionStorage.setItem(this.#key, JSON.stringify(kept));
    else sessionStorage.removeItem(this.#key);
  }

  begin(locale: Locale): void {
    this.texts[locale] = { ...this.row.ours[locale] };
    this.keep();
  }

  backToOurs(locale: Locale): void {
    delete this.texts[locale];
    this.faults = {};
    this.keep();
  }

  discard(): void {
    this.texts = copied(this.row.own);
    this.#version = this.row.version;
    this.isFromBefore = false;
    this.faults = {};
    this.keep();
  }

  /** What stands there now was seen: what is typed goes over it. */
  takeOver(row: MailTextRow): void {
    this.row = row;
    this.#version = row.version;
    this.isFromBefore = false;
    this.keep();
  }

  async save(): Promise<SaveOutcome> {
    this.faults = {};
    const { kind } = this.row;
    const sent = copied(this.texts);
    const answer = await saveText(kind, this.#version, sent);
    if (answer.ok) {
      this.row = answer.value.texts.find((each) => each.kind === kind) ?? this.row;
      this.#version = this.row.version;
      // What was typed meanwhile is not in what was saved.
      const isSame = JSON.stringify(ordered(this.texts)) === JSON.stringify(ordered(sent));
      if (isSame) this.discard();
      else this.keep();
      return 'saved';
    }
    if (answer.why === 'signedOut') return 'signedOut';
    if (answer.why !== 'refused') return 'away';
    if (answer.code === 'document.conflict') return 'conflict';
    this.faults = Object.fromEntries(
      answer.fields.map(({ path, message }) => [
        path.replace('/texts/', '').replace('/', '.'),
        message as TextFault
      ])
    );
    return 'faults';
  }

  get #key(): string {
    return `mila-text-${this.row.kind}`;
  }

  #kept(): Kept | undefined {
    const text = sessionStorage.getItem(this.#key);
    return text === null ? undefined : (JSON.parse(text) as Kept);
  }
}

function copied(texts: OwnTexts): OwnTexts {
  return JSON.parse(JSON.stringify(texts)) as OwnTexts;
}

function ordered(texts: OwnTexts): [Locale, string, string, string][] {
  return LOCALES.flatMap((locale) => {
    const text: MailText | undefined = texts[locale];
    return text ? [[locale, text.subject, text.body, text.action]] : [];
  });
}
