import { describe, expect, it } from 'vitest';
import { ServerTime } from '../../src/lib/device/store/server-time.ts';
import { NOW } from '../support/builders.ts';
import { DeviceWorld, HandClock } from '../support/device-world.ts';

const HOUR = 3_600_000;
const note = { text: 'x' };

describe('server time on the device', () => {
  it('[P5.1] goes on from the last Mila-Time by the monotonic clock', () => {
    const clock = new HandClock(1_000);
    const time = new ServerTime(clock);
    time.observe(NOW, 0);
    clock.advance(5_000);
    expect(time.now()).toBe(NOW + 5_000);
    expect(time.stamp()).toMatchObject({ anchor: NOW, sinceAnchor: 5_000 });
  });

  it('[P5.4] is not moved by a wall clock that somebody sets back', () => {
    const clock = new HandClock(NOW);
    const time = new ServerTime(clock);
    time.observe(NOW, 0);
    clock.setWall(0);
    clock.advance(HOUR);
    expect(time.now()).toBe(NOW + HOUR);
  });

  it('is corrected by an answer only as far as the time between asking and hearing says', () => {
    const clock = new HandClock(NOW);
    const time = new ServerTime(clock);
    time.observe(NOW, 100);
    clock.advance(25_000);
    // A long poll: written when it was asked, heard 25 s later.
    time.observe(NOW, 25_000);
    expect(time.now()).toBe(NOW + 25_000);
    time.observe(NOW + 90_000, 50);
    expect(time.now()).toBe(NOW + 90_000);
    time.observe(NOW + 30_000, 50);
    expect(time.now()).toBe(NOW + 30_050);
  });

  it('after a cold start without a network is estimated from the wall clock and never runs backwards', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    world.clock.advance(2 * HOUR);
    const before = await store.recordAction('note.add', 'order1', note);
    await store.close();

    world.clock.advance(HOUR);
    const later = await world.openTab();
    const next = await later.recordAction('note.add', 'order1', note);
    expect(next.at.anchor + next.at.sinceAnchor).toBe(NOW + 3 * HOUR);
    await later.close();

    // Cold again, and somebody has set the clock back by a day.
    world.clock.setWall(NOW - 24 * HOUR);
    const wrong = await world.openTab();
    const last = await wrong.recordAction('note.add', 'order1', note);
    expect(last.at.sinceAnchor).toBe(next.at.sinceAnchor);
    expect(last.at.sinceAnchor).toBeGreaterThan(before.at.sinceAnchor);
    expect(last.at.wall).toBe(NOW - 24 * HOUR);
  });
});
