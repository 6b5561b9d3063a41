import { describe, expect, it } from 'vitest';
import type { Provider } from '#domain/matching/provider.ts';
import { aProvider } from '../../support/builders.ts';
import {
  AT,
  NOW_AT_SERVER,
  sound,
  soundActionsWorld,
  heldCase
} from '../../support/sound-actions.ts';

const week = (from: number) => Array.from({ length: 7 }, () => [{ from, until: from + 480 }]);
const JULY = { from: '2026-07-01', until: '2026-07-14' };

describe('actions of a provider about themselves', () => {
  it('[P4.1, P4.2] change their document once, with its verdict in it', async () => {
    const world = soundActionsWorld();
    const body = { locale: 'en', radiusKm: 33 };
    await world.take(sound('profile.set', body, { order: null }));
    const judged = { outcome: 'applied', code: null, at: NOW_AT_SERVER, hash: 'hash-a1' };
    const stored = await world.people.get('provider:anna');
    expect(stored).toMatchObject({ locale: 'en', radiusM: 33_000, judged: { a1: judged } });
    expect(world.written[0]).toBe('anna');
    expect(world.written.slice(1)).toMatchObject([
      ['profile', { radiusKm: 33 }],
      [
        'verdict:a1',
        {
          ...{ action: 'a1', order: null, outcome: 'applied', code: null, at: NOW_AT_SERVER },
          receipt: 'receipt'
        }
      ]
    ]);
    await world.take(sound('profile.set', { radiusKm: 1 }, { order: null }));
    expect(await world.people.get('provider:anna')).toEqual(stored);
    await world.take(sound('profile.set', {}, { order: null, hash: 'other' }));
    expect(world.quarantined).toEqual([['fork', 'a1', 'other', null]]);
  });

  it('[R3.1] pause and come back, or change nothing', async () => {
    const world = soundActionsWorld();
    await world.take(sound('availability.set', { active: false }, { order: null }));
    expect(await world.people.get('provider:anna')).toMatchObject({ active: false, locale: 'de' });
    await world.take(sound('profile.set', {}, { order: null, id: 'a2' }));
    expect(await world.people.get('provider:anna')).toMatchObject({
      ...{ active: false, locale: 'de', radiusM: 20_000 }
    });
  });

  it('[H4.2] do not undo what was said later and arrived before', async () => {
    const world = soundActionsWorld();
    const [hours, nights] = [week(540), week(0)];
    const later = { order: null, id: 'b1', occurredAt: AT + 10 };
    await world.take(sound('availability.set', { hours, active: false }, later));
    const earlier = { order: null, id: 'a1', occurredAt: AT };
    await world.take(sound('availability.set', { hours: nights, vacation: JULY }, earlier));
    expect(await world.people.get('provider:anna')).toMatchObject({
      ...{ active: false, plan: { hours, vacation: JULY, dates: {}, worksOnHolidays: null } },
      judged: { a1: { outcome: 'applied' }, b1: { outcome: 'applied' } }
    });
    expect(world.written.at(-2)).toMatchObject(['profile', { active: false, plan: { hours } }]);
  });

  it('[H4.3] are refused whole where there would be too many dates', async () => {
    const world = soundActionsWorld();
    const away = (from: number) => ({
      dates: Object.fromEntries(
        Array.from({ length: 60 }, (_none, index) => [
          new Date(Date.UTC(2026, 5, 9 + from + index)).toISOString().slice(0, 10),
          { is: 'away', from: 0, until: 1440 }
        ])
      )
    });
    for (const [index, id] of ['a1', 'a2', 'a3', 'a4'].entries()) {
      await world.take(sound('availability.set', away(index * 60), { order: null, id }));
    }
    const stored = (await world.people.get('provider:anna')) as unknown as Provider;
    expect(Object.keys(stored.plan?.dates ?? {})).toHaveLength(180);
    expect(stored.judged?.a4).toMatchObject({ outcome: 'refused', code: 'availability.tooMany' });
  });

  it('[P4.2] are remembered a hundred back', async () => {
    const world = soundActionsWorld();
    const judgement = { outcome: 'applied', code: null, at: 1, hash: 'h' } as const;
    const judged = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`o${index}`, judgement])
    );
    await world.people.update('provider:anna', () => ({ ...aProvider(), judged }));
    await world.take(sound('availability.set', { active: true }, { order: null }));
    const stored = (await world.people.get('provider:anna')) as unknown as { judged: object };
    const known = Object.keys(stored.judged);
    expect([known.length, known[0], known.at(-1)]).toEqual([100, 'o1', 'a1']);
  });

  it('[P3.4] are held of who is no provider', async () => {
    const world = soundActionsWorld();
    world.people.documents.clear();
    await world.take(sound('availability.set', { active: true }, { order: null }));
    expect(world.quarantined).toEqual([heldCase('actor.notAllowed', { order: null })]);
  });
});
