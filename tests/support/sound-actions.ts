import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { ActionKind } from '#domain/protocol/action-body.ts';
import type { SoundAction } from '../../sync-server/authority/inspect-action.ts';
import { takeSoundActions } from '../../sync-server/authority/take-sound-actions.ts';
import { FULL_RULES } from './a-full-job.ts';
import { anOrderAfter, aPackage, aProvider, NOW } from './builders.ts';
import { MemoryDatabase } from './memory-database.ts';
import { SILENT_LOG } from './order-work.ts';

export const AT = NOW + HOUR_MS;
export const NOW_AT_SERVER = AT + 77;

/** An action of Anna’s of which the server has found nothing wrong. */
export function sound(
  kind: ActionKind,
  body: object = {},
  fields: Partial<SoundAction> = {}
): SoundAction {
  const id = fields.id ?? 'a1';
  return {
    ...{ id, provider: 'anna', order: 'order1', kind, body: body as never, hash: `hash-${id}` },
    ...{ occurredAt: AT, isEvidenceSound: true },
    received: {
      ...{ provider: 'anna', id, rev: '1-a', device: 'd', receivedAt: AT + 5, envelope: { id } }
    },
    ...fields
  };
}

/** Everything that sound actions are taken with. */
export function soundActionsWorld(order: Order | undefined = anOrderAfter('offer.accept')) {
  let current = order;
  const quarantined: unknown[] = [];
  const written: unknown[] = [];
  const booked: Order[] = [];
  const people = new MemoryDatabase(aProvider());
  const orders = new MemoryDatabase(...(order ? [order] : []));
  const catalog = new MemoryDatabase({
    ...{ _id: 'catalog', version: '9', termsVersion: '2027-01' }
  } as never);
  const service = aPackage();
  const deps = {
    store: {
      orders: orders.asDatabase,
      people: people.asDatabase,
      catalog: catalog.asDatabase
    } as never,
    writer: {
      async change(_id: string, decide: (order: Order) => Order | Promise<Order>) {
        if (current) current = await decide(current);
        return current;
      },
      async book(made: Order) {
        booked.push(made);
        return made;
      }
    } as never,
    inboxes: {
      write: async (provider: string, writes: { id: string; build(): unknown }[]) =>
        void written.push(provider, ...writes.map(({ id, build }) => [id, build()]))
    } as never,
    keys: { sign: () => 'receipt' } as never,
    quarantine: {
      judge: async (what: { received: { id: string } }) =>
        void quarantined.push({ ...what, received: what.received.id }),
      fork: async (received: { id: string }, hash: string, of: string | null) =>
        void quarantined.push(['fork', received.id, hash, of])
    } as never,
    catalog: { packageAt: () => service, productAt: () => undefined },
    rules: FULL_RULES,
    log: SILENT_LOG,
    now: () => NOW_AT_SERVER
  };
  const take = (...actions: SoundAction[]) => takeSoundActions(actions, deps);
  return { take, deps, quarantined, written, booked, people, service, orderNow: () => current };
}

/** What is put into quarantine of an action that is held. */
export const heldCase = (code: string, fields: object = {}) => ({
  ...{ received: 'a1', hash: 'hash-a1', order: 'order1', isTheirs: true, kind: 'action.held' },
  judgement: { outcome: 'held', code, at: NOW_AT_SERVER },
  ...fields
});
