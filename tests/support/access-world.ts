import { createHash } from 'node:crypto';
import type { StaffRole } from '#domain/staff/staff-role.ts';
import { newCase } from '../../sync-server/cases/case-document.ts';
import type { OwnApplication } from '#domain/application/views.ts';
import { begin, paperUrl, PDF } from './applying.ts';
import { anInvoice } from './an-invoice.ts';
import { NOW } from './builders.ts';
import { PASSWORD, askForSession, startTestServer, type TestServer } from './test-server.ts';
import { storedAfter } from './tracked-order.ts';

/** Who asks. What is looked for is Anna's. */
export const ASKERS = [
  ...(['nobody', 'otherHelper', 'customer', 'applicant', 'expired', 'owner'] as const),
  // The operator's people, by what they do; `staff` is support, `operator` an owner.
  ...(['staff', 'operator', 'community', 'catalog', 'finance'] as const)
] as const;
export type Asker = (typeof ASKERS)[number];
export const STAFF_ASKERS = ['staff', 'operator', 'community', 'catalog', 'finance'] as const;
export type StaffAsker = (typeof STAFF_ASKERS)[number];

/** Each id as it is of something of Anna's, and one of the same form that is of nothing. */
export interface AccessIds {
  order: string;
  /** Of an order that nobody has. */
  waiting: string;
  token: string;
  photo: string;
  device: string;
  case: string;
  mail: string;
  statement: string;
  inboxDocument: string;
  action: string;
  /** Of the catalogue, not published. */
  package: string;
  /** Whose application it is; not of whoever asks as applicant. */
  application: string;
  paper: string;
  provider: string;
  session: string;
}

export interface AccessWorld {
  server: TestServer;
  /** `audit`: what reading or changing it is called in the audit log. */
  routes: { method: string; url: string; audit: string | undefined }[];
  foreign: AccessIds;
  unknown: AccessIds;
  headers: Record<Asker, Record<string, string>>;
  /** Link of the order of a customer who has nothing to do with Anna. */
  customerToken: string;
}

const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('base64url');

