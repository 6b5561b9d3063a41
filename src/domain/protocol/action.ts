import * as z from 'zod/mini';
import type { ActionId, DeviceId, Ms, OrderId, ProviderId } from '../brand.ts';
import type { ActionBody, ActionKind } from './action-body.ts';
import { branded } from './branded.ts';

/**
 * When it happened: the server judges by `anchor + sinceAnchor`; `wall` is kept as evidence only.
 * All ms.
 */
export const actionTime = z.strictObject({
  wall: branded<Ms>(z.number()),
  /** The last Mila-Time that the device had seen. */
  anchor: branded<Ms>(z.number()),
  /** Monotonic ms since then. */
  sinceAnchor: branded<Ms>(z.number().check(z.nonnegative()))
});
export type ActionTime = z.infer<typeof actionTime>;

const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));

/**
 * The envelope (PROTOCOL.md, "An action"). `_rev` may be there (the store's own) and is not part of
 * the action.
 */
export const actionEnvelope = z.strictObject({
  _id: branded<ActionId>(z.string().check(z.regex(/^[a-z0-9-]{8,64}:[0-9]{10}$/))),
  _rev: z.optional(z.string()),
  _revisions: z.optional(z.unknown()),
  kind: z.string().check(z.minLength(1), z.maxLength(64)),
  order: z.nullable(branded<OrderId>(z.string().check(z.maxLength(80)))),
  provider: branded<ProviderId>(z.string().check(z.maxLength(80))),
  device: branded<DeviceId>(z.string().check(z.maxLength(64))),
  seq: z.int().check(z.minimum(1), z.maximum(9_999_999_999)),
  at: actionTime,
  body: z.record(z.string(), z.unknown()),
  previous: z.nullable(base64url),
  hash: base64url,
  signature: base64url
});
export type ActionEnvelope = z.infer<typeof actionEnvelope>;

export interface Action<K extends ActionKind = ActionKind> extends Omit<
  ActionEnvelope,
  'kind' | 'body'
> {
  kind: K;
  body: ActionBody<K>;
}

/** What a device knows before hashing and signing. */
export type UnsignedAction<K extends ActionKind = ActionKind> = Omit<
  Action<K>,
  '_id' | 'hash' | 'signature'
>;
