// What each command changes in a job, after table and guards have allowed it. Pure: a new job, the
// old one untouched. The job's state is the table's to set. What changes in the order around the
// job is apply-to-order's.
import { MINUTE_MS } from '../../policy/time.ts';
import { goesWithVisit } from '../../catalog/fitting.ts';
import { saleAt } from '../../catalog/service-package.ts';
import { inMarketsGerman } from '../../catalog/in-german.ts';
import { cancelFee } from '../../billing/cancellation.ts';
import { VISIT_FEE_PAYER } from '../../billing/failed-visit.ts';
import { settledTotalMinor } from '../../billing/settle-visit.ts';
import { isConsentOf } from '../signing/consent.ts';
import { isStatementOf, type Statement } from '../signing/statement.ts';
import { applied, held, type Decision } from '../../protocol/verdict.ts';
import type { Command, CommandKind, Rules } from './command.ts';
import type { Job } from '../job.ts';
import { isCall } from '../is-call.ts';
import { isConfirmedByAccepting } from '../limits.ts';
import { waitingChange } from './guards.ts';
import { withVatOfDay } from '../../price/vat-of-day.ts';
import { unlessTakenBack, withoutAddition } from '../signing/additions.ts';
import { withActionsPackage, withActionsPrice } from '../signing/extra-work.ts';

type Effect<K extends CommandKind> = (job: Job, command: Command<K>, rules: Rules) => Decision<Job>;

/** Its state is set elsewhere. */
type Fields = Partial<Omit<Job, 'state'>>;
const change = (job: Job, fields: Fields): Decision<Job> => applied({ ...job, ...fields });
const unchanged = (job: Job): Decision<Job> => applied(job);

