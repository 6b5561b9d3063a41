import { wallAt } from '#domain/booking/visit-time.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import { profileOnDevice } from '$lib/live/profile-on-device.ts';
import { recordFor } from '$lib/recording/record-for.ts';

/** Whether offers come. Undefined as long as the profile is not here. */
export function pausingAt(now: number) {
  const view = profileOnDevice.current;
  if (!view) return undefined;
  const { active, plan, market = 'DE' } = view.profile;
  const today = wallAt(now, MARKET_POLICY[market].timeZone).date;
  const vacation = plan?.vacation;
  const isAway = vacation && vacation.from <= today && today <= vacation.until;
  return { active, vacationUntil: isAway ? vacation.until : null, actions: view.actions };
}

export const setActive = (active: boolean) => recordFor(null)('availability.set', { active });
