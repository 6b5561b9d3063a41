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
import { readItem, saveDraft, type Named } from '../catalog-api.ts';
import { editable, tidy } from './editable.ts';
import { kept } from './kept.ts';

const PAUSE_MS = 1_200;
const AGAIN_MS = 8_000;

export type Saving = 'asPublished' | 'saved' | 'saving' | 'kept';

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
      const content = $state.snapshot(this.content);
      kept.write(item, { rev: this.#rev, base: this.#base, content });
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
    if (typed.rev === this.#rev) {
      this.content = editable(this.item.kind, this.item.id, typed.content);
      this.#base = typed.base ?? null;
      this.isRestored = true;
    } else {
      this.content = editable(this.item.kind, this.item.id, typed.content);
      this.conflict = answer.value.draft;
    }
  }

  /** Everything typed so far is at the server afterwards; false: it is not. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    this.#running = this.#save().finally(() => (this.#running = undefined));
    return this.#running;
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

  /** What was published since the draft was begun has been seen. */
  async rebase(): Promise<void> {
    await this.flush();
    const content = tidy($state.snapshot(this.content));
    const base = this.known?.published?.rev ?? null;
    const answer = await saveDraft(this.item, { rev: this.#rev, content, base });
    if (answer.ok) await this.load();
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

  async #save(): Promise<boolean> {
    const content = tidy($state.snapshot(this.content));
    const text = canonicalText(content);
    if (text === this.#savedText) return true;
    if (this.conflict !== undefined) return false;
    this.saving = 'saving';
    const answer = await saveDraft(this.item, {
      ...{ rev: this.#rev, content },
      ...(this.#rev === null && { base: this.#base })
    });
    if (answer.ok) {
      this.#rev = answer.value.rev;
      this.#savedText = text;
      this.savedAt = answer.value.at;
      const isAllSaved = canonicalText(tidy($state.snapshot(this.content))) === text;
      if (isAllSaved) kept.drop(this.item);
      this.saving = isAllSaved ? 'saved' : 'kept';
      this.problem = '';
      if (!isAllSaved) this.#later(PAUSE_MS);
      return isAllSaved;
    }
    this.saving = 'kept';
    if (answer.why === 'refused') {
      await this.#lookWhoWasFaster();
      return false;
    }
    this.problem = answer.why === 'signedOut' ? 'signedOut' : 'away';
    this.#later(AGAIN_MS);
    return false;
  }

  async #lookWhoWasFaster(): Promise<void> {
    const answer = await readItem(this.item);
    if (!answer.ok) return this.#later(AGAIN_MS);
    this.known = answer.value;
    this.conflict = answer.value.draft;
  }
}

export function schemaOf(kind: CatalogKind) {
  return kind === 'package' ? filePackage : fileProduct;
}