/** A helper with something of everything, and whoever might want to see it. */
export async function openAccessWorld(): Promise<AccessWorld> {
  const routes: AccessWorld['routes'] = [];
  const server = await startTestServer({
    background: false,
    onRoute: ({ method, url, config }) =>
      void [method]
        .flat()
        .forEach((each) => routes.push({ method: each, url, audit: config?.audit }))
  });
  const { store, clock, app } = server;
  const late = await server.signIn((await server.addProvider({ id: 'late' })).email);
  clock.advance(31 * 24 * 3_600_000);
  const anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  const tablet = await server.signIn('anna@example.org');
  const ben = await server.signIn((await server.addProvider({ id: 'ben' })).email);
  const staff = await staffHeaders(server);
  await server.addStaff('staff-spare', 'finance');

  const order = await storedAfter(server, 'job.complete');
  const other = await storedAfter(server, 'work.start', (each) => ({
    ...each,
    job: { ...each.job, provider: { ...each.job.provider!, id: 'ben' } }
  }));
  const waiting = await storedAfter(server, 'offer.accept', (each) => ({
    ...each,
    job: { ...each.job, state: 'unplaced', provider: null }
  }));
  await store.ledger.put({ ...(await anInvoice()), _id: `invoice:${order._id}` });
  const photo = Buffer.alloc(3_000, 7);
  photo.set([0xff, 0xd8, 0xff, 0xe0]);
  await app.inject({
    method: 'PUT',
    url: `/api/files/${hash(photo)}`,
    headers: { ...anna.headers, 'content-type': 'application/octet-stream' },
    payload: photo
  });
  const action = { id: `${anna.device.id}:0000000001`, hash: 'h', receivedAt: NOW, text: '{}' };
  await store.cases.put(
    newCase({ _id: 'case:annas', kind: 'support.ask', openedAt: NOW, action, provider: 'anna' })
  );
  await store.mails.put({
    ...{ _id: `mail:${order._id}:booked`, type: 'mail', kind: 'booked', order: order._id },
    ...{ to: 'rosa@example.org', subject: 'x', text: 'x', html: 'x', state: 'kept', createdAt: NOW }
  } as never);
  await store.people.put({
    ...{ _id: `review:${order._id}`, type: 'review', order: order._id, provider: 'anna' },
    ...{
      title: { de: 'WLAN' },
      stars: 5,
      words: 'x',
      at: NOW,
      touchedAt: NOW,
      answer: null,
      hidden: {}
    }
  });
  await store.inbox('anna').put({ _id: `job:${order._id}` });
  await store.editing.put(draftOf('not-for-sale'));
  await app.inject({
    method: 'POST',
    url: '/sync/outbox/_bulk_docs',
    headers: { ...anna.headers, 'content-type': 'application/json' },
    payload: { docs: [{ _id: action.id, said: 'by anna' }] }
  });

  const lea = await begin(server, 'lea@example.org');
  await lea.ask('POST', paperUrl(), PDF);
  const own = (await lea.ask('GET', '/api/application')).body as never as OwnApplication;
  const ofLea = { application: own.id, paper: own.papers[0]!.id };
  const applicant = await begin(server, 'max@example.org');

  return {
    server,
    routes,
    customerToken: other.token,
    foreign: {
      order: order._id,
      waiting: waiting._id,
      token: order.token,
      photo: hash(photo),
      device: tablet.device.id,
      case: 'case:annas',
      mail: `mail:${order._id}:booked`,
      statement: order.job.completion!.statementHash,
      inboxDocument: `job:${order._id}`,
      action: action.id,
      package: 'not-for-sale',
      ...ofLea,
      provider: 'anna',
      session: createHash('sha256').update(tablet.token).digest('base64url')
    },
    unknown: {
      order: '01jtracking999999999999999',
      waiting: '01jtracking999999999999998',
      token: 'token-of-order-9999999',
      photo: hash('no photo'),
      device: 'tablet-nowhere',
      case: 'case:nobodys',
      mail: 'mail:01jtracking999999999999999:booked',
      statement: hash('no statement'),
      inboxDocument: 'job:01jtracking999999999999999',
      action: `${tablet.device.id}:0000000009`,
      package: 'not-there',
      ...{ application: 'helper-nobody', paper: 'no-paper', session: hash('no session') },
      provider: 'helper-nobody'
    },
    headers: {
      nobody: {},
      otherHelper: ben.headers,
      // Has the link of another order, and no session.
      customer: {},
      ...staff,
      expired: late.headers,
      owner: anna.headers,
      // Applies, and has an application of their own.
      applicant: { cookie: applicant.cookie }
    }
  };
}

function draftOf(id: string) {
  const by = { id: 'staff-catalog', name: 'Eva', role: 'catalog' };
  const content = { id, title: { de: 'Noch nicht' } };
  return {
    ...{ _id: `draft:package:${id}`, type: 'draft', kind: 'package', id, content },
    ...{ base: null, at: NOW, by, publish: null, failed: null }
  };
}

const ROLE_OF: Record<StaffAsker, StaffRole> = {
  ...{ staff: 'support', operator: 'owner', community: 'community', catalog: 'catalog' },
  finance: 'finance'
};

async function staffHeaders(server: TestServer) {
  const made = STAFF_ASKERS.map(async (asker) => {
    const role = ROLE_OF[asker];
    const { email } = await server.addStaff(`staff-${role}`, role);
    const answer = await askForSession(server, email, PASSWORD);
    return [asker, { authorization: `Bearer ${answer.json<{ token: string }>().token}` }] as const;
  });
  return Object.fromEntries(await Promise.all(made)) as Record<
    StaffAsker,
    { authorization: string }
  >;
}
