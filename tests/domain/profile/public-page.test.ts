import { describe, expect, it, vi } from 'vitest';
import { wallAt } from '#domain/booking/visit-time.ts';
import { DAY_MS, HOUR_MS, USUAL_RULES, type VisitHours } from '#domain/policy/policy.ts';
import {
  isHandle,
  newHandle,
  nextFreeDays,
  publicPage,
  PAGE_POLICY
} from '#domain/profile/public-page.ts';
import { AT_ALL_TIMES, type WorkPlan } from '#domain/profile/work-plan.ts';
import { aProvider, NOW } from '../../support/builders.ts';

const bytes = (...values: number[]) => new Uint8Array([...values, ...Array(16).fill(0)]);

describe('the address of a page', () => {
  it.each([
    ['Anna Muster', 'anna'],
    ['Jürg Weiß', 'jurg'],
    ['Ömer-Can Öz', 'omercan'],
    ['李 明', 'helfer'],
    ['', 'helfer']
  ])('[R2.7] of %s begins with the first name', (name, start) => {
    const handle = newHandle(name, bytes(1, 2, 3, 4, 5, 6));
    expect(handle).toMatch(new RegExp(`^${start}-[2-9a-z]{6}$`));
    expect(isHandle(handle)).toBe(true);
  });

  it('[R2.7] is another one with other chance', () => {
    expect(newHandle('Anna', bytes(1))).not.toBe(newHandle('Anna', bytes(2)));
    for (const odd of ['anna', 'anna-12345', 'Anna-234567', 'anna-234567/', '-234567']) {
      expect(isHandle(odd), odd).toBe(false);
    }
  });
});

describe('the next free days', () => {
  // A Monday morning.
  const at = (day: number, hour: number, durationMin: number) => ({
    ...{ startsAt: NOW - 9 * HOUR_MS + day * DAY_MS + hour * HOUR_MS, durationMin },
    ...{ lat: aProvider().base.lat, lon: aProvider().base.lon }
  });
  const days = (
    plan: Partial<WorkPlan> = {},
    promised = [] as ReturnType<typeof at>[],
    rules: VisitHours = USUAL_RULES
  ) => nextFreeDays(aProvider({ plan: { ...AT_ALL_TIMES, ...plan } }), promised, rules, NOW);

  it('[R2.8] are the next ones where nothing stands against them', () => {
    expect(days()).toEqual([
      ...['2026-06-08', '2026-06-09', '2026-06-10', '2026-06-11', '2026-06-12']
    ]);
    expect(wallAt(NOW, 'Europe/Zurich').date).toBe('2026-06-08');
  });

  it('[R2.8] leave out days that are not worked, and those that are taken all day', () => {
    const tuesdays = Array.from({ length: 7 }, (_none, day) =>
      day === 1 ? [{ from: 540, until: 600 }] : []
    );
    expect(days({ hours: tuesdays })).toEqual(['2026-06-09', '2026-06-16', '2026-06-23']);
    expect(days({ hours: tuesdays }, [at(1, 9, 60)])).toEqual(['2026-06-16', '2026-06-23']);
    expect(days({}, [at(1, 0, 24 * 60)])).not.toContain('2026-06-09');
    expect(days({}, [at(1, 7, 60)])).toContain('2026-06-09');
    const away = { vacation: { from: '2026-06-01', until: '2026-07-31' } };
    expect(days(away)).toEqual([]);
  });

  it('[R2.8] leave out days that the market does not serve', () => {
    const closedDays = [{ day: '2026-06-10', name: 'Fest' }];
    expect(days({}, [], { ...USUAL_RULES, closedDays })).not.toContain('2026-06-10');
    const evening = Array.from({ length: 7 }, () => [{ from: 1140, until: 1200 }]);
    expect(days({ hours: evening }, [], { ...USUAL_RULES, closesMin: 1140 })).toEqual([]);
    expect(days({ hours: evening }, [], { ...USUAL_RULES, closesMin: 1200 })).toHaveLength(5);
  });
});

describe('a day off', () => {
  it('[R2.8] costs no look at its times', () => {
    const closes = vi.fn(() => USUAL_RULES.closesMin);
    const hours = {
      ...USUAL_RULES,
      get closesMin() {
        return closes();
      }
    };
    const vacation = { from: '2026-06-01', until: '2026-07-31' };
    const days = (plan: WorkPlan) => nextFreeDays(aProvider({ plan }), [], hours, NOW);
    expect([days({ ...AT_ALL_TIMES, vacation }), closes.mock.calls]).toEqual([[], []]);
    expect(days(AT_ALL_TIMES)).toHaveLength(5);
    expect(closes).toHaveBeenCalled();
  });
});

describe('a public page', () => {
  const provider = aProvider({ name: 'Anna Maria Muster', bio: 'Hello' });
  const known = {
    ...{ handle: 'anna-234567', reviews: [], promised: [], hasPhoto: false },
    ...{ hours: USUAL_RULES, now: NOW }
  };

  it('[R2.6] has nothing in it that leads to somebody’s door', () => {
    const page = publicPage(provider, known);
    expect(page).toMatchObject({
      ...{ firstName: 'Anna', initial: 'M.', city: 'Basel', bio: 'Hello' },
      stars: { mean: 4.8, count: 20 }
    });
    const { postcode, lat } = provider.base;
    for (const secret of ['Muster', provider.email, provider.phone, postcode, String(lat)]) {
      expect(JSON.stringify(page)).not.toContain(secret);
    }
  });

  it('[R2.6] has no stars while there are few, and so many words', () => {
    expect(publicPage(aProvider({ stars: { sum: 5, count: 1 } }), known).stars).toBeNull();
    const review = { title: { de: 'x' }, stars: 5, words: 'x', at: NOW, answer: null };
    const reviews = Array.from({ length: 30 }, () => review);
    expect(publicPage(provider, { ...known, reviews }).reviews).toHaveLength(PAGE_POLICY.reviews);
  });
});
