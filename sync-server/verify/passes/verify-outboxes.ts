import type { Order } from '#domain/order/order.ts';
import type { ActionEnvelope } from '#domain/protocol/action.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { actionHash, claimedHash, contentHash } from '../../outbox/received-hash.ts';
import type { Found, FoundChange } from '../../reach/read-pages.ts';
import {
  caseOfMany,
  casesOfAction,
  checkAction,
  checkFork,
  type SentAction
} from '../checks/check-action.ts';
import type { Verifying } from '../verifying.ts';

/** Of documents whose size others choose few are read at once. */
const PAGE = 20;

export async function verifyOutboxes(verifying: Verifying): Promise<void> {
  for (const name of await verifying.pages.names()) {
    const provider = /^outbox-(.+)$/.exec(name)?.[1];
    if (provider) await verifyOutbox(provider, verifying);
  }
}

async function verifyOutbox(provider: string, verifying: Verifying): Promise<void> {
  const { pages } = verifying;
  const database = `outbox-${provider}`;
  const unjudged = await changedSince(verifying, database, 'judged');
  verifying.count('actions to be judged', unjudged.size);
  for await (const page of pages.changes(database, { includeDocs: true, size: PAGE })) {
    const sent = await Promise.all(page.map((change) => contentsOf(provider, change, verifying)));
    await checkPage(provider, sent, unjudged, verifying);
  }
}

/** Ids of what changed behind the place that a follower has written down. */
export async function changedSince(
  { pages }: Pick<Verifying, 'pages'>,
  database: string,
  follower: string
): Promise<Set<string>> {
  const place = await pages.get(database, `_local/${follower}`);
  const ids = new Set<string>();
  for await (const page of pages.changes(database, {
    since: String(place?.seq ?? '0'),
    size: 1_000
  })) {
    for (const { id } of page) ids.add(id);
  }
  return ids;
}

/** All that was stored under one id; more than one where a device has forked. */
async function contentsOf(
  provider: string,
  { id, changes, doc }: FoundChange,
  { pages }: Verifying
): Promise<SentAction[]> {
  if (doc?.type !== 'action') return [];
  const others = changes.filter(({ rev }) => rev !== doc._rev);
  const leaves = await Promise.all(
    others.map(({ rev }) => pages.get(`outbox-${provider}`, id, rev))
  );
  return Promise.all(
    [doc, ...leaves].flatMap((leaf) => (leaf ? [sentAction(provider, leaf)] : []))
  );
}

async function sentAction(provider: string, { _id: id, text, device }: Found): Promise<SentAction> {
  const envelope = readText(String(text));
  const { order } = (envelope ?? {}) as { order?: unknown };
  return {
    provider,
    device: String(device),
    id,
    hash: await hashOf(envelope),
    order: typeof order === 'string' && order !== '' ? order : null
  };
}

/** By which it is judged: its own where it says the truth about it. */
async function hashOf(envelope: unknown): Promise<string> {
  const claimed = claimedHash(envelope);
  const isTrue = claimed !== null && (await actionHash(envelope as ActionEnvelope)) === claimed;
  return isTrue ? claimed : contentHash(envelope);
}

function readText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function checkPage(
  provider: string,
  sent: readonly SentAction[][],
  unjudged: ReadonlySet<string>,
  { pages, untold, report, count }: Verifying
): Promise<void> {
  const first = sent.flatMap(([action]) => action ?? []);
  const verdicts = await pages.many(
    `inbox-${provider}`,
    first.map(({ id }) => `verdict:${id}`)
  );
  const orders = await pages.many(
    'orders',
    first.flatMap(({ order }) => order ?? [])
  );
  const forked = sent.filter(({ length }) => length > 1).flat();
  const cases = await pages.many(
    'cases',
    forked.flatMap((each) => [caseOfMany(each), ...casesOfAction(each)])
  );
  for (const contents of sent) {
    const [action] = contents;
    if (!action) continue;
    const verdict = verdicts.get(`verdict:${action.id}`) as VerdictDocument | undefined;
    const named = verdict?.order ?? action.order;
    const order = (named === null ? undefined : orders.get(named)) as Order | undefined;
    const isUnjudged = unjudged.has(action.id);
    const isUntold = named !== null && untold.has(named);
    const around = { verdict, order, cases, isUnjudged, isUntold };
    count('actions', contents.length);
    report(checkAction(action, around));
    if (contents.length > 1) report(contents.flatMap((each) => checkFork(each, around)));
  }
}
