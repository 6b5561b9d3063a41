import type { CustomerSignature } from '#domain/protocol/signature.ts';
import type { Signature } from '$lib/ui/signature.ts';

const MIN_NAME = 2;

/** What the pad gave as the protocol carries it; undefined while it is not a signature yet. */
export function customerSignature(given: Signature | undefined): CustomerSignature | undefined {
  if (!given) return undefined;
  if (given.kind === 'drawn') {
    const start = given.strokes[0]?.[0]?.t ?? 0;
    const strokes = given.strokes.map((stroke) =>
      stroke.map((point) => ({ ...point, t: point.t - start }))
    );
    return { method: 'drawn', strokes, svg: given.svg };
  }
  const typedName = given.name.trim();
  return typedName.length >= MIN_NAME ? { method: 'typed', typedName } : undefined;
}
