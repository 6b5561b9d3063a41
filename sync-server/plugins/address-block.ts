import { isIPv4, isIPv6 } from 'node:net';

const MAPPED = [0, 0, 0, 0, 0, 0xffff];
/** 64:ff9b::/96: an IPv4 client behind a translator. */
const TRANSLATED = [0x64, 0xff9b, 0, 0, 0, 0];

/**
 * Whom a limit counts: an IPv4 address, or the /64 of an IPv6 address. One household, or one rented
 * machine, has a /64 at least and may come from another address of it with every request.
 */
export function addressBlock(address: string): string {
  const bare = address.split('%', 1)[0]!;
  if (isIPv4(bare) || !isIPv6(bare)) return bare;
  const words = wordsOf(bare);
  const isBehind = (prefix: readonly number[]) => prefix.every((word, at) => words[at] === word);
  if (isBehind(MAPPED) || isBehind(TRANSLATED)) {
    return [words[6]! >> 8, words[6]! & 255, words[7]! >> 8, words[7]! & 255].join('.');
  }
  return `${words
    .slice(0, 4)
    .map((word) => word.toString(16))
    .join(':')}::/64`;
}

/** The eight 16-bit words of an IPv6 address. */
function wordsOf(address: string): number[] {
  // The URL parser writes the last four bytes of `::ffff:1.2.3.4` as two words.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const read = (part: string) => (part ? part.split(':').map((word) => parseInt(word, 16)) : []);
  const [first, last] = [read(head), read(tail ?? '')];
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}
