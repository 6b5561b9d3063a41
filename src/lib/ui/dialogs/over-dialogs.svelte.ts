import { getContext, setContext, untrack, type Snippet } from 'svelte';

const KEY = Symbol('over dialogs');

/**
 * Words that must be seen and tapped whatever is open. Beside a modal dialog the page is dimmed,
 * inert and silent for a screen reader, a popover too: while one is open, the dialog itself shows
 * them, and the page does not, so that they are said once.
 */
export class OverDialogs {
  readonly words: Snippet;
  #openDialogs = $state(0);

  /** Call while a component is created: the dialogs within show `words`. */
  static provide(words: Snippet): OverDialogs {
    return setContext(KEY, new OverDialogs(words));
  }

  /** Undefined where the screens around provide nothing. */
  static here(): OverDialogs | undefined {
    return getContext<OverDialogs | undefined>(KEY);
  }

  private constructor(words: Snippet) {
    this.words = words;
  }

  get isInDialog(): boolean {
    return this.#openDialogs > 0;
  }

  /** A dialog is open; the answer is called when it is not any more. */
  opened(): () => void {
    untrack(() => (this.#openDialogs += 1));
    return () => untrack(() => (this.#openDialogs -= 1));
  }
}
