import { BOOKING_POLICY } from '#domain/policy/policy.ts';
import { describe, expect, it } from 'vitest';
import { newTime } from '../../src/lib/fields/when/new-time.ts';
import { setLocale } from '../../src/lib/paraglide/runtime.js';

void setLocale('de', { reload: false });
const NOW = Date.UTC(2027, 2, 1, 12);
const typed = (date: string, time: string) => newTime({ date, time }, 'Europe/Zurich', NOW);

describe('a time that a helper types', () => {
  it('[R7.16] is meant on the wall of the place', () => {
    expect(typed('2027-03-27', '14:30')).toEqual({ startsAt: Date.UTC(2027, 2, 27, 13, 30) });
    expect(typed('2027-03-29', '14:30')).toEqual({ startsAt: Date.UTC(2027, 2, 29, 12, 30) });
  });

  it('[R7.16, R1.7] is refused in words, and never shifted, where the clock skips it', () => {
    expect(typed('2027-03-28', '02:30').error).toContain('gibt es an dem Tag nicht');
  });

  it('[R7.16, R1.7] is the first where the clock shows it twice', () => {
    const october = newTime(
      { date: '2027-10-31', time: '02:30' },
      'Europe/Zurich',
      Date.UTC(2027, 9, 1)
    );
    expect(october).toEqual({ startsAt: Date.UTC(2027, 9, 31, 0, 30) });
  });

  it('[R7.16] is refused in words where it is past, too far ahead, or none', () => {
    expect(typed('2027-03-01', '12:59').error).toContain('in der Zukunft');
    const days = BOOKING_POLICY.horizonMs / 86_400_000;
    expect(typed('2029-03-01', '12:00').error).toContain(`höchstens ${days} Tage`);
    expect(typed('', '').error).toContain('in der Zukunft');
    expect(typed('275761-01-01', '10:00').error).toContain('in der Zukunft');
  });
});
