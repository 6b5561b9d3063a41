// The states of a job and the sets of them that the rules speak of: each set stands here and
// nowhere else.

/**
 * requested: booked, nobody asked yet · offered: the waterfall runs · unplaced: nobody left to ask
 * · accepted … working: one provider has it · completed: signed and taken as signed · held: support
 * must look · failed: the visit could not be completed · cancelled.
 */
export const JOB_STATES = [
  'requested',
  'offered',
  'unplaced',
  'accepted',
  'contacted',
  'confirmed',
  'travelling',
  'arrived',
  'working',
  'completed',
  'held',
  'failed',
  'cancelled'
] as const;
export type JobState = (typeof JOB_STATES)[number];

type States = readonly JobState[];

/** It was offered to somebody who may still accept. */
export const OPEN_STATES: States = ['offered', 'unplaced'];

/** Nobody has it. */
export const UNASSIGNED_STATES: States = ['requested', ...OPEN_STATES];

/** Somebody has it and has not set off: it can still be moved or given back. */
export const BEFORE_TRAVEL_STATES: States = ['accepted', 'contacted', 'confirmed'];

/** Somebody has it and has not arrived. */
export const ARRIVING_STATES: States = [...BEFORE_TRAVEL_STATES, 'travelling'];

export const AT_THE_VISIT_STATES: States = ['arrived', 'working'];

/** Somebody has it and the visit is not over. */
export const RUNNING_STATES: States = [...ARRIVING_STATES, ...AT_THE_VISIT_STATES];

/** Nobody is to come any more. */
export const ENDED_STATES: States = ['completed', 'held', 'failed', 'cancelled'];

/** Exactly one provider has it, or did the visit. */
export const ASSIGNED_STATES: States = [...RUNNING_STATES, 'completed', 'held', 'failed'];
