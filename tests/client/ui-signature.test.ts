import type { PointGroup } from 'signature_pad';
import { describe, expect, it } from 'vitest';
import { groupsOf, scaledGroups, strokesOf } from '../../src/lib/ui/signature/signature.ts';

const pen = { dotSize: 0, minWidth: 1, maxWidth: 3, penColor: '#000', velocityFilterWeight: 0.7 };
const drawn: PointGroup[] = [
  {
    ...pen,
    compositeOperation: 'source-over',
    points: [
      { x: 10, y: 20, time: 1_000, pressure: 0.5 },
      { x: 14, y: 26, time: 1_016, pressure: 0.6 }
    ]
  }
];

describe('a drawn signature', () => {
  it('gives each stroke as points with place, time and pressure', () => {
    expect(strokesOf(drawn)).toEqual([
      [
        { x: 10, y: 20, t: 1_000, pressure: 0.5 },
        { x: 14, y: 26, t: 1_016, pressure: 0.6 }
      ]
    ]);
  });

  it('keeps its shape, time and pressure when the tablet is turned', () => {
    expect(strokesOf(scaledGroups(drawn, 0.5))).toEqual([
      [
        { x: 5, y: 10, t: 1_000, pressure: 0.5 },
        { x: 7, y: 13, t: 1_016, pressure: 0.6 }
      ]
    ]);
    expect(drawn[0]?.points[0]).toMatchObject({ x: 10, y: 20 });
  });

  it('is drawn again from its strokes, with the same pen', () => {
    expect(groupsOf(strokesOf(drawn), pen)).toEqual(drawn);
  });

  it('is nothing when nothing was drawn', () => {
    expect(strokesOf([])).toEqual([]);
  });
});
