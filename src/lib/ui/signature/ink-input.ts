// Which of the pointers on a pad are writing. Pure: it is told what the pad's events say.
// 1. A pen wins: what touch had begun when it comes is the hand that holds it, and from then on
//    touch writes no more.
// 2. Without a pen each finger has a stroke of its own, so that a hand that rests on the pad does
//    not silence the finger that writes. What hardly moved while another wrote was resting.
// 3. Whatever ends a stroke (a turned tablet, a call, a switch of apps), its ink stays.
import type { StrokePoint } from './signature.ts';

export interface InkEvent {
  /** Of the pointer: one each for pen, mouse and finger. */
  id: number;
  type: string;
  point: StrokePoint;
}

interface Active {
  isTouch: boolean;
  points: StrokePoint[];
  /** Another pointer wrote meanwhile. */
  isBeside: boolean;
}

/** Closer points add nothing to the line. */
const MIN_STEP_PX = 1.5;
/** Less is a hand that rests and not one that writes. */
const REST_PX = 14;

export class InkInput {
  readonly #active = new Map<number, Active>();
  #hasPen = false;
  #strokes: StrokePoint[][] = [];

  constructor(strokes: readonly StrokePoint[][] = []) {
    this.#strokes = [...strokes];
  }

  /** Those that have ended, oldest first. */
  get strokes(): readonly StrokePoint[][] {
    return this.#strokes;
  }

  /** Those that are being written. */
  get running(): readonly StrokePoint[][] {
    return [...this.#active.values()].map(({ points }) => points);
  }

  get isWriting(): boolean {
    return this.#active.size > 0;
  }

  /** @returns whether it writes */
  down({ id, type, point }: InkEvent): boolean {
    const isTouch = type === 'touch';
    if (isTouch && this.#hasPen) return false;
    if (type === 'pen') this.#penCame();
    const isBeside = this.#active.size > 0;
    for (const each of this.#active.values()) each.isBeside = true;
    this.#active.set(id, { isTouch, points: [point], isBeside });
    return true;
  }

  /** @returns whether there is more to draw */
  move({ id, point }: Pick<InkEvent, 'id' | 'point'>): boolean {
    const active = this.#active.get(id);
    const last = active?.points.at(-1);
    if (!active || !last) return false;
    if (Math.hypot(point.x - last.x, point.y - last.y) < MIN_STEP_PX) return false;
    active.points.push(point);
    return true;
  }

  /** @returns whether a stroke has ended with it */
  up(id: number): boolean {
    const active = this.#active.get(id);
    if (!active) return false;
    this.#active.delete(id);
    if (!(active.isTouch && active.isBeside && isResting(active.points))) {
      this.#strokes = [...this.#strokes, active.points];
    }
    return true;
  }

  clear(): void {
    this.#active.clear();
    this.#strokes = [];
    this.#hasPen = false;
  }

  #penCame(): void {
    for (const [id, { isTouch }] of this.#active) if (isTouch) this.#active.delete(id);
    // The hand comes down before the pen does, and may have been lifted once already.
    if (!this.#hasPen) this.#strokes = this.#strokes.filter((stroke) => !isResting(stroke));
    this.#hasPen = true;
  }
}

function isResting(points: readonly StrokePoint[]): boolean {
  const [first] = points;
  return points.every(({ x, y }) => Math.hypot(x - first!.x, y - first!.y) < REST_PX);
}
