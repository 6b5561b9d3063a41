// What counts as a signature (R15): enough ink that a hand has written it. A tap, the ball of the
// hand or a sleeve leave less. The screen asks it before it takes one, the server once more.
import { SIGNING_POLICY } from '../../policy/policy.ts';
import type { CustomerSignature } from '../../protocol/signature.ts';

interface Point {
  x: number;
  y: number;
}

/** Of a typed one its schema says enough. */
export function isSignature(signature: CustomerSignature): boolean {
  return signature.method === 'typed' || isEnoughInk(signature.strokes);
}

/** @param strokes in CSS pixels of the pad */
export function isEnoughInk(strokes: readonly (readonly Point[])[]): boolean {
  const { inkPx, extentPx } = SIGNING_POLICY;
  const length = strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
  return length >= inkPx && extentOf(strokes.flat()) >= extentPx;
}

/** Along the line. */
export function lengthOf(stroke: readonly Point[]): number {
  return stroke.slice(1).reduce((sum, { x, y }, index) => {
    const from = stroke[index]!;
    return sum + Math.hypot(x - from.x, y - from.y);
  }, 0);
}

/** The longer side of the box around it. */
export function extentOf(points: readonly Point[]): number {
  if (points.length === 0) return 0;
  const span = (values: number[]) =>
    values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  return Math.max(span(points.map(({ x }) => x)), span(points.map(({ y }) => y)));
}
