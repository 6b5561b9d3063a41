// The application as it is filled in: saved at the server as one goes, and kept on this device until
// it is there. What another device has changed meanwhile is merged; what both have changed is asked.
import type { ApplicationForm } from '#domain/application/application-form.ts';
import { mergeForms, type FormField } from '#domain/application/merge-forms.ts';
import type { OwnApplication } from '#domain/application/views.ts';
import type { ApiCode } from '#domain/protocol/api-code.ts';
import { ask, send, type Answered } from '$lib/own-account/public.ts';

const URL = '/api/application';
const SAVE_AFTER_MS = 700;

interface Kept {
  base: ApplicationForm;
  form: ApplicationForm;
}

export class ApplicationDraft {
  /** As the server last said; undefined until it has. */
  own: OwnApplication | undefined = $state.raw();
  form: ApplicationForm | undefined = $state();
  here: 'asking' | 'in' | 'out' | 'away' = $state('asking');
  saving: 'saved' | 'saving' | 'unsaved' = $state('saved');
  /** Changed here and elsewhere: somebody has to choose. */
  conflicts: { field: FormField; theirs: unknown }[] = $state.raw([]);
  /** What both began with: of a field that is asked about the old value, until somebody has chosen. */
  #base: ApplicationForm | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;

  async load(): Promise<void> {
    const answer = await ask<OwnApplication>(URL);
    if (!answer.ok) {
      const isOut = answer.code === 'session.required' || answer.code === 'request.unknown';
      this.here = isOut || answer.code === 'session.forbidden' ? 'out' : 'away';
      return;
    }
    this.here = 'in';
    const kept = this.form ? undefined : keptOf(answer.value.id);
    if (kept) [this.#base, this.form] = [kept.base, kept.form];
    this.#take(answer.value);
    if (this.#isChanged()) this.touched();
  }

  /** Something was typed. */
  touched(): void {
    this.saving = 'unsaved';
    this.#keep();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.save().catch(reportError);
    }, SAVE_AFTER_MS);
  }

  /** Resolves when it is at the server, or cannot be. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#running;
    this.#running = this.#save();
    await this.#running;
    return this.saving === 'saved';
  }

  async #save(): Promise<void> {
    if (!this.own || !this.form || this.conflicts.length > 0) return;
    if (!this.#isChanged()) {
      this.saving = 'saved';
      return;
    }
    this.saving = 'saving';
    const form = $state.snapshot(this.form) as ApplicationForm;
    const body = { generation: this.own.generation, form };
    const answer = await send<OwnApplication>('PUT', URL, body);
    if (answer.ok) {
      this.#base = form;
      this.#take(answer.value);
      this.saving = this.#isChanged() ? 'unsaved' : 'saved';
      if (this.saving === 'unsaved') this.touched();
      else forget(answer.value.id);
      return;
    }
    this.saving = 'unsaved';
    if (answer.code === 'session.required') this.here = 'out';
    if (answer.code !== 'application.changed') return;
    await this.load();
    if (this.own.generation !== body.generation) await this.#save();
  }

  /** Which of two holds. */
  choose(field: FormField, isTheirs: boolean): void {
    const conflict = this.conflicts.find((each) => each.field === field);
    if (!conflict || !this.form || !this.#base) return;
    this.#base = { ...this.#base, [field]: conflict.theirs };
    if (isTheirs) Object.assign(this.form, { [field]: conflict.theirs });
    this.conflicts = this.conflicts.filter((each) => each !== conflict);
    this.touched();
  }

  /** Does something else with it; what was typed is saved before. */
  async act(
    path: string,
    init?: { method?: 'POST'; body?: object }
  ): Promise<ApiCode | 'away' | null> {
    if (!(await this.save())) return 'away';
    return this.take(await send<OwnApplication>(init?.method ?? 'POST', URL + path, init?.body));
  }

  /** An answer of the server about this application. */
  take(answer: Answered<OwnApplication>): ApiCode | 'away' | null {
    if (!answer.ok) return answer.code;
    this.#take(answer.value);
    return null;
  }

  #take(own: OwnApplication): void {
    const mine = this.form && ($state.snapshot(this.form) as ApplicationForm);
    this.own = own;
    if (!mine || !this.#base) {
      [this.form, this.#base] = [structuredClone(own.form), own.form];
      return;
    }
    const base = this.#base;
    const merged = mergeForms(base, mine, own.form);
    const asked = merged.conflicts.map((field) => [field, base[field]]);
    this.#base = { ...own.form, ...Object.fromEntries(asked) } as ApplicationForm;
    this.form = merged.form;
    this.conflicts = merged.conflicts.map((field) => ({ field, theirs: own.form[field] }));
  }

  #isChanged(): boolean {
    return JSON.stringify(this.form) !== JSON.stringify(this.#base);
  }

  #keep(): void {
    if (!this.own) return;
    try {
      const kept = { base: this.#base, form: $state.snapshot(this.form) };
      localStorage.setItem(keyOf(this.own.id), JSON.stringify(kept));
    } catch {
      // A full or closed storage: it is at the server in a moment.
    }
  }
}

const keyOf = (id: string) => `application:${id}`;

function keptOf(id: string): Kept | undefined {
  try {
    return (JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null') as Kept | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function forget(id: string): void {
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // What cannot be read cannot be stale either.
  }
}
