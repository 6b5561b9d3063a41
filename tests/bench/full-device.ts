// A helper with five hundred visits on their device, and the built app on a weak phone: what every
// figure of a slow phone is measured on.
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import type { Job } from '#domain/order/job.ts';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { anOrderAfter, aProvider, NOW } from '../support/builders.ts';
import { HelperApp } from '../e2e/pages/helper-app.ts';
import { chromiumPath } from '../support/chromium.ts';
import { PASSWORD, startTestServer, type TestServer } from '../support/test-server.ts';

export const VISITS = 500;
const AHEAD = 60;
export const PHONE = { width: 390, height: 844 };
const ITEMS = 12;

export interface FullDevice {
  server: TestServer;
  provider: string;
  email: string;
  /** Of a visit whose work is going on. */
  running: string;
  /** Each visit once more, changed. @param count from the first one on, again where there are fewer */
  change(count: number, generation: number): Promise<void>;
}

export async function startFullDevice(): Promise<FullDevice> {
  const server = await startTestServer({
    listen: true,
    background: false,
    config: { buildDir: resolve('build') }
  });
  const { id, email } = await server.addProvider({ id: 'bench' });
  const someone = aProvider({ id });
  const jobs = {
    working: withChecklist(anOrderAfter('work.start', someone).job),
    ahead: anOrderAfter('customer.contacted', someone).job,
    over: anOrderAfter('job.complete', someone).job
  };
  const documentOf = (index: number, generation: number): JobDocument => {
    const job = index === 0 ? jobs.working : index < AHEAD ? jobs.ahead : jobs.over;
    const order = orderOf(index);
    const startsAt = NOW + (index < AHEAD ? index : -index) * HOUR_MS;
    const appointment = { ...job.appointment, startsAt };
    const rest = { _id: `job:${order}`, type: 'job', order, generation, judged: {} } as const;
    return { ...rest, job: { ...job, id: order as Job['id'], appointment } };
  };
  const inbox = server.store.inbox(id);
  const write = async (count: number, generation: number, from = 0) => {
    const documents = Array.from({ length: count }, (_, at) => documentOf(from + at, generation));
    const known = await inbox.getMany(documents.map(({ _id }) => _id));
    await inbox.bulk(documents.map((each, at) => ({ ...each, ...revisionOf(known[at]) })));
  };
  await write(VISITS, 1);
  return {
    server,
    provider: id,
    email,
    running: orderOf(0),
    change: (count, generation) => write(count, generation)
  };
}

const orderOf = (index: number) => `order-${String(index).padStart(4, '0')}`;
const revisionOf = (known: { _rev?: string } | undefined) =>
  known?._rev === undefined ? {} : { _rev: known._rev };

function withChecklist(job: Job): Job {
  const checklist = Array.from({ length: ITEMS }, (_, index) => ({
    id: `bench.${index}`,
    phase: 'work' as const,
    text: { de: `Schritt ${index + 1} der Arbeit` },
    required: index % 2 === 0
  }));
  return { ...job, checklist, checked: {} };
}

export async function openPhone(url: string, profile = ''): Promise<BrowserContext> {
  const executablePath = chromiumPath();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    baseURL: url,
    locale: 'de-CH',
    viewport: PHONE,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync']
  });
  context.setDefaultTimeout(120_000);
  return context;
}

/** Until everything is on the device, and the app itself too. */
export async function signIn(page: Page, email: string): Promise<void> {
  const app = new HelperApp(page);
  await page.goto('/today');
  await app.fillSignIn(email, PASSWORD);
  await app.tab('Heute').waitFor();
  await page.goto('/device');
  await page.getByText('Bereit für den Start ohne Verbindung.').waitFor();
  await page.goto('/today');
  await page.getByRole('button', { name: /^Alle \d+ zeigen$/ }).waitFor();
}

export async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}
