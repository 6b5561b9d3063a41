import { planDay } from '#domain/profile/work-plan.ts';

/** Of what a field for a day holds: it may be text that could not be read. */
export const isRealDay = (text: string): boolean => planDay.safeParse(text).success;
