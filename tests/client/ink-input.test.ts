import { describe, expect, it } from 'vitest';
import { InkInput } from '../../src/lib/ui/signature/ink-input.ts';
import { onPaper, paperOf, scaleOn } from '../../src/lib/ui/signature/paper.ts';

const point = (x: number, y: number) => ({ x, y, t: 0, pressure: 0.5 });
type Type = 'pen' | 'touch' | 'mouse';
const down = (ink: InkInput, id: number, type: Type, x: number, y: number) =>
  ink.down({ id, type, point: point(x, y) });
const draw = (ink: InkInput, id: number, ...places: [number, number][]) => {
  for (const [x, y] of places) ink.move({ id, point: point(x, y) });
};
const lengths = (ink: InkInput) => ink.strokes.map((stroke) => stroke.length);

describe('who writes on the pad', () => {
  it('[R15.29] is the pen where a hand rests on the pad before it', () => {
    const ink = new InkInput();
    expect(down(ink, 1, 'touch', 200, 150)).toBe(true);
    expect(down(ink, 2, 'pen', 20, 20)).toBe(true);
    draw(ink, 2, [40, 30], [60, 20]);
    draw(ink, 1, [230, 180]);
    ink.up(2);
    ink.up(1);
    expect(lengths(ink)).toEqual([3]);
  });

  it('[R15.29] is no touch any more once a pen has written', () => {
    const ink = new InkInput();
    down(ink, 1, 'pen', 20, 20);
    draw(ink, 1, [40, 30]);
    ink.up(1);
    expect(down(ink, 2, 'touch', 200, 150)).toBe(false);
    draw(ink, 2, [250, 100]);
    expect(ink.up(2)).toBe(false);
    expect(lengths(ink)).toEqual([2]);
    // Who begins anew may begin with a finger.
    ink.clear();
    expect(down(ink, 3, 'touch', 10, 10)).toBe(true);
  });

  it('[R15.29] leaves no mark of a hand that was put down and lifted before the pen', () => {
    const ink = new InkInput();
    down(ink, 1, 'touch', 200, 150);
    draw(ink, 1, [203, 152]);
    ink.up(1);
    down(ink, 2, 'pen', 20, 20);
    expect(ink.strokes).toEqual([]);
  });

  it('[R15.29] is the finger where the ball of the hand rests beside it', () => {
    const ink = new InkInput();
    down(ink, 1, 'touch', 200, 150);
    for (const id of [2, 3]) {
      expect(down(ink, id, 'touch', 20 * id, 20)).toBe(true);
      draw(ink, id, [20 * id + 30, 40], [20 * id + 60, 10]);
      ink.up(id);
    }
    draw(ink, 1, [203, 151]);
    ink.up(1);
    expect(lengths(ink)).toEqual([3, 3]);
  });

  it('keeps the dot on an i', () => {
    const ink = new InkInput();
    down(ink, 1, 'touch', 20, 20);
    draw(ink, 1, [20, 60]);
    ink.up(1);
    down(ink, 2, 'touch', 20, 10);
    ink.up(2);
    expect(lengths(ink)).toEqual([2, 1]);
  });

  it('[R15.28] keeps the ink of a stroke that something else ended', () => {
    const ink = new InkInput();
    down(ink, 1, 'touch', 20, 20);
    draw(ink, 1, [80, 60]);
    // As a browser does it when the tablet is turned: no `up` comes, and what follows is nobody's.
    expect(ink.up(1)).toBe(true);
    draw(ink, 1, [300, 60]);
    expect(ink.strokes).toEqual([[point(20, 20), point(80, 60)]]);
  });

  it('goes on with a drawing that was kept', () => {
    const ink = new InkInput([[point(1, 1), point(50, 50)]]);
    down(ink, 1, 'mouse', 20, 20);
    ink.up(1);
    expect(lengths(ink)).toEqual([2, 1]);
  });
});

describe('the paper of a signature', () => {
  const upright = { width: 350, height: 224 };
  const sideways = { width: 480, height: 166 };

  it('[R15.28] is that of the first stroke, on whatever pad it is seen', () => {
    const strokes = [[point(10, 10), point(340, 200)]];
    const scale = scaleOn(sideways, paperOf(upright, strokes));
    expect(scale).toBeCloseTo(166 / 224, 5);
    // What is drawn over a point on the turned pad is drawn over it.
    const seen = { x: 340 * scale, y: 200 * scale };
    expect(onPaper(seen, scale).x).toBeCloseTo(340, 5);
    expect(onPaper(seen, scale).y).toBeCloseTo(200, 5);
    expect(scaleOn(upright, paperOf(upright, strokes))).toBe(1);
  });

  it('[R15.28] grows where somebody draws past it, so that all of it is seen', () => {
    const strokes = [[point(600, 30)]];
    expect(paperOf(upright, strokes)).toEqual({ width: 600, height: 224 });
    expect(600 * scaleOn(upright, paperOf(upright, strokes))).toBeLessThanOrEqual(350);
  });
});
