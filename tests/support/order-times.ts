import { HOUR_MS } from '#domain/policy/policy.ts';
import { NOW } from './builders.ts';

/** When a command comes, where nothing else is said. */
export const AT = NOW + 2 * HOUR_MS;
const ACCEPTED_AT = NOW + 60_000;
/** Of an order that was accepted a minute after it was booked, for a visit two days later. */
export const CONTACT_DUE = ACCEPTED_AT + 12 * HOUR_MS;
export const STARTS_AT = NOW + 48 * HOUR_MS;
export const CONFIRM_DUE = STARTS_AT - 3 * HOUR_MS;
