import { COMMAND_KINDS, isOrderAction } from '#domain/order/life-cycle/table.ts';
import { describe, expect, it } from 'vitest';
import { CANCEL_CAUSES } from '#domain/billing/cancellation.ts';
import { VISIT_FEE_PAYER, VISIT_FEE_PAYERS } from '#domain/billing/failed-visit.ts';
import { ACCOUNTS } from '#domain/billing/journal.ts';
import { BOOKING_FAULTS } from '#domain/booking/booking-request.ts';
import { CHECKLIST_PHASES, SKILLS } from '#domain/catalog/service-package.ts';
import { END_REASONS } from '#domain/order/assignment/assignment.ts';
import * as states from '#domain/order/job-states.ts';
import { PROVIDER_ROLES } from '#domain/order/job.ts';
import { ACTOR_TYPES, isSignedKind } from '#domain/order/life-cycle/command.ts';
import { PHASES, STATIONS } from '#domain/order/views/journey.ts';
import { CURRENCIES, LOCALES, MARKETS } from '#domain/policy/policy.ts';
import { ACTION_KINDS } from '#domain/protocol/action-body.ts';
import { CONTACT_WAYS, FAILURE_CAUSES } from '#domain/protocol/action-values.ts';
import { API_CODES } from '#domain/protocol/api-code.ts';
import { CODES } from '#domain/protocol/code.ts';
import { CASE_KINDS } from '#domain/support/case-kind.ts';

