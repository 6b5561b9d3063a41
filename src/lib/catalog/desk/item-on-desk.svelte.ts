// One package or product on an editor's desk. What must hold:
// 1. what is typed is on this device at once, and at the server soon after: a reload, a dead battery
//    or a session that ended loses nothing;
// 2. nobody's change is overwritten unseen: the server takes a draft only with the revision that it
//    was made from, and learns with the first one which published revision was on this screen;
// 3. what came from the server is never taken for something typed.
import type { FileItem } from '#domain/catalog/catalog-changes.ts';
import type { CatalogKind } from '#domain/catalog/catalog-kind.ts';
import { differencesOf } from '#domain/catalog/catalog-changes.ts';
import type { CatalogItemAnswer, DraftView } from '#domain/catalog/catalog-desk.ts';
import { filePackage, fileProduct } from '#domain/catalog/catalog-file.ts';
import { faultsIn, type CatalogFault } from '#domain/catalog/catalog-fault.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { m } from '$lib/paraglide/messages';
import { readItem, saveDraft, type Named, type SavedDraft } from '../catalog-api.ts';
import { notDoneText } from '../not-done.ts';
import { editable, tidy } from './editable.ts';
import { kept } from './kept.ts';

const PAUSE_MS = 1_200;
const AGAIN_MS = 8_000;

export type Saving = 'asPublished' | 'saved' | 'saving' | 'kept';

/** Saved although nothing was typed, as on what is published now. */
interface Anyway {
  base?: string | null;
}

export class ItemOnDesk {
  readonly item: Named;
  content: FileItem = $state()!;
  known: CatalogItemAnswer | undefined = $state.raw();
  saving: Saving = $state('asPublished');
  savedAt = $state(0);
  /** Somebody else's draft, which was faster; `null`: it is gone. */
  conflict: DraftView | null | undefined = $state.raw();
  problem: '' | 'unknown' | 'away' | 'signedOut' = $state('');
  isRestored = $state(false);
  #rev: string | null = $state(null);
  /** The published revision that was on the screen when a draft was begun here. */
  #base: string | null = null;
  #savedText = '';
  /** What was sent last and not answered yet, or never was. */
  #sent = '';
  #notSaved = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | undefined;

  readonly faults: CatalogFault[] = $derived.by(() =>
    this.content ? faultsIn(schemaOf(this.item.kind), tidy($state.snapshot(this.content))) : []
  );
  readonly differences = $derived.by(() =>
    this.known?.published && this.content
      ? differencesOf(this.known.published.content, tidy($state.snapshot(this.content)))
      : []
  );

