import { COMMAND_KINDS, isOrderAction } from '#domain/order/life-cycle/table.ts';
import { describe, expect, it } from 'vitest';
import { CANCEL_CAUSES } from '#domain/billing/cancellation.ts';
import { VISIT_FEE_PAYER, VISIT_FEE_PAYERS } from '#domain/billing/failed-visit.ts';
import { invoiceNumber } from '#domain/billing/invoice.ts';
import { ACCOUNTS } from '#domain/billing/journal.ts';
import { BOOKING_FAULTS } from '#domain/booking/booking-request.ts';
import {
  CHECKLIST_PHASES,
  localText,
  SKILL_LEVELS,
  SKILLS
} from '#domain/catalog/service-package.ts';
import { END_REASONS } from '#domain/order/assignment/assignment.ts';
import * as states from '#domain/order/job-states.ts';
import { PROVIDER_ROLES } from '#domain/order/job.ts';
import { ACTOR_TYPES, isSignedKind } from '#domain/order/life-cycle/command.ts';
import { NEVER } from '#domain/order/order.ts';
import { PHASES, STATIONS } from '#domain/order/views/journey.ts';
import {
  ACTION_LIMITS,
  BOOKING_POLICY,
  CANCEL_TIERS,
  CHARGE_PAUSES_MS,
  countryName,
  CURRENCIES,
  DAY_MS,
  forEachMarket,
  homeMarket,
  HOUR_MS,
  inEveryLanguage,
  isLocale,
  isMarket,
  isPostcode,
  LANGUAGES,
  LOCALES,
  MARKET_POLICY,
  MARKETS,
  MATCHING_POLICY,
  MINUTE_MS,
  PAYMENT_TERM_DAYS,
  RANK_WEIGHTS,
  SECOND_MS,
  SOURCE_LOCALE,
  STARS,
  TIME_POLICY,
  vatBps,
  WATERFALL_WIDTHS
} from '#domain/policy/policy.ts';
import { LINE_TITLES } from '#domain/price/line-titles.ts';
import { ACTION_KINDS, CONTACT_WAYS, FAILURE_CAUSES } from '#domain/protocol/action-body.ts';
import { API_CODES } from '#domain/protocol/api-code.ts';
import { CODES } from '#domain/protocol/code.ts';
import { CASE_KINDS } from '#domain/support/case-kind.ts';
import { OLDEST_READER, PROTOCOL_VERSION } from '#domain/protocol/version.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Every number of the rules once more, by hand: a changed one is a changed rule, and somebody has to have meant it.
describe('the numbers of the rules', () => {
  it('[R20.1, R22.1, R24.1, R24.3, R26.1] of the markets', () => {
    expect(MARKET_POLICY).toMatchObject({
      DE: {
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        vat: [{ from: '2021-01-01', bps: 1900 }],
        guaranteeFeeMinor: 290,
        friendCommissionBps: 2000,
        proCommissionBps: 1500,
        visitFeeMinor: 2500
      },
      CH: {
        currency: 'CHF',
        timeZone: 'Europe/Zurich',
        vat: [
          { from: '2018-01-01', bps: 770 },
          { from: '2024-01-01', bps: 810 }
        ],
        guaranteeFeeMinor: 490,
        friendCommissionBps: 2000,
        proCommissionBps: 1500,
        visitFeeMinor: 3500
      }
    });
  });

  it.each([
    ['DE', '2021-01-01', 1900],
    ['DE', '2030-12-31', 1900],
    ['CH', '2018-01-01', 770],
    ['CH', '2023-12-31', 770],
    ['CH', '2024-01-01', 810]
  ] as const)('[R24.1] of the VAT in %s on %s: %i', (market, day, bps) => {
    expect(vatBps(market, day)).toBe(bps);
  });

  it.each([
    ['DE', '2020-12-31'],
    ['CH', '2017-12-31']
  ] as const)('[R24.1] of no VAT in %s on %s', (market, day) => {
    expect(() => vatBps(market, day)).toThrow(RangeError);
  });

  it('[R5.2, R2.2] of the waterfall', () => {
    expect([SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([1000, MINUTE, HOUR, DAY]);
    expect(TIME_POLICY.offerStepMs).toBe(2 * MINUTE);
    expect(TIME_POLICY.offerReachMs).toBe(10_000);
    expect(TIME_POLICY.personalOfferMs).toBe(2 * HOUR);
    expect(TIME_POLICY.personalShareBps).toBe(2500);
    expect(WATERFALL_WIDTHS).toEqual([1, 1, 1, 2, 2, 3, 5]);
  });

  it('[R4.1, R4.2, R4.3, R3.5, R16.1] of the ranking', () => {
    expect(RANK_WEIGHTS).toEqual({
      ...{ stars: 0.4, skillLevel: 0.2, distance: 0.2, reliability: 0.2 },
      ...{ newcomer: 0.15, personal: 10 }
    });
    expect(MATCHING_POLICY).toEqual({
      starsPrior: { mean: 4.3, count: 10 },
      ...{ reliabilityPrior: 5, newcomerJobs: 5, metresPerMinute: 400, parkingMin: 10 },
      radiusKm: { least: 1, most: 200 }
    });
    expect(STARS).toEqual({ least: 1, most: 5 });
    expect(SKILL_LEVELS).toEqual({ least: 1, most: 5 });
  });

  it('[R8.1, R8.2, R9.1, R9.2, R9.15] of call and confirmation', () => {
    expect(TIME_POLICY.contactLimitMs).toBe(12 * HOUR);
    expect(TIME_POLICY.contactRemindersMs).toEqual([6 * HOUR, 11 * HOUR]);
    expect(TIME_POLICY.confirmOpensMs).toBe(24 * HOUR);
    expect(TIME_POLICY.confirmClosesMs).toBe(3 * HOUR);
    expect(TIME_POLICY.lateProofWaitMs).toBe(24 * HOUR);
    expect(TIME_POLICY.reconnectMs).toBe(10 * MINUTE);
    expect(TIME_POLICY.longestGraceMs).toBe(HOUR);
    expect(TIME_POLICY.onTheWayToldMs).toBe(30 * MINUTE);
  });

  it('[V1.1, V1.2, R27.9, C2.1, P5.3] of the visit and what follows', () => {
    expect(TIME_POLICY.missedAfterMs).toBe(2 * HOUR);
    expect(TIME_POLICY.unfinishedAfterMs).toBe(24 * HOUR);
    expect(TIME_POLICY.absentAfterMs).toBe(10 * MINUTE);
    expect(TIME_POLICY.askedBeforeMs).toEqual({
      ...{ 'travel.start': 3 * HOUR, 'visit.arrive': HOUR, 'job.complete': 30 * MINUTE },
      'job.fail': HOUR
    });
    expect(TIME_POLICY.contactKeptMs).toBe(30 * DAY);
    expect(TIME_POLICY.oldestActionMs).toBe(60 * DAY);
    expect(TIME_POLICY.clockSkewMs).toBe(2 * MINUTE);
  });

  it('[R27.1, R27.4] of cancelling', () => {
    expect(TIME_POLICY.freeCancelMs).toBe(24 * HOUR);
    expect(CANCEL_TIERS).toEqual([
      { fromMs: 24 * HOUR, shareBps: 5000 },
      { fromMs: 3 * HOUR, shareBps: 10_000 }
    ]);
  });

  it('[R1.6] of booking', () => {
    expect(BOOKING_POLICY).toEqual({
      ...{ leadMs: 2 * HOUR, horizonMs: 60 * DAY },
      ...{ opensMin: 420, closesMin: 1260, slotMin: 30 }
    });
  });

  it('[R21.2, R21.3] of charges, invoices and what one action may carry', () => {
    expect(CHARGE_PAUSES_MS).toEqual([1, 5, 30, 120, 720, 1440].map((minutes) => minutes * MINUTE));
    expect(PAYMENT_TERM_DAYS).toBe(14);
    expect(ACTION_LIMITS).toEqual({
      ...{ quantity: 20, priceMinor: 10_000_000, etaMinutes: 600, photoBytes: 20_000_000 }
    });
    expect(NEVER).toBe(9_000_000_000_000_000);
  });

  it('[P1.3] of the protocol', () => {
    expect([PROTOCOL_VERSION, OLDEST_READER]).toEqual([1, 1]);
  });

  it('[M8.1] of an invoice number', () => {
    expect(invoiceNumber('CH', 2026, 1)).toBe('CH-2026-000001');
    expect(invoiceNumber('DE', 2027, 1_234_567)).toBe('DE-2027-1234567');
  });
});

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
        'time.tooSoon time.tooFar time.closed ' +
        'package.unknown package.notInMarket market.notServed postcode.unknown place.unknown place.elsewhere ' +
        'place.several place.otherCountry place.ownTaxes provider.unknown price.changed'
    ],
    [
      'codes of the API',
      API_CODES,
      'request.invalid request.tooLarge request.tooMany request.crossSite request.unknown ' +
        'app.tooOld session.required session.forbidden session.wrongPassword session.throttled ' +
        'session.codeRequired session.wrongCode ' +
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
        'statement.badHash signature.tooSmall failure.tooEarly cancel.tooLate rating.alreadyGiven'
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

describe('words in several languages', () => {
  it('are German where a language is missing', () => {
    expect(localText({ de: 'Kabel', en: 'Cable' }, 'en')).toBe('Cable');
    expect(localText({ de: 'Kabel', en: 'Cable' }, 'de')).toBe('Kabel');
    expect(localText({ de: 'Kabel' }, 'en')).toBe('Kabel');
    expect(localText({ de: 'Kabel', en: 'Cable' }, 'fr')).toBe('Kabel');
  });

  it('[R22.1, R26.6, R27.13] name the fees', () => {
    expect(LINE_TITLES.guarantee).toEqual({ de: 'Happiness-Garantie', en: 'Happiness guarantee' });
    expect(LINE_TITLES.visitFee).toEqual({ de: 'Anfahrtspauschale', en: 'Visit fee' });
    expect(LINE_TITLES.cancelFee).toEqual({ de: 'Stornogebühr', en: 'Cancellation fee' });
  });
});

describe('a market and a language', () => {
  it.each([
    ['DE', '80331', true],
    ['DE', '8033', false],
    ['DE', '803311', false],
    ['DE', ' 80331', false],
    ['CH', '4051', true],
    ['CH', '0051', false],
    ['CH', '40511', false],
    ['CH', 'x4051', false]
  ] as const)('[R1.1] in %s %j is a postcode: %s', (market, text, expected) => {
    expect(isPostcode(market, text)).toBe(expected);
  });

  it.each([
    ['DE', 'DE123456789', true],
    ['DE', 'DE12345678', false],
    ['DE', 'DE1234567890', false],
    ['DE', 'xDE123456789', false],
    ['CH', 'CHE-123.456.789', true],
    ['CH', 'CHE-123.456.7890', false],
    ['CH', 'XCHE-123.456.789', false]
  ] as const)('[R24.4] in %s %s is a VAT number: %s', (market, id, expected) => {
    expect(MARKET_POLICY[market].vatId.pattern.test(id)).toBe(expected);
  });

  it('[R24.4] prints its VAT number, its German and its money as the country does', () => {
    const printed = ({ vatId }: (typeof MARKET_POLICY)['DE']) => vatId.printed(vatId.example);
    expect(forEachMarket((market) => printed(MARKET_POLICY[market]))).toEqual({
      ...{ DE: 'USt-IdNr. DE123456789', CH: 'CHE-123.456.789 MWST' }
    });
    expect(MARKETS.map((market) => MARKET_POLICY[market].german)).toEqual(['DE', 'CH']);
    expect(MARKETS.map((market) => MARKET_POLICY[market].withdrawalDays)).toEqual([14, null]);
    expect(MARKETS.map((market) => MARKET_POLICY[market].postcode.inputMode)).toEqual([
      ...['numeric', 'numeric']
    ]);
    expect(LOCALES.map((locale) => LANGUAGES[locale].name)).toEqual(['Deutsch', 'English']);
    const written = (market: 'DE' | 'CH') =>
      LOCALES.map((locale) => [
        LANGUAGES[locale].numbers(market, MARKET_POLICY[market].currency),
        LANGUAGES[locale].days(market)
      ]);
    expect(written('DE')).toEqual([
      ['de-DE', 'de-DE'],
      ['en-IE', 'en-GB']
    ]);
    expect(written('CH')).toEqual([
      ['de-CH', 'de-CH'],
      ['en-CH', 'en-GB']
    ]);
    expect(countryName('CH', 'de')).toBe('Schweiz');
    expect(countryName('DE', 'en')).toBe('Germany');
  });

  it.each([
    ['de-DE', 'Europe/Berlin', 'DE'],
    ['de-CH', 'Europe/Berlin', 'CH'],
    ['de', 'Europe/Zurich', 'CH'],
    ['de-DE', 'Europe/Zurich', 'CH'],
    ['en-US', 'America/New_York', 'DE'],
    ['CH', 'UTC', 'DE']
  ])('[R24.3] who speaks %s in %s seems to be at home in %s', (language, timeZone, market) => {
    expect(homeMarket({ language, timeZone })).toBe(market);
  });

  it('are known or not', () => {
    expect([isMarket('DE'), isMarket('FR'), isLocale('en'), isLocale('xx')]).toEqual([
      ...[true, false, true, false]
    ]);
    expect(SOURCE_LOCALE).toBe('de');
    expect(inEveryLanguage('x')).toEqual({ de: 'x', en: 'x' });
  });
});
