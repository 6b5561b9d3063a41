import { describe, expect, it } from 'vitest';
import { aProvider } from '../../support/builders.ts';
import { NOW_AT_SERVER, sound, soundActionsWorld, heldCase } from '../../support/sound-actions.ts';

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
