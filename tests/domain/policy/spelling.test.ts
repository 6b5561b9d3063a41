import { expect, it } from 'vitest';
import { isSpelledAlike, keepSpelling, spelled } from '#domain/policy/policy.ts';

it('[R24.20] German has one spelling a market; names keep theirs', () => {
  const words = `Straße „${keepSpelling('Groß & Söhne')}“, heiß und weiß`;
  expect(spelled(words, 'CH')).toBe('Strasse «Groß & Söhne», heiss und weiss');
  expect(spelled(words, 'DE')).toBe('Straße „Groß & Söhne“, heiß und weiß');
  expect(keepSpelling('Maaß und Heß')).not.toContain('ß');
  expect(spelled(keepSpelling('Maaß und Heß'), 'CH')).toBe('Maaß und Heß');
  expect(spelled('ein „Wort“ und „zwei“', 'CH')).toBe('ein «Wort» und «zwei»');
});

it('[R15.42] two spellings of the same words are alike where one has none of its own', () => {
  expect(isSpelledAlike('Maße „x“', 'Masse «x»', 'CH')).toBe(true);
  expect(isSpelledAlike('Masse «x»', 'Maße „x“', 'CH')).toBe(true);
  expect(isSpelledAlike('Maße', 'Masse', 'DE')).toBe(false);
  expect(isSpelledAlike('Maße', 'Maße', 'DE')).toBe(true);
  expect(isSpelledAlike('Maße', 'Mase', 'CH')).toBe(false);
});
