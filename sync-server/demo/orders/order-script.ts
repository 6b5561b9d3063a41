// Brings a demo order into its state by doing, through the rules, what people would have done:
// nothing is set by hand, so that demo data can never be what the rules do not allow. A step that
// the rules refuse is a bug and throws.
import { wallAt } from '#domain/booking/visit-time.ts';
import type { CatalogLookup, ServicePackage } from '#domain/catalog/service-package.ts';
import { isFree, type Visit } from '#domain/matching/availability.ts';
import { reasonsAgainst } from '#domain/matching/eligibility.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { byRank, rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { advanceOrder, startRound, withDueAt } from '#domain/order/advance-order.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Command, CommandBody, CommandKind } from '#domain/order/life-cycle/command.ts';
import { newOrder, type NewOrder } from '#domain/order/new-order.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import type { DemoCustomer } from './demo-customers.ts';

export interface Stage {
  /** Server time in ms around which the orders are made. */
  now: number;
  catalog: CatalogLookup;
  catalogVersion: string;
  termsVersion: string;
  providers: readonly Provider[];
  /** Of an order, by the name that its scene gives it. */
  idOf(name: string): string;
  tokenOf(id: string): string;
}

export interface Booking extends Partial<
  Pick<NewOrder, 'channel' | 'personalProvider' | 'partner' | 'pickup'>
> {
  for: DemoCustomer;
  service: ServicePackage;
  startsAt: number;
  problem: string;
  /** When it was booked. */
  at: number;
}

const MINUTE_MS = 60_000;
const MOST_STEPS = 30;

export class OrderScript {
  order: Order;
  readonly #stage: Stage;
  readonly #promised: Promises;
  #commands = 0;

  constructor(stage: Stage, promised: Promises, name: string, booking: Booking) {
    const { customer, place, payment } = booking.for;
    const { at: now, service, startsAt, problem } = booking;
    const { catalogVersion, termsVersion } = stage;
    const market = place.country;
    const id = stage.idOf(name);
    this.#stage = stage;
    this.#promised = promised;
    this.order = newOrder({
      id,
      token: stage.tokenOf(id),
      now,
      day: wallAt(startsAt, MARKET_POLICY[market].timeZone).date,
      channel: booking.channel ?? (booking.partner ? 'partner' : 'web'),
      market,
      service,
      startsAt,
      place,
      customer,
      problem,
      payment,
      personalProvider: booking.personalProvider ?? null,
      partner: booking.partner ?? null,
      pickup: booking.pickup ?? null,
      catalogVersion,
      termsVersion
    });
  }

  /** Sends the offers of a first round, to whoever the rules would choose (R3–R5). */
  offer(at: number): this {
    const { job, requirement, personalProvider } = this.order;
    const visit = { ...this.#visit(), market: job.market };
    const ranked = this.#stage.providers
      .filter((each) => reasonsAgainst(each, requirement, visit, []).length === 0)
      .filter((each) => isFree(visit, this.#promised.of(each.id)))
      .map((each) => rank(each, requirement.skill, job.place, personalProvider))
      .sort(byRank);
    this.order = startRound(this.order, newOffers(job, ranked, this.order.rules), at);
    return this;
  }

  /**
   * The provider accepts half a minute after the waterfall has reached them; whoever is first in
   * it, where none is named.
   */
  accept(provider = this.order.offers[0]?.provider ?? ''): this {
    let at = this.order.history.at(-1)?.at ?? 0;
    for (let step = 0; !this.#isOpenTo(provider); step += 1) {
      if (step === MOST_STEPS || this.order.dueAt === NEVER) {
        throw new Error(`${this.order._id}: the offer does not reach ${provider}`);
      }
      at = Math.max(at, this.order.dueAt);
      this.order = advanceOrder(this.order, at);
    }
    this.do('offer.accept', {}, at + MINUTE_MS / 2, { type: 'offeree', id: provider });
    this.#promised.add(provider, this.#visit());
    return this;
  }

  /** A command of the provider who has the job, unless another actor is named. */
  do<K extends CommandKind>(
    kind: K,
    body: CommandBody<K>,
    at: number,
    actor?: Command['actor']
  ): this {
    const decision = judgeCommand(
      this.order,
      this.#command(kind, body, at, actor),
      this.#rules(),
      at
    );
    if (decision.outcome !== 'applied') {
      throw new Error(`${this.order._id}: ${kind} is ${decision.outcome}: ${decision.code}`);
    }
    this.order = withDueAt(decision.next);
    return this;
  }

  /**
   * What a command would make of the job: consents and statements are built from it before they are
   * signed.
   */
  async signed<K extends CommandKind>(
    kind: K,
    at: number,
    body: (order: Order) => Promise<CommandBody<K>>
  ): Promise<this> {
    return this.do(kind, await body(this.order), at);
  }

  /** Whatever this changes is the authority's own doing, such as holding a completion. */
  change(to: (order: Order) => Order): this {
    this.order = withDueAt(to(this.order));
    return this;
  }

  newCommandId(): string {
    this.#commands += 1;
    return `demo-${this.order._id}:${String(this.#commands).padStart(10, '0')}`;
  }

  #command(kind: CommandKind, body: unknown, at: number, actor?: Command['actor']): Command {
    const id = this.order.job.provider?.id ?? '';
    return {
      id: this.newCommandId(),
      kind,
      body,
      actor: actor ?? { type: 'provider', id },
      at
    } as Command;
  }

  #rules() {
    return { catalog: this.#stage.catalog };
  }

  #visit(): Visit {
    const { appointment, place } = this.order.job;
    const { startsAt, durationMin } = appointment;
    return { startsAt, durationMin, lat: place.lat, lon: place.lon };
  }

  #isOpenTo(provider: string): boolean {
    return this.order.offers.some((each) => each.provider === provider && each.state === 'open');
  }
}

/** Visits that the demo's providers have promised in the orders made so far. */
export interface Promises {
  of(provider: string): readonly Visit[];
  add(provider: string, visit: Visit): void;
}

export function newPromises(): Promises {
  const visits = new Map<string, Visit[]>();
  return {
    of: (provider) => visits.get(provider) ?? [],
    add: (provider, visit) => visits.set(provider, [...(visits.get(provider) ?? []), visit])
  };
}
