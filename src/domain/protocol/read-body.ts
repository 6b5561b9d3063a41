import * as z from 'zod/mini';
import { ACTION_BODIES, isActionKind, type ActionBody, type ActionKind } from './action-body.ts';

/** The body read by its kind's schema, or undefined where kind or body are not valid. */
export function readBody<K extends ActionKind>(kind: K, body: unknown): ActionBody<K> | undefined {
  if (!isActionKind(kind)) return undefined;
  const result = z.safeParse(ACTION_BODIES[kind] as z.ZodMiniType, body);
  return result.success ? (result.data as ActionBody<K>) : undefined;
}