const EFFECTS: { [K in CommandKind]: Effect<K> } = {
  'offer.seen': unchanged,
  'offer.decline': unchanged,
  'offer.accept': (job, { at }) =>
    change(job, { acceptedAt: at, confirmedAt: isConfirmedByAccepting(job, at) ? at : null }),

  'customer.contacted': (job, { at, body }) =>
    change(job, {
      contacts: [...job.contacts, { at, ...body }],
      contactedAt: job.contactedAt ?? (isCall(body) ? at : null)
    }),
  'appointment.confirm': (job, { at }) => change(job, { confirmedAt: at }),
  'appointment.change': (job, command) => {
    const { at, body, id } = command;
    const state = body.confirmedBy === 'phone' ? 'agreed' : 'waiting';
    const entry = { action: id, from: job.appointment.startsAt, ...body, at, state } as const;
    const earlier = job.appointmentChanges.filter((each) => each.state !== 'waiting');
    const asked = { ...job, appointmentChanges: [...earlier, entry] };
    return applied(state === 'agreed' ? moveAppointment(asked, body.startsAt, at) : asked);
  },
  'appointment.agree': (job, { at }) => {
    const asked = waitingChange(job);
    if (!asked) return held('appointment.unclear');
    return applied(moveAppointment(answerChange(job, 'agreed', at), asked.startsAt, at));
  },
  'appointment.reject': (job, { at }) => applied(answerChange(job, 'rejected', at)),
  'job.giveBack': unchanged,

  'delivery.pickedUp': (job, { at }) => change(job, { pickedUpAt: at }),
  'delivery.handedOver': (job, { at }) => change(job, { handedOverAt: at }),
  'travel.start': (job, { at, body }) =>
    change(job, { travel: { startedAt: at, etaAt: at + body.etaMinutes * MINUTE_MS } }),
  'visit.arrive': (job, { at }) => change(withVatOfDay(job, at), { arrivedAt: at }),
  'work.start': (job, { at }) => change(job, { workStartedAt: at }),
  'work.progress': (job, { id, at, body }) =>
    change(job, { progress: [...job.progress, { action: id, at, text: body.text }] }),
  'checklist.set': (job, { at, body }) =>
    change(job, { checked: { ...job.checked, [body.item]: { done: body.done, at } } }),
  'note.add': (job, { id, at, body }) =>
    change(job, { notes: [...job.notes, { action: id, at, text: body.text }] }),
  'photo.add': (job, { id, at, body }) =>
    job.photos.some((photo) => photo.sha256 === body.sha256)
      ? applied(job)
      : change(job, { photos: [...job.photos, { action: id, at, ...body }] }),
  'photo.remove': (job, { body }) =>
    change(job, { photos: job.photos.filter((photo) => photo.sha256 !== body.sha256) }),

  'price.agree': (job, command) => ifConsented(job, withActionsPrice(job, command), command),
  'package.add': (job, command, { catalog }) => {
    const next = withActionsPackage(job, command, catalog);
    return next ? ifConsented(job, next, command) : held('package.unknown');
  },
  'product.sell': (job, { id, at, body }, rules) => {
    const { productId, productVersion, quantity } = body;
    const product = rules.catalog.productAt(productId, productVersion);
    const sale = product && saleAt(product, productVersion, { market: job.market, at });
    if (!sale) return held('product.unknown');
    if (!goesWithVisit(sale.item, job)) return held('product.notFitting');
    const title = inMarketsGerman(sale.item.title, job.market);
    const earns = job.partner === null || job.partner.brands.includes(sale.item.brand);
    const salesCommissionBps = earns ? sale.item.salesCommissionBps : 0;
    const sold = {
      action: id,
      productId,
      productVersion,
      title,
      quantity,
      unitMinor: sale.unitMinor,
      salesCommissionBps,
      at
    };
    return applied(
      unlessTakenBack({ ...job, soldProducts: [...job.soldProducts, sold] }, sold.action)
    );
  },
  'addition.takeBack': (job, { at, body }) => applied(withoutAddition(job, body.action, at)),

  'job.complete': (job, { id, at, body }) => {
    const { statementHash, signature } = body;
    if (!isStatementOf(job, body.facts, body.statement)) return held('statement.mismatch');
    const statement = body.statement as unknown as Statement;
    return change(job, {
      completion: {
        action: id,
        at,
        statement,
        statementHash,
        signature
      },
      billing: { ...job.billing, state: 'due', totalMinor: statement.totalMinor }
    });
  },
  'job.fail': (job, { at, body }) => {
    const payer = VISIT_FEE_PAYER[body.cause];
    const totalMinor = payer === 'customer' ? job.terms.visitFeeMinor : 0;
    return change(job.arrivedAt === null ? withVatOfDay(job, at) : job, {
      failure: { at, ...body },
      billing:
        payer === 'nobody' ? job.billing : { ...job.billing, state: 'due' as const, totalMinor }
    });
  },
  'job.refuseToSign': (job, { id, at, body }) =>
    change(job, {
      refusal: { at, reason: body.reason, action: id },
      billing: { ...job.billing, state: 'held' }
    }),

  'order.cancel': (job, { at, body, actor }) => {
    const by = actor.type === 'customer' ? 'customer' : 'support';
    const { payer, feeMinor } = cancelFee(job, (by === 'support' && body.cause) || 'customer', at);
    const totalMinor = payer === 'customer' ? feeMinor : 0;
    return change(feeMinor > 0 ? withVatOfDay(job, at) : job, {
      cancellation: { at, by, reason: body.reason, payer, feeMinor },
      billing: feeMinor > 0 ? { ...job.billing, state: 'due', totalMinor } : job.billing
    });
  },
  'order.reoffer': unchanged,
  'held.resolve': unchanged,
  'visit.settle': (job, { at, body }) => {
    const { way, reason } = body;
    const payer = way === 'agreed' ? 'customer' : body.payer;
    const totalMinor = settledTotalMinor(job, way, payer);
    const billing = { ...job.billing, state: 'due' as const, totalMinor };
    return change(job, { settled: { at, way, payer, reason }, billing });
  },
  'rating.give': (job, { at, body }) => change(job, { rating: { ...body, at } }),

  'offers.send': unchanged,
  'order.unplace': unchanged,
  'order.expire': unchanged,
  'contact.remind': unchanged,
  'contact.lapse': unchanged,
  'confirm.lapse': unchanged,
  'visit.miss': unchanged,
  'visit.overrun': unchanged,
  'contact.remove': (job, { at }) => change(job, { contactRemovedAt: at }),

  'assignment.reopen': (job, { body }) => applied(body.job),
  'visit.hold': (job) => change(job, { billing: { ...job.billing, state: 'held' } }),

  'order.bill': (job, { body }) => change(job, { billing: { state: 'billed', ...body } }),
  'order.hold': (job) => change(job, { billing: { ...job.billing, state: 'held' } })
};

/** The job with a command's own fields set; its state is not set yet. */
export function applyEffect(job: Job, command: Command, rules: Rules): Decision<Job> {
  return (EFFECTS[command.kind] as Effect<CommandKind>)(job, command, rules);
}

function ifConsented(
  before: Job,
  after: Job,
  { id, body }: Pick<Command<'price.agree' | 'package.add'>, 'id' | 'body'>
): Decision<Job> {
  return isConsentOf({ before, after }, body.facts, body.consent)
    ? applied(unlessTakenBack(after, id))
    : held('consent.mismatch');
}

function answerChange(job: Job, state: 'agreed' | 'rejected', answeredAt: number): Job {
  return {
    ...job,
    appointmentChanges: job.appointmentChanges.map((each) =>
      each.state === 'waiting' ? { ...each, state, answeredAt } : each
    )
  };
}

/**
 * A moved visit is to be confirmed again, unless confirming is over by then: moving it is
 * confirming it (R7, R9), or the clock would take it from the provider at once.
 */
function moveAppointment(job: Job, startsAt: number, at: number): Job {
  const moved = withVatOfDay({ ...job, appointment: { ...job.appointment, startsAt } }, startsAt);
  return { ...moved, confirmedAt: isConfirmedByAccepting(moved, at) ? at : null };
}
