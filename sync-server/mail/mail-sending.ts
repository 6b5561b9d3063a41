// Several mails are under way at once: one that the mail server is silent about keeps its own place
// and no other's. Those of one order go one after the other, in the order in which they are due.
import type { MailOutboxDeps } from './mail-outbox-deps.ts';
import { dueByOrder, sendInTurn } from './mail-outbox.ts';

/** Mail servers take a few connections from one sender, not dozens. */
const AT_ONCE = 5;

export interface MailSending {
  /** Begins what is due and has a place; does not wait for it. */
  begin(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** @param onFree begin again: something that is due found no place before */
export function newMailSending(deps: MailOutboxDeps, onFree: () => void): MailSending {
  const underWay = new Map<string, Promise<void>>();
  let isMoreDue = false;

  async function send(order: string, ids: readonly string[]): Promise<void> {
    try {
      await sendInTurn(deps, ids);
    } catch (error) {
      deps.log.warn({ err: error, order }, 'sending mails waits for the store');
    } finally {
      underWay.delete(order);
      if (isMoreDue) onFree();
    }
  }

  return {
    async begin() {
      isMoreDue = false;
      for (const [order, ids] of await dueByOrder(deps)) {
        if (underWay.has(order) || underWay.size >= AT_ONCE) isMoreDue = true;
        else underWay.set(order, send(order, ids));
      }
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    }
  };
}
