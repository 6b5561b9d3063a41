import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/**
 * Leads eye, keyboard and screen reader to the present step whenever it has become another one;
 * at the first sight of a job nothing moves.
 */
export function followStep(current: () => string | null): Attachment<HTMLElement> {
  let before: string | null | undefined;
  return (path) => {
    const step = current();
    const isNew = before !== undefined && step !== null && step !== before;
    before = step;
    if (!isNew) return;
    const lead = () => {
      const item = path.querySelector<HTMLElement>('[aria-current="step"]');
      const heading = item?.querySelector<HTMLElement>('[data-step-title]');
      if (!item || !heading) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      item.scrollIntoView({ block: 'start', behavior: 'smooth' });
    };
    tick().then(lead).catch(reportError);
  };
}