  constructor(item: Named) {
    this.item = item;
    $effect(() => {
      if (!this.content || !this.known) return;
      const text = canonicalText(tidy($state.snapshot(this.content)));
      if (text === this.#savedText || this.conflict !== undefined) return;
      this.#keep();
      this.saving = 'kept';
      this.#later(PAUSE_MS);
    });
  }

  get rev(): string | null {
    return this.#rev;
  }
  get isLoaded(): boolean {
    return this.known !== undefined;
  }
  get draft(): DraftView | null {
    return this.known?.draft ?? null;
  }

  /** From the server; what was typed here and did not get there comes back on top of it. */
  async load(): Promise<void> {
    const answer = await readItem(this.item);
    if (!answer.ok) {
      const isUnknown = answer.why === 'unknown';
      this.problem = isUnknown ? 'unknown' : answer.why === 'signedOut' ? 'signedOut' : 'away';
      return;
    }
    this.problem = '';
    this.#take(answer.value);
    const typed = kept.read(this.item);
    if (!typed) return;
    if (this.#textOf(typed.content) === this.#savedText) return kept.drop(this.item);
    const isOwn = typed.rev === this.#rev || typed.sent === this.#savedText;
    this.content = editable(this.item.kind, this.item.id, typed.content);
    if (!isOwn) this.conflict = answer.value.draft;
    else if (typed.rev === this.#rev) this.#base = typed.base ?? null;
    this.isRestored = isOwn;
  }

  /** Everything typed so far is at the server afterwards; false: it is not. */
  flush(): Promise<boolean> {
    return this.#next();
  }

  /** Takes the date away: saving does. False: it is not. */
  async unschedule(): Promise<boolean> {
    return (await this.#next({})) && (await this.#isReadAgain());
  }

  takeTheirs(): void {
    kept.drop(this.item);
    this.conflict = undefined;
    if (this.known) this.#take(this.known);
  }

  /** Saves over what the other one wrote, having seen it. */
  async keepMine(): Promise<void> {
    this.#rev = this.conflict?.rev ?? null;
    this.#base = this.known?.published?.rev ?? null;
    this.conflict = undefined;
    this.#savedText = '';
    await this.flush();
  }

  /** What was published since the draft was begun has been seen. False: that is not saved. */
  async rebase(): Promise<boolean> {
    const base = this.known?.published?.rev ?? null;
    return (await this.#next({ base })) && (await this.#isReadAgain());
  }

  /** Why the last change is not at the server; empty where that is shown otherwise. */
  get notSavedText(): string {
    if (this.conflict !== undefined) return m.catalog_not_done_conflict();
    return this.#notSaved;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #take(answer: CatalogItemAnswer): void {
    const { draft, published } = answer;
    const from = draft?.content ?? published?.content;
    this.#rev = draft?.rev ?? null;
    this.#base = published?.rev ?? null;
    this.content = editable(this.item.kind, this.item.id, from);
    this.#savedText = canonicalText(tidy($state.snapshot(this.content)));
    this.known = answer;
    this.savedAt = draft?.at ?? 0;
    this.saving = draft ? 'saved' : 'asPublished';
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(reportError), ms);
  }

  /** One save after the other, each with what is typed by then. */
  async #next(anyway?: Anyway): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    this.#running = this.#save(anyway).finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #save(anyway?: Anyway): Promise<boolean> {
    const content = tidy($state.snapshot(this.content));
    const text = canonicalText(content);
    if (text === this.#savedText && !anyway) return true;
    if (this.conflict !== undefined) return false;
    this.saving = 'saving';
    const earlier = this.#sent;
    this.#sent = text;
    this.#keep();
    const rev = this.#rev;
    const answer = await saveDraft(
      this.item,
      rev === null ? { rev, content, base: this.#base, ...anyway } : { rev, content, ...anyway }
    );
    if (answer.ok) return this.#isAllSaved(answer.value, text);
    this.saving = 'kept';
    this.#notSaved = notDoneText(answer);
    if (answer.why === 'refused') return this.#isOwn([text, earlier]);
    this.problem = answer.why === 'signedOut' ? 'signedOut' : 'away';
    this.#later(AGAIN_MS);
    return false;
  }

  #isAllSaved({ rev, at }: SavedDraft, text: string): boolean {
    this.#rev = rev;
    this.#savedText = text;
    this.savedAt = at;
    this.problem = this.#notSaved = this.#sent = '';
    const isAllSaved = this.#textOf(this.content) === text;
    if (isAllSaved) kept.drop(this.item);
    this.saving = isAllSaved ? 'saved' : 'kept';
    if (!isAllSaved) this.#later(PAUSE_MS);
    return isAllSaved;
  }

  /** Who was faster? Whoever saved just what was sent is oneself: only the answer was lost. */
  async #isOwn(sent: readonly string[]): Promise<boolean> {
    const answer = await readItem(this.item);
    if (!answer.ok) {
      this.#later(AGAIN_MS);
      return false;
    }
    this.known = answer.value;
    const { draft } = answer.value;
    const text = draft ? this.#textOf(draft.content) : '';
    if (draft && sent.includes(text)) return this.#isAllSaved(draft, text);
    this.conflict = draft;
    return false;
  }

  async #isReadAgain(): Promise<boolean> {
    await this.load();
    return this.problem === '';
  }

  #keep(): void {
    const content = $state.snapshot(this.content);
    kept.write(this.item, { rev: this.#rev, base: this.#base, content, sent: this.#sent });
  }

  #textOf(content: FileItem): string {
    const { kind, id } = this.item;
    return canonicalText(tidy(editable(kind, id, $state.snapshot(content) as FileItem)));
  }
}

export function schemaOf(kind: CatalogKind) {
  return kind === 'package' ? filePackage : fileProduct;
}
