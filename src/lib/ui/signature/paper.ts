// Where a signature stands: strokes have the coordinates of the pad on which the first of them was
// drawn, whatever becomes of the pad since. Drawing it again on a pad of another size is a scale,
// and what is drawn there is taken back into the first one's coordinates: nothing is ever bent.
import type { StrokePoint } from './signature.ts';

/** CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The paper that shows all of the strokes: the first pad, or more where somebody drew past it. */
export function paperOf(first: Size, strokes: readonly (readonly StrokePoint[])[]): Size {
  let { width, height } = first;
  for (const { x, y } of strokes.flat()) {
    width = Math.max(width, x);
    height = Math.max(height, y);
  }
  return { width, height };
}

/** By how much the paper is scaled to be seen whole on a pad. */
export function scaleOn(pad: Size, paper: Size): number {
  return Math.min(pad.width / paper.width, pad.height / paper.height);
}

/** @param place on the pad, from its top left */
export function onPaper(place: { x: number; y: number }, scale: number): { x: number; y: number } {
  return { x: Math.max(0, place.x / scale), y: Math.max(0, place.y / scale) };
}
