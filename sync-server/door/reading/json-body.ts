import { isNestedDeeper } from '../../couch-engine/engine.ts';
import { DOOR_LIMITS } from '../door-limits.ts';

/** The members of a JSON object, or undefined for anything else, and for what is nested too deep. */
export function jsonObject(text: unknown): Record<string, unknown> | undefined {
  if (typeof text !== 'string' || isNestedDeeper(text, DOOR_LIMITS.levels)) return undefined;
  try {
    // Made by JSON.parse, a member `__proto__` is an ordinary one and is never assigned anywhere.
    const value = JSON.parse(text) as unknown;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
