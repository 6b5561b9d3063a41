import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newAuditLog } from '../../sync-server/audit/audit-log.ts';
import { openCheckpoint } from '../../sync-server/store/checkpoint.ts';
import type { Database } from '../../sync-server/store/database.ts';
import { WORKED, type WorkedStore } from './a-worked-store.ts';
import { add, change, type Any } from './change-document.ts';

let worked: WorkedStore;

/** What is planted is planted here. */
export function plantIn(store: WorkedStore): void {
  worked = store;
}

const photoFile = () => {
  const { server, photo } = worked;
  return join(server.dataDir, 'files', 'content', photo.slice(0, 2), photo);
};

/** As the server writes it down once inboxes and support were told of every order. */
export async function allTold(): Promise<void> {
  for (const [name, follower] of [
    ['orders', 'projector'] as const,
    ['ledger', 'earnings'] as const
  ]) {
    const database = as(worked.server.store[name]);
    const { lastSeq } = await database.changes({ since: '0' });
    await (await openCheckpoint(database, follower)).save(lastSeq);
  }
}

const as = (database: unknown) => database as Database<never>;
const orders = () => as(worked.server.store.orders);
const ledger = () => as(worked.server.store.ledger);
const inbox = (provider = 'anna') => as(worked.server.store.inbox(provider));

const audit = () => as(worked.server.store.audit);

async function twoEntries(): Promise<void> {
  const log = newAuditLog(worked.server.store, worked.server.clock);
  for (const about of ['one', 'two']) await log.write({ by: null, what: 'staff.change', about });
}

async function firstVerdict(): Promise<string> {
  const { verdicts } = (await worked.server.store.orders.get(WORKED))!;
  return Object.keys(verdicts).sort()[0]!;
}

export const changedOrder = (change_: (order: Any & { job: Any }) => void) =>
  change(orders(), WORKED, (order) => {
    change_(order as never);
    return order;
  });

/** What is planted, where it has to be found, and with which words. */
export const PLANTED: [
  what: string,
  plant: () => Promise<() => Promise<unknown>>,
  string,
  RegExp
][] = [
  [
    'an entry of the audit log that was changed',
    async () => {
      await twoEntries();
      return change(audit(), 'entry:000000000001', (each) => ({ ...each, what: 'nothing' }));
    },
    'audit',
    /changed after it was written/
  ],
  [
    'an entry of the audit log that was taken away',
    async () => {
      await twoEntries();
      return change(audit(), 'entry:000000000001', () => undefined);
    },
    'audit',
    /is missing/
  ],
  [
    'an action without a verdict',
    async () => change(inbox(), `verdict:${await firstVerdict()}`, () => undefined),
    'outbox-anna',
    /has no verdict/
  ],
  [
    'a verdict that is another one than the order says',
    async () =>
      change(inbox(), `verdict:${await firstVerdict()}`, (each) => ({ ...each, outcome: 'held' })),
    'orders',
    /judged twice/
  ],
  [
    'an action that is in its job twice',
    async () => {
      const note = { action: await firstVerdict(), at: 1, text: 'twice' };
      return changedOrder(({ job }) => (job.notes = [note, note]));
    },
    'orders',
    /is in the job twice/
  ],
  [
    'an action whose effect the order has lost',
    async () => {
      const id = await firstVerdict();
      return changedOrder((order) => delete (order.verdicts as Any)[id]);
    },
    'outbox-anna',
    /does not know it/
  ],
  [
    'a fork that nobody sees',
    async () => {
      const cases = await worked.server.store.cases.withPrefix<Any>('case:');
      const fork = cases.find(({ kind }) => kind === 'action.fork')!;
      return change(as(worked.server.store.cases), fork._id, () => undefined);
    },
    'outbox-anna',
    /neither judged nor shown/
  ],
  [
    'two who have the job',
    () =>
      changedOrder((order) => {
        const [first] = order.assignments as Any[];
        (order.assignments as unknown[]).unshift({ ...first, provider: 'ben' });
      }),
    'orders',
    /run at once/
  ],
  [
    'an order without a next step',
    () =>
      change(orders(), WORKED, (order) => ({
        ...order,
        job: { ...(order.job as object), state: 'completed', billing: NOT_BILLED }
      })),
    'orders',
    /nobody bills it/
  ],
  [
    'an order that the clock would find too late',
    () => changedOrder((order) => (order.dueAt = 9e15)),
    'orders',
    /come too late/
  ],
  ['an order that cannot be read', () => changedOrder((o) => delete o.token), 'orders', /be read/],
  [
    'a number that is nobody’s',
    () => change(ledger(), `numbers:CH:${YEAR}`, (each) => ({ ...each, last: 2 })),
    'ledger',
    /neither an invoice/
  ],
  [
    'a number that is an invoice’s and void',
    () =>
      add(ledger(), {
        ...{ _id: `void:CH-${YEAR}-000001`, type: 'voidNumber', number: `CH-${YEAR}-000001` },
        ...{ order: WORKED, voidedAt: 1 }
      }),
    'ledger',
    /also another document/
  ],
  [
    'a billed order without its invoice',
    () => change(ledger(), `invoice:${WORKED}`, () => undefined),
    'orders',
    /not stored for it/
  ],
  [
    'a transaction that does not balance',
    () =>
      change(ledger(), `tx:completion:${WORKED}`, (each) => ({
        ...each,
        lines: (each.lines as Any[]).slice(1)
      })),
    'ledger',
    /sum to zero/
  ],
  [
    'a payout line that the journal does not know',
    () =>
      change(ledger(), `payoutLine:${WORKED}`, (each) => ({
        ...each,
        amountMinor: (each.amountMinor as number) + 1
      })),
    'orders',
    /credited/
  ],
  [
    'an earning that nobody hears of',
    () => change(inbox(), `earning:${WORKED}`, () => undefined),
    'ledger',
    /does not say so/
  ],
  [
    'an inbox document of another’s',
    async () => {
      const job = (await inbox().get<Any>(`job:${WORKED}`))!;
      const { _rev: _, ...copy } = job;
      return add(inbox('ben'), copy as Any);
    },
    'inbox-ben',
    /never had this job/
  ],
  [
    'an inbox that shows another job',
    () =>
      change(inbox(), `job:${WORKED}`, (each) => ({
        ...each,
        job: { ...(each.job as object), problem: 'another' }
      })),
    'inbox-anna',
    /another job/
  ],
  [
    'a conflict where a revision decides',
    async () => {
      const order = (await worked.server.store.orders.get(WORKED))!;
      const rev = `${Number.parseInt(order._rev, 10)}-0`;
      await worked.server.store.orders.putRevisions([{ ...order, _rev: rev }]);
      return () => orders().remove(WORKED, rev);
    },
    'orders',
    /other revisions beside it/
  ],
  [
    'a photo whose bytes are others',
    async () => {
      const bytes = await readFile(photoFile());
      await appendFile(photoFile(), 'x');
      return () => writeFile(photoFile(), bytes);
    },
    'files',
    /not its hash/
  ],
  [
    'a photo that was acknowledged and is gone',
    async () => {
      const bytes = await readFile(photoFile());
      await rm(photoFile());
      return () => writeFile(photoFile(), bytes);
    },
    'people',
    /is not there/
  ]
];

const YEAR = 2026;
const NOT_BILLED = { state: 'none', invoiceNumber: null, totalMinor: null, payoutMinor: null };
