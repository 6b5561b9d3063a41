export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Time limits, all in ms of server time. */
export const TIME_POLICY = {
  /** R5: each step of the waterfall. */
  offerStepMs: 120 * SECOND_MS,
  /** R5: an offer's step starts when the device saw it, or this long after sending. */
  offerReachMs: 10 * SECOND_MS,
  /**
   * R2: a provider whom the customer asked for has the order alone as long as the market's rules
   * say, but no more than this share of what is left until the visit. The rest is for the others to
   * say yes and to get there.
   */
  personalShareBps: 2_500,
  /** R8 */
  contactLimitMs: 12 * HOUR_MS,
  /** R8 */
  contactRemindersMs: [6 * HOUR_MS, 11 * HOUR_MS],
  /** R9 */
  confirmOpensMs: 24 * HOUR_MS,
  /** R9 */
  confirmClosesMs: 3 * HOUR_MS,
  /**
   * R27: whoever learns that somebody comes, or agrees to another time, has this long to think it
   * over, however near the visit is.
   */
  cancelGraceMs: HOUR_MS,
  /**
   * R8, R9: what a device did before its late proof waits this long for it: batches of one device
   * are minutes apart.
   */
  lateProofWaitMs: 24 * HOUR_MS,
  /**
   * R9: after an outage nobody loses a job before this; a device tries again after a minute, the
   * rest is for slow lines.
   */
  reconnectMs: 10 * MINUTE_MS,
  /** R9: what cannot be judged for this long, outages not counted, keeps a job no longer. */
  longestGraceMs: HOUR_MS,
  /**
   * After a restore the clock leaves orders alone this long: what happened to them since the backup
   * is on the way from the devices.
   */
  restoredWaitMs: 10 * MINUTE_MS,
  /** After the planned end of a visit of which nobody said that it began. */
  missedAfterMs: 2 * HOUR_MS,
  /**
   * After the planned end of a visit that began and was never finished; a device may be without
   * signal for long.
   */
  unfinishedAfterMs: 24 * HOUR_MS,
  /** Contact data of an order that has ended leave the order, and with it every inbox, after this. */
  contactKeptMs: 30 * DAY_MS,
  /** R27: a customer who is not there this long after the later of arrival and appointment. */
  absentAfterMs: 10 * MINUTE_MS,
  /**
   * R11: earlier than this before the appointment the screen asks whether it is meant. A long way
   * takes two hours, who waits at the door waits less than one, and a visit that was moved forward
   * on the phone ends soon before the time that was booked.
   */
  askedBeforeMs: {
    'travel.start': 3 * HOUR_MS,
    'visit.arrive': HOUR_MS,
    'job.complete': 30 * MINUTE_MS,
    'job.fail': HOUR_MS
  },
  /**
   * R11: that the provider is on the way is told no later than this after the time at which they
   * were to arrive.
   */
  onTheWayToldMs: 30 * MINUTE_MS,
  /**
   * R18: at a price that was replaced, and of what was withdrawn, a device sells this long
   * afterwards: longer than a week in cellars, short enough that nobody chooses among old prices.
   */
  earlierSoldMs: 14 * DAY_MS,
  /** P5: an action may be this old before its own account of time is not believed. */
  oldestActionMs: 60 * DAY_MS,
  /** P5: two servers' clocks may differ by this much: an anchor from one, received by the other. */
  clockSkewMs: 2 * MINUTE_MS
} as const;
