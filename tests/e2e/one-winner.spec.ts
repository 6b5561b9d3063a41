import type { Provider } from '../../src/domain/matching/provider.ts';
import { byRank, rank } from '../../src/domain/matching/ranking.ts';
import { newOffers } from '../../src/domain/offer/new-offers.ts';
import { advanceOrder, startRound } from '../../src/domain/order/advance-order.ts';
import type { JobDocument } from '../../src/domain/order/views/inbox.ts';
import type { Order } from '../../src/domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '../../src/domain/policy/policy.ts';
import { DEMO_PROVIDERS } from '../../sync-server/demo/providers.ts';
import { DEMO_PASSWORD } from '../../sync-server/demo/sign-ins.ts';
import { accountId, createAccount, type Account } from '../../sync-server/people/account.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { anOrder } from '../support/builders.ts';
import { HttpDevice } from './http-device.ts';
import { whileStopped } from './stopped-server.ts';
import { expect, test } from './story.ts';

const ORDER = 'twenty-at-once';
const HELPERS = DEMO_PROVIDERS.filter((each) => each.vetted && each.active)
  .slice(0, 20)
  .map((helper) => ({ ...helper, email: `${helper.id}@twenty.example` }));

test('[R5.6] twenty devices accept one offer at once and exactly one gets the job', async ({
  ownServer: server
}) => {
  await whileStopped(server, async (store) => {
    await store.orders.put(anOrderOfferedTo(HELPERS, Date.now()));
    await writeAccounts(store);
  });
  await server.start();

  const devices = await Promise.all(
    HELPERS.map(({ id, email }) =>
      HttpDevice.signIn(server, { id, email, password: DEMO_PASSWORD })
    )
  );
  const attempts = await Promise.all(
    devices.map(async (device) => ({
      device,
      action: await device.sign('offer.accept', ORDER, {})
    }))
  );
  await Promise.all(attempts.map(({ device, action }) => device.push([action])));
  const verdicts = await Promise.all(
    attempts.map(({ device, action }) => device.verdictOn(action))
  );

  const outcomes = verdicts.map(({ outcome, code }) => `${outcome} ${code ?? ''}`.trim()).sort();
  expect(outcomes).toEqual(['applied', ...Array<string>(19).fill('refused offer.taken')]);
  const winner = HELPERS[verdicts.findIndex(({ outcome }) => outcome === 'applied')];
  const jobs = await Promise.all(devices.map((device) => device.read<JobDocument>(`job:${ORDER}`)));
  expect(jobs.flatMap((each) => each?.job.provider?.id ?? [])).toEqual([winner?.id]);

  const order = await whileStopped(server, ({ orders }) => orders.get(ORDER));
  expect(order?.job.provider?.id).toBe(winner?.id);
  expect(order?.history.filter(({ what }) => what === 'offer.accept')).toHaveLength(1);
});

/** Every step of the waterfall is over by now: all of them may accept. */
function anOrderOfferedTo(helpers: readonly Provider[], now: number): Order {
  // Weeks ahead, where no visit of the demo's calendars is in anybody's way.
  const startsAt = now + 21 * 24 * HOUR_MS;
  const booked = anOrder({ id: ORDER, token: ORDER, startsAt });
  const ranked = helpers
    .map((helper) => rank(helper, booked.requirement.skill, booked.job.place, null))
    .sort(byRank);
  const stepMs = TIME_POLICY.offerStepMs + TIME_POLICY.offerReachMs;
  const offers = newOffers(booked.job, ranked);
  let order = startRound(booked, offers, now - offers.length * stepMs);
  for (let at = now - offers.length * stepMs; order.offers.some(isWaiting); at += stepMs) {
    order = advanceOrder(order, at);
  }
  return order;
}

const isWaiting = ({ step }: Order['offers'][number]) => step === null;

/** All with the password of one: hashing it twenty times would only take time. */
async function writeAccounts(store: Store): Promise<void> {
  const [first] = HELPERS;
  if (!first) throw new Error('no helpers');
  const personOf = ({ id, name, role, locale }: Provider) => ({ id, name, role, locale });
  const now = Date.now();
  await createAccount(
    store,
    { email: first.email, password: DEMO_PASSWORD, person: personOf(first) },
    now
  );
  const account = await store.people.get<Account>(accountId(first.email));
  if (!account) throw new Error('no account');
  const { _rev: _, ...made } = account;
  for (const helper of HELPERS.slice(1)) {
    const { email } = helper;
    await store.people.put<Account>({
      ...made,
      _id: accountId(email),
      email,
      person: personOf(helper)
    });
  }
}
