import { cleanLine } from '#domain/text/clean-text.ts';
import { tooLongBy } from '#domain/text/text-limits.ts';
import { isEnoughInk } from '#domain/order/signing/ink.ts';
import { customerSignature as schema, type CustomerSignature } from '#domain/protocol/signature.ts';
import type { DrawnSignature, Signature, StrokePoint } from '$lib/ui/signature/signature.ts';

/**
 * What the pad gave as the protocol carries it; undefined where it is no signature yet, such as a
 * dot, or more than the protocol takes: nobody signs what cannot be stored. A long drawing is told with plain lines first.
 */
export function customerSignature(given: Signature | undefined): CustomerSignature | undefined {
  if (!given) return undefined;
  if (given.kind === 'typed') return valid({ method: 'typed', typedName: cleanLine(given.name) });
  const start = given.strokes[0]?.[0]?.t ?? 0;
  const strokes = given.strokes.map((stroke) =>
    stroke.map((point) => ({ ...point, t: point.t - start }))
  );
  if (!isEnoughInk(strokes)) return undefined;
  const drawn = (svg: string) => valid({ method: 'drawn', strokes, svg });
  return drawn(given.svg) ?? drawn(plainPicture(given));
}

/** Signed, but more than can be stored. */
export function isTooLong(given: Signature | undefined): boolean {
  if (!given || customerSignature(given)) return false;
  return given.kind === 'drawn' ? isEnoughInk(given.strokes) : tooLongBy(given.name, 'name') > 0;
}

function valid(signature: CustomerSignature): CustomerSignature | undefined {
  const read = schema.safeParse(signature);
  return read.success ? read.data : undefined;
}

/** The same lines without the pen's width at every point: a tenth of the text. */
function plainPicture({ strokes, width, height }: DrawnSignature): string {
  const place = ({ x, y }: StrokePoint) => `${Math.round(x)},${Math.round(y)}`;
  const line = (stroke: StrokePoint[]) => `<polyline points="${stroke.map(place).join(' ')}"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="none"`,
    ` stroke="#1c1a17" stroke-width="2" stroke-linecap="round">`,
    ...strokes.map(line),
    '</svg>'
  ].join('');
}
