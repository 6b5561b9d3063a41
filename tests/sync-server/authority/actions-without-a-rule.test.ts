import { describe, expect, it } from 'vitest';
import { NOW_AT_SERVER, sound, soundActionsWorld, heldCase } from '../../support/sound-actions.ts';

describe('actions that no rule of an order judges', () => {
  it('[P7.2] ask support, or are held as not supported', async () => {
    const world = soundActionsWorld();
    await world.take(sound('support.ask', { subject: 'x', text: 'y' }));
    await world.take(sound('course.answer', { course: 'c', answers: {} }, { order: null }));
    await world.take(sound('booking.request', {}, { order: null }));
    const applied = { outcome: 'applied', code: null, at: NOW_AT_SERVER };
    expect(world.quarantined).toEqual([
      { ...heldCase(''), kind: 'support.ask', judgement: applied },
      heldCase('kind.notSupported', { order: null }),
      heldCase('kind.notSupported', { order: null })
    ]);
  });
});
