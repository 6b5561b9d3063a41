/**
 * How large CouchDB takes a JSON value to be: bytes of UTF-8, without what escaping adds. By it
 * `max_document_size` is counted.
 */
export function isLargerThan(limit: number, text: string, value: unknown): boolean {
  // The text is never shorter than what is counted, and a character never longer than three bytes.
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return false;
  return encodedSize(value) > limit;
}

function encodedSize(value: unknown): number {
  if (typeof value === 'string') return 2 + Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return String(value).length;
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, one) => sum + encodedSize(one) + 1, value.length ? 1 : 2);
  }
  const members = Object.entries(value);
  return members.reduce(
    (sum, [name, one]) => sum + encodedSize(name) + encodedSize(one) + 2,
    members.length ? 1 : 2
  );
}
