// Who runs this and how to reach them. Kept on the device: whoever needs help in a basement needs
// the number there.
import type { OperatorView } from '#domain/operator/operator-view.ts';

const KEY = 'operator';

class KnownOperator {
  #view = $state.raw<OperatorView>();
  #asking: Promise<void> | undefined;

  /** Undefined on a device that has never heard from the server. */
  get current(): OperatorView | undefined {
    return this.#view;
  }

  /** Asks the server, once a visit; without a connection what was heard last stays. */
  load(): void {
    this.#view ??= kept();
    this.#asking ??= this.#ask();
  }

  async #ask(): Promise<void> {
    try {
      const answer = await fetch('/api/operator');
      if (!answer.ok || !answer.headers.has('mila-time'))
        throw new Error('no answer of this server');
      this.#view = (await answer.json()) as OperatorView;
      localStorage.setItem(KEY, JSON.stringify(this.#view));
    } catch {
      // The next screen that shows it asks again; a full or closed storage only forgets the number.
      this.#asking = undefined;
    }
  }
}

function kept(): OperatorView | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? undefined : (JSON.parse(text) as OperatorView);
  } catch {
    return undefined;
  }
}

export const operator = new KnownOperator();
