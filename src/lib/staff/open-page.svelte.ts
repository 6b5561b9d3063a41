import { untrack } from 'svelte';
import { m } from '$lib/paraglide/messages';
import type { Asked } from './staff-api.ts';
import { staffSession } from './staff-session.svelte.ts';

/**
 * What a page of staff is about, read by the id of its address as soon as somebody is signed in.
 */
export class OpenPage<Detail> {
  found: Detail | undefined = $state.raw();
  /** Why there is nothing to show, or why what was asked was not done. */
  problem = $state('');
  /** Whose page is open: an answer about another one came too late. */
  #id = '';
  /** Of several questions about it, the one whose answer counts: the last. */
  #asked = 0;
  readonly #read: (id: string) => Promise<Asked<Detail>>;

  /** Call while a component starts: it reads on until that is gone. */
  constructor(read: (id: string) => Promise<Asked<Detail>>, id: () => string) {
    this.#read = read;
    $effect(() => {
      if (staffSession.here !== 'in') return;
      const wanted = id();
      // Not each time that something else is found: loading it is what finds it.
      untrack(() => this.load(wanted)).catch(reportError);
    });
  }

  /**
   * Of another one nothing is shown until the answer is here. Of the same one everything stays, as
   * after the next sign-in: with it would go what somebody is writing about it.
   */
  load(id: string): Promise<void> {
    if (id === this.#id && this.found !== undefined) return this.readAgain(id);
    this.#id = id;
    this.found = undefined;
    return this.readAgain(id);
  }

  /** What is shown stays until the answer is here. */
  async readAgain(id: string): Promise<void> {
    if (id !== this.#id) return;
    const turn = ++this.#asked;
    const answer = await this.#read(id);
    if (turn !== this.#asked) return;
    if (answer.ok) this.found = answer.value;
    else if (answer.why === 'signedOut') return;
    // Whoever has signed in since may not see it, or it is gone.
    else if (answer.why !== 'away') this.found = undefined;
    this.problem = answer.ok
      ? ''
      : answer.why === 'away'
        ? m.staff_away_none()
        : m.staff_not_found();
  }
}
