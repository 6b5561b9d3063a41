// What the customer has signed and nobody could take (R13, R15): kept whole with the order, each with who sent it.
// 1. `heldCompletion` is the completion of who has the job, else the first that came; everything else is in `heldSigned`.
// 2. Nothing of it is ever overwritten: every paper is out in the world, and support looks at each by itself.
// 3. A customer who would not sign leaves nothing signed, and a bill that is held: support is done with that in the same way.
// 4. What support is done with is settled and stays as it was: that moves no money, and keeps nobody's contact data any longer.
import type { HeldSigned, Order } from '../order.ts';

type Held = Pick<Order, 'heldCompletion' | 'heldSigned' | 'verdicts'>;

/** Of every action at most once, settled or not. */
export function allHeld({ heldCompletion, heldSigned = [] }: Held): HeldSigned[] {
  return heldCompletion ? [heldCompletion, ...heldSigned] : heldSigned;
}

/** What is held of this action. */
export function heldOfAction(order: Held, action: string): HeldSigned | undefined {
  return allHeld(order).find((each) => each.action === action);
}

/** A completion of this provider's that is held, or undefined. */
export function heldCompletionOf(order: Held, provider: string): HeldSigned | undefined {
  return allHeld(order).find(
    (each) => isCompletion(order, each) && senderOf(order, each) === provider
  );
}

/** The text that the customer has signed. */
export function signedOf({ body }: HeldSigned): unknown {
  const { statement, consent } = (body ?? {}) as { statement?: unknown; consent?: unknown };
  return statement ?? consent ?? null;
}

/** Every completion that is held, by the hash that its paper carries, and when it was signed. */
export function heldPapersOf(order: Held): { hash: string; at: number }[] {
  return allHeld(order).flatMap((each) => {
    const hash = paperHashOf(each);
    return hash === undefined ? [] : [{ hash, at: each.at }];
  });
}

/** Undefined of anything but a completion. */
function paperHashOf({ body }: HeldSigned): string | undefined {
  return (body as { statementHash?: string } | null)?.statementHash;
}

function isCompletion({ heldCompletion }: Held, entry: HeldSigned): boolean {
  return entry === heldCompletion || paperHashOf(entry) !== undefined;
}

/** Older entries do not say it themselves: every action that was judged has its provider. */
function senderOf({ verdicts }: Held, { action, provider }: HeldSigned): string | undefined {
  return provider ?? verdicts[action]?.provider;
}

/** Whether something is held that was signed at a visit for which nobody was charged: support may still have to collect it. */
export function isSignedUnbilled(order: Held & Pick<Order, 'job'>): boolean {
  return allHeld(order).some((each) => each.settledAt === undefined && !isBilled(order, each));
}

/** ms of server time at which support settled the last of what no bill covers; null where it has settled none. */
export function heldSettledAt(order: Held & Pick<Order, 'job'>): number | null {
  const unbilled = allHeld(order).filter((each) => !isBilled(order, each));
  const times = [order.job.refusal, ...unbilled].flatMap((each) => each?.settledAt ?? []);
  return times.length > 0 ? Math.max(...times) : null;
}

/** The same order where nothing is held of this action, or it is settled already. */
export function settleHeld(order: Order, action: string, at: number): Order {
  const { refusal } = order.job;
  if (refusal?.action === action && refusal.settledAt === undefined) {
    return { ...order, job: { ...order.job, refusal: { ...refusal, settledAt: at } } };
  }
  const entry = heldOfAction(order, action);
  if (!entry || entry.settledAt !== undefined) return order;
  return { ...order, ...withHeldAgain(order, { ...entry, settledAt: at }) };
}

/**
 * By a bill of the same provider's visit: what the customer signed last there is what was charged. The fee of a visit that was
 * cancelled or failed covers a consent, which asks for nothing by itself, and never a completion. So does an end without a bill:
 * none can come any more that could be of the consent.
 */
function isBilled(order: Held & Pick<Order, 'job'>, entry: HeldSigned): boolean {
  const { billing, provider, completion, state } = order.job;
  const isWithoutBill = billing.state === 'none' && (state === 'cancelled' || state === 'failed');
  if (isWithoutBill && !isCompletion(order, entry)) return true;
  if (billing.state !== 'billed' || provider?.id !== senderOf(order, entry)) return false;
  return completion !== null || !isCompletion(order, entry);
}

/** The members of an order with one more completion set aside. */
export function withHeldCompletion(
  { heldCompletion: before, heldSigned = [] }: Held,
  entry: HeldSigned,
  isTheirs: boolean
): Partial<Order> {
  if (before && !isTheirs) return { heldSigned: [...heldSigned, entry] };
  return { heldCompletion: entry, ...(before && { heldSigned: [...heldSigned, before] }) };
}

/** The members of an order with what support has been told of one action in its newest form. */
export function withHeldAgain(
  { heldCompletion, heldSigned }: Held,
  entry: HeldSigned
): Partial<Order> {
  const newest = (each: HeldSigned) => (each.action === entry.action ? entry : each);
  return {
    heldCompletion: heldCompletion && newest(heldCompletion),
    ...(heldSigned && { heldSigned: heldSigned.map(newest) })
  };
}