describe('the closed lists', () => {
  it.each<[string, readonly string[], string]>([
    ['markets', MARKETS, 'DE CH'],
    ['currencies', CURRENCIES, 'EUR CHF'],
    ['languages', LOCALES, 'de en'],
    [
      'kinds of cases',
      CASE_KINDS,
      'action.held action.fork support.ask contact.lapsed confirm.lapsed unplaced followUp.failed ' +
        'visit.missed visit.unfinished signature.refused judging.failed billing.mismatch ' +
        'billing.failed charge.failed payout.failed mail.failed store.conflict'
    ],
    ['skills', SKILLS, 'wlan tv printer computer smartHome security storage phone audio appliance'],
    ['phases of a checklist', CHECKLIST_PHASES, 'prepare arrive work explain handOver'],
    ['roles of a provider', PROVIDER_ROLES, 'friend pro'],
    ['ways to reach a customer', CONTACT_WAYS, 'phone mail message'],
    [
      'causes of a failed visit',
      FAILURE_CAUSES,
      'customerAbsent customerRefused siteNotReady deviceDefective notSolvable providerPrevented'
    ],
    ['causes of a cancelled visit', CANCEL_CAUSES, 'customer provider platform'],
    ['payers of the visit fee', VISIT_FEE_PAYERS, 'customer platform nobody'],
    ['ends of an assignment', END_REASONS, 'contact.lapsed confirm.lapsed givenBack cancelled'],
    [
      'accounts',
      ACCOUNTS,
      'receivable providerPayable commission guaranteeFee merchandise vatPayable bank visitFeeExpense'
    ],
    ['actors', ACTOR_TYPES, 'provider offeree customer support clock authority billing'],
    [
      'phases of the customer’s page',
      PHASES,
      'searching unplaced expired found arranged confirmed travelling working completed review ' +
        'failed cancelled'
    ],
    [
      'stations of the customer’s page',
      STATIONS,
      'booked found arranged confirmed travelling working completed'
    ],
    [
      'states',
      states.JOB_STATES,
      'requested offered unplaced accepted contacted confirmed travelling arrived working completed held failed cancelled'
    ],
    ['states in which it may be accepted', states.OPEN_STATES, 'offered unplaced'],
    ['states without a provider', states.UNASSIGNED_STATES, 'requested offered unplaced'],
    ['states before setting off', states.BEFORE_TRAVEL_STATES, 'accepted contacted confirmed'],
    ['states before arriving', states.ARRIVING_STATES, 'accepted contacted confirmed travelling'],
    ['states at the visit', states.AT_THE_VISIT_STATES, 'arrived working'],
    [
      'states that run',
      states.RUNNING_STATES,
      'accepted contacted confirmed travelling arrived working'
    ],
    ['states at the end', states.ENDED_STATES, 'completed held failed cancelled'],
    [
      'states with a provider',
      states.ASSIGNED_STATES,
      'accepted contacted confirmed travelling arrived working completed held failed'
    ],
    [
      'faults of a booking',
      BOOKING_FAULTS,
      'required tooLong invalid email.invalid phone.invalid postcode.invalid houseNumber.missing ' +
        'iban.invalid iban.qr iban.francsElsewhere iban.notSepa terms.notAccepted time.gap ' +
        'time.tooSoon time.tooFar time.closed time.closedDay ' +
        'package.unknown package.notInMarket market.notServed postcode.unknown place.unknown place.elsewhere ' +
        'place.several place.otherCountry place.ownTaxes provider.unknown price.changed'
    ],
    [
      'codes of the API',
      API_CODES,
      'request.invalid request.tooLarge request.tooMany request.crossSite request.unknown ' +
        'app.tooOld session.required session.forbidden session.wrongPassword session.throttled ' +
        'session.codeRequired session.wrongCode ' +
        'passkey.unknown passkey.expired passkey.notVerified passkey.tooMany passkey.last ' +
        'device.required device.badKey device.otherKey device.taken document.conflict ' +
        'link.over account.taken application.wrongState application.changed ' +
        'application.missing application.openItems application.noReason ' +
        'application.tooManyPapers test.pause ' +
        'invite.over mail.notSet staff.known staff.lastOwner ' +
        'file.badOffset file.badHash file.notAnImage file.notAPaper file.heic file.quota ' +
        'outbox.full server.busy ' +
        'store.unavailable store.otherCopy server.failed'
    ],
    [
      'codes of a verdict',
      CODES,
      'action.badHash action.badSignature action.gap action.fork action.malformed ' +
        'action.wrongDevice action.implausibleTime kind.unknown kind.notSupported body.invalid ' +
        'order.unknown order.notYours actor.notAllowed job.wrongState job.reassigned job.lapsed ' +
        'offer.taken offer.notOpen offer.expired offer.withdrawn provider.busy confirm.tooEarly ' +
        'confirm.tooLate contact.tooLate contact.wordless appointment.past appointment.tooFar ' +
        'appointment.unclear ' +
        'checklist.unknownItem checklist.open price.notHigher price.notAFriend package.notAPro ' +
        'package.unknown product.unknown product.notFitting consent.mismatch statement.mismatch ' +
        'statement.badHash signature.tooSmall failure.tooEarly cancel.tooLate rating.alreadyGiven ' +
        'availability.tooMany'
    ]
  ])('[P8.1] of %s', (_title, list, words) => {
    expect(list).toEqual(words.split(' '));
  });

  it('[P1.3] of what can be done to an order, and of what is about none', () => {
    const orderless =
      'booking.request rating.seal availability.set profile.set course.answer support.ask';
    const actions =
      'offer.seen offer.accept offer.decline customer.contacted appointment.confirm ' +
      'appointment.change job.giveBack delivery.pickedUp delivery.handedOver travel.start ' +
      'visit.arrive work.start work.progress checklist.set note.add photo.add photo.remove price.agree ' +
      'package.add product.sell addition.takeBack job.complete job.fail job.refuseToSign';
    const atTheServer =
      'order.cancel order.reoffer held.resolve appointment.agree appointment.reject rating.give ' +
      'offers.send order.unplace order.expire contact.remind contact.lapse confirm.lapse visit.miss ' +
      'visit.overrun visit.settle contact.remove assignment.reopen visit.hold order.bill order.hold';
    expect(ACTION_KINDS).toEqual(`${actions} ${orderless}`.split(' '));
    expect(COMMAND_KINDS.toSorted()).toEqual(`${actions} ${atTheServer}`.split(' ').toSorted());
    expect(ACTION_KINDS.filter(isOrderAction)).toEqual(actions.split(' '));
    expect(atTheServer.split(' ').filter(isOrderAction)).toEqual([]);
    expect(COMMAND_KINDS.filter(isSignedKind)).toEqual([
      ...['price.agree', 'package.add', 'job.complete']
    ]);
  });

  it('[R26.2, R26.3, R26.4] of who pays for a visit that failed', () => {
    expect(VISIT_FEE_PAYER).toEqual({
      customerAbsent: 'customer',
      customerRefused: 'customer',
      siteNotReady: 'customer',
      deviceDefective: 'platform',
      notSolvable: 'platform',
      providerPrevented: 'nobody'
    });
  });
});
