/** What a person compares or reads aloud of a hash: its first twelve characters in groups of four. */
export function shortCode(hash: string): string {
  return (hash.slice(0, 12).match(/.{1,4}/g) ?? []).join(' ');
}
