import type { ApiCode } from '#domain/protocol/api-code.ts';

/**
 * The one place where a code becomes an HTTP status. "Not there" and "not yours" answer alike: 404.
 */
export const ANSWER_STATUS: Record<ApiCode, number> = {
  'request.invalid': 400,
  'request.tooLarge': 413,
  'request.tooMany': 429,
  'request.crossSite': 403,
  'request.unknown': 404,
  'app.tooOld': 426,
  'session.required': 401,
  'session.forbidden': 403,
  'session.wrongPassword': 401,
  'session.throttled': 429,
  'session.codeRequired': 401,
  'session.wrongCode': 401,
  'device.required': 400,
  'device.badKey': 400,
  'device.otherKey': 409,
  'device.taken': 409,
  'document.conflict': 409,
  'invite.over': 410,
  'mail.notSet': 409,
  'staff.known': 409,
  'staff.lastOwner': 409,
  'file.badOffset': 409,
  'file.badHash': 422,
  'file.notAnImage': 415,
  'file.quota': 507,
  'outbox.full': 507,
  'server.busy': 503,
  'store.unavailable': 503,
  'store.otherCopy': 412,
  'server.failed': 500
};
