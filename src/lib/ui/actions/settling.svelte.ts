// A touch counts once (R10.5): who taps twice, or holds Enter down, must not take the next step as
// well, which stands in the same spot a moment later.
// 1. A button takes a press that began SETTLE_MS after it came into sight as what it is now: the
//    finger was up since, and the eye had time to read.
// 2. A press of a main action, a dialog that opens or closes and a page that comes back into sight
//    let all of them rest once more; so does a press that came too early.
// 3. Times are the events' own: a tap that waited behind a busy phone counts from when it was made.
import type { Attachment } from 'svelte/attachments';
import { noteShown, stir, stirredAt } from './stir.ts';

/** Longer than a double tap takes (500 ms at most in Android and Windows). */
export const SETTLE_MS = 600;

/** ms of the page's own time, as events have it. */
let pressedAt = -Infinity;

export class Settling {
  /** For who cannot see that it is new: not pressable yet. */
  isResting = $state(false);
  readonly #isMain: () => boolean;
  #since = Infinity;
  #pressBeganAt: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isMain a main action: after its press the others rest as well */
  constructor(isMain: () => boolean) {
    this.#isMain = isMain;
  }

  /** From when on it rests: words or aim that change begin anew. */
  readonly watch: Attachment<HTMLElement> = (element) => {
    const aim = () => `${element.getAttribute('href') ?? ''} ${element.textContent}`;
    let known = aim();
    const changed = () => {
      if (known === aim()) return;
      known = aim();
      this.#renew();
    };
    const pressed = ({ timeStamp }: Event) => (this.#pressBeganAt = timeStamp);
    const observer = new MutationObserver(changed);
    observer.observe(element, {
      ...{ subtree: true, childList: true, characterData: true },
      attributeFilter: ['href']
    });
    element.addEventListener('pointerdown', pressed);
    const forget = noteShown(this);
    this.#renew();
    return () => {
      observer.disconnect();
      element.removeEventListener('pointerdown', pressed);
      forget();
      clearTimeout(this.#timer);
    };
  };

  /** Whether this press is meant for what stands here now. */
  takes(click: MouseEvent): boolean {
    // A click of a keyboard or of assistive technology has no pointer that came down before.
    const beganAt = click.detail > 0 ? this.#pressBeganAt : null;
    this.#pressBeganAt = null;
    const restsFrom = isFromField(click) ? pressedAt : Math.max(this.#since, stirredAt());
    const isTaken = (beganAt ?? click.timeStamp) >= restsFrom + SETTLE_MS;
    if (this.#isMain() || !isTaken) {
      pressedAt = performance.now();
      stir();
    }
    return isTaken;
  }

  rest(): void {
    this.isResting = true;
    clearTimeout(this.#timer);
    // As long as nothing was drawn nobody has seen it: a busy phone may take its time.
    if (this.#since === Infinity) return;
    this.#timer = setTimeout(() => (this.isResting = false), SETTLE_MS);
  }

  /** In sight from the next frame on; a hidden page has none. */
  #renew(): void {
    this.#since = Infinity;
    this.rest();
    requestAnimationFrame(() => {
      this.#since = performance.now();
      this.rest();
    });
  }
}

/** Enter in a field of its form: whoever types knows where they are, only twice is once too many. */
function isFromField({ detail, currentTarget }: MouseEvent): boolean {
  const { activeElement } = document;
  return (
    detail === 0 && activeElement !== currentTarget && activeElement instanceof HTMLInputElement
  );
}
