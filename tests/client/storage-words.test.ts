import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../src/lib/this-device/bytes.ts';

describe('storage in words', () => {
  it.each([
    [340_000, '340 kB'],
    [1_250_000, '1,3 MB'],
    [12_400_000_000, '12 GB']
  ])('says %i bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'de').replace(/\s/g, ' ')).toBe(text);
  });
});
