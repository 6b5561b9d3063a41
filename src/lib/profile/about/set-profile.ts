import type { ActionBody } from '#domain/protocol/action-body.ts';

/** Records it on this device; false where that failed, which the frame then says. */
export type SetProfile = (
  body: ActionBody<'profile.set'>,
  extras?: { draft?: string }
) => Promise<boolean>;
