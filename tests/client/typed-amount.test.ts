import { describe, expect, it } from 'vitest';
import { amountMinor } from '../../src/lib/fields/amount.ts';
import { formatBytes } from '../../src/lib/this-device/bytes.ts';

describe('an amount as people type it', () => {
  it.each([
    ['89', 8_900],
    ['89,5', 8_950],
    ['89.50', 8_950],
    [' 1’289,00 ', 128_900],
    ["1'289.05", 128_905],
    ['0,05', 5]
  ])('reads %j', (text, minor) => {
    expect(amountMinor(text)).toBe(minor);
  });

  it.each(['', '-5', '1.234,56', '89,505', 'achtzig', '1e3', '12345678', '89 CHF'])(
    'does not guess at %j',
    (text) => {
      expect(amountMinor(text)).toBeNull();
    }
  );
});

describe('storage in words', () => {
  it.each([
    [340_000, '340 kB'],
    [1_250_000, '1,3 MB'],
    [12_400_000_000, '12 GB']
  ])('says %i bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'de').replace(/\s/g, ' ')).toBe(text);
  });
});
