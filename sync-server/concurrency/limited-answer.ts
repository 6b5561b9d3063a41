/**
 * The JSON of an answer from outside, read only as far as `mostBytes`: a service that is broken or
 * not ours must not fill the memory. @throws where it is longer, or no JSON
 */
export async function jsonOf(answer: Response, mostBytes: number): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer.body ?? []) {
    bytes += piece.length;
    // Leaving the loop ends the connection as well.
    if (bytes > mostBytes) throw new RangeError(`an answer of more than ${mostBytes} bytes`);
    pieces.push(piece);
  }
  return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
}
