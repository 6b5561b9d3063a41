/**
 * Every reason why a request is answered with an error. The list is closed: the server has one HTTP
 * status for each, the client one translated sentence (messages `codes_<code with . as _>`). What
 * the authority thinks of an action is not here but in code.ts: such a request was answered well.
 */
export const API_CODES = [
  'request.invalid',
  'request.tooLarge',
  'request.tooMany',
  'request.crossSite',
  'request.unknown',
  'app.tooOld',
  'session.required',
  'session.forbidden',
  'session.wrongPassword',
  'session.throttled',
  'session.codeRequired',
  'session.wrongCode',
  'passkey.unknown',
  'passkey.expired',
  'passkey.notVerified',
  'passkey.tooMany',
  'passkey.last',
  'device.required',
  'device.badKey',
  'device.otherKey',
  'device.taken',
  'document.conflict',
  'link.over',
  'account.taken',
  'application.wrongState',
  'application.changed',
  'application.missing',
  'application.openItems',
  'application.noReason',
  'application.tooManyPapers',
  'test.pause',
  'invite.over',
  'mail.notSet',
  'staff.known',
  'staff.lastOwner',
  'file.badOffset',
  'file.badHash',
  'file.notAnImage',
  'file.notAPaper',
  'file.heic',
  'file.quota',
  'outbox.full',
  'server.busy',
  'store.unavailable',
  'store.otherCopy',
  'server.failed'
] as const;

export type ApiCode = (typeof API_CODES)[number];

/** The body of every error under /api. */
export interface ApiRefusal {
  error: ApiCode;
  /** Names this request in the server's log. */
  requestId: string;
  /**
   * With `request.invalid`: where, as a path into the body, and what was expected; of a text that is
   * `tooLong` also by how many characters.
   */
  fields?: { path: string; message: string; over?: number }[];
}
