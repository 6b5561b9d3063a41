import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';

/**
 * Records an action for the job on screen; resolves once it is on the disk. The page shows what
 * goes wrong.
 */
export type RecordJobAction = <K extends ActionKind>(
  kind: K,
  body: ActionBody<K>,
  extras?: { draft?: string }
) => Promise<boolean>;
