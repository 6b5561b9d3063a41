// What time the server would say it is, known without asking it.
// 1. Every answer of the server's gives an anchor; between two of them the device counts on by
//    itself.
// 2. It counts by the monotonic clock, or by the wall clock where that says more: the monotonic one
//    stands still while a tablet sleeps and starts again with every page. A wall clock set back is
//    never believed.
// 3. An answer was written between asking and hearing, so it corrects the account only as far as
//    that span says.
// 4. On one anchor time never runs backwards, not across restarts and tabs either (the chain's last
//    time is a floor).
import type { ActionTime } from '#domain/protocol/action.ts';
import type { DeviceClock } from '../time/device-clock.ts';
import type { ChainRow, ClockRow } from './rows.ts';

export class ServerTime {
  readonly #clock: DeviceClock;
  #anchor = 0;
  #wallAtAnchor: number;
  #monotonicAtAnchor: number;
  #latest = 0;

  constructor(clock: DeviceClock) {
    this.#clock = clock;
    this.#wallAtAnchor = clock.wall();
    this.#monotonicAtAnchor = clock.monotonic();
  }

  /** False until the server was heard for the first time. */
  get isKnown(): boolean {
    return this.#anchor > 0;
  }

  /** @param milaTime what the server wrote. @param roundTripMs between asking and hearing it. */
  observe(milaTime: number, roundTripMs: number): void {
    const known = this.#anchor === 0 ? milaTime : this.now();
    const now = Math.min(Math.max(known, milaTime), milaTime + Math.max(0, roundTripMs));
    this.#anchor = milaTime;
    this.#wallAtAnchor = this.#clock.wall() - (now - milaTime);
    this.#monotonicAtAnchor = this.#clock.monotonic() - (now - milaTime);
    this.#latest = Math.round(now);
  }

  /** What an earlier page or another tab has stored. */
  adopt(clock: ClockRow | undefined, chain: ChainRow | undefined): void {
    if (clock && clock.anchor > this.#anchor) {
      this.#anchor = clock.anchor;
      this.#wallAtAnchor = clock.wall;
      this.#monotonicAtAnchor = this.#clock.monotonic();
      this.#latest = clock.anchor;
    }
    if (chain && chain.anchor >= this.#anchor) this.#latest = Math.max(this.#latest, chain.time);
  }

  now(): number {
    const counted = this.#clock.monotonic() - this.#monotonicAtAnchor;
    const byWall = this.#clock.wall() - this.#wallAtAnchor;
    const now = Math.round(this.#anchor + Math.max(0, counted, byWall));
    this.#latest = Math.max(this.#latest, now);
    return this.#latest;
  }

  /** When an action happens, as an action carries it (PROTOCOL.md, "Time"). */
  stamp(): ActionTime {
    const sinceAnchor = Math.max(0, this.now() - this.#anchor);
    return { wall: Math.round(this.#clock.wall()), anchor: this.#anchor, sinceAnchor };
  }

  row(): ClockRow {
    return { id: 'clock', anchor: this.#anchor, wall: this.#wallAtAnchor };
  }
}
