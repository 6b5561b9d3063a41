import type { PointGroup } from 'signature_pad';

/** One point of a stroke: CSS pixels from the top left, epoch ms, pressure 0–1 (0 when unknown). */
export interface StrokePoint {
  x: number;
  y: number;
  t: number;
  pressure: number;
}

/**
 * Strokes and picture are of the same drawing, in the CSS pixels of the pad on which it was begun;
 * `width` and `height` are that pad's, or more where somebody drew past it.
 */
export interface DrawnSignature {
  kind: 'drawn';
  strokes: StrokePoint[][];
  svg: string;
  width: number;
  height: number;
}

export type Signature = DrawnSignature | { kind: 'typed'; name: string };

export function strokesOf(groups: PointGroup[]): StrokePoint[][] {
  return groups.map((group) =>
    group.points.map(({ x, y, time, pressure }) => ({ x, y, t: time, pressure }))
  );
}

/** The way back, drawn with the pen that the pad has. */
export function groupsOf(
  strokes: readonly (readonly StrokePoint[])[],
  pen: Omit<PointGroup, 'points' | 'compositeOperation'>
): PointGroup[] {
  const { penColor, dotSize, minWidth, maxWidth, velocityFilterWeight } = pen;
  return strokes.map((stroke) => ({
    ...{ penColor, dotSize, minWidth, maxWidth, velocityFilterWeight },
    compositeOperation: 'source-over',
    points: stroke.map(({ x, y, t, pressure }) => ({ x, y, time: t, pressure }))
  }));
}

/** The same strokes on a pad of another size: turning the tablet must not lose or bend them. */
export function scaledGroups(groups: PointGroup[], factor: number): PointGroup[] {
  return groups.map((group) => ({
    ...group,
    points: group.points.map((point) => ({ ...point, x: point.x * factor, y: point.y * factor }))
  }));
}
