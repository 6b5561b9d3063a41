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
      if (staffSession.here === 'in') this.load(id()).catch(reportError);
    });
  }

  /** From the beginning: nothing is shown until the answer is here. */
  load(id: string): Promise<void> {
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
    this.problem = answer.ok
      ? ''
      : answer.why === 'away'
        ? m.staff_away_none()
        : m.staff_not_found();
  }
}
