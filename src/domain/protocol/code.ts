/**
 * Every reason why the authority refuses or holds something. The list is closed: the device has one
 * translated sentence for each (messages `codes_<code with . as _>`), the server one HTTP status.
 */
export const CODES = [
  'action.badHash',
  'action.badSignature',
  'action.gap',
  'action.fork',
  'action.malformed',
  'action.wrongDevice',
  'action.implausibleTime',
  'kind.unknown',
  'kind.notSupported',
  'body.invalid',
  'order.unknown',
  'order.notYours',
  'actor.notAllowed',
  'job.wrongState',
  'job.reassigned',
  'job.lapsed',
  'offer.taken',
  'offer.notOpen',
  'offer.expired',
  'offer.withdrawn',
  'provider.busy',
  'confirm.tooEarly',
  'confirm.tooLate',
  'contact.tooLate',
  'appointment.past',
  'appointment.tooFar',
  'appointment.unclear',
  'checklist.unknownItem',
  'checklist.open',
  'price.notHigher',
  'price.notAFriend',
  'package.notAPro',
  'package.unknown',
  'product.unknown',
  'product.notFitting',
  'consent.mismatch',
  'statement.mismatch',
  'statement.badHash',
  'failure.tooEarly',
  'cancel.tooLate',
  'rating.alreadyGiven'
] as const;

export type Code = (typeof CODES)[number];
