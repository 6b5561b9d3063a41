import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { hasUnseen } from '#domain/text/clean-text.ts';
import { isolated, isFromTheRight } from '#domain/text/foreign-text.ts';
import { isRecord } from '#domain/text/is-record.ts';
import { isFilled, isNamed, TEXT_LIMITS, tooLongBy } from '#domain/text/text-limits.ts';
import {
  line,
  neededLine,
  neededWords,
  personName,
  signedLine,
  signedName,
  tooLongIn,
  words
} from '#domain/text/text-schema.ts';

type Text = z.ZodMiniType<string, string>;
const read = (schema: Text, value: unknown) => {
  const result = schema.safeParse(value);
  return result.success ? result.data : result.error.issues.map(({ message }) => message);
};
const long = (over: number) => 'x'.repeat(TEXT_LIMITS.houseNumber + over);

describe('how long a text may be', () => {
  it('[T1.4] is said once for each', () => {
    expect(TEXT_LIMITS).toEqual({
      ...{ name: 120, company: 120, street: 120, houseNumber: 20, postcode: 10, city: 80 },
      ...{ hint: 500, email: 200, phone: 40, iban: 50, deviceName: 80, vatId: 30, fileName: 200 },
      ...{ reason: 1_000, extraWork: 500, subject: 200, words: 2_000, note: 4_000 },
      ...{ catalogTitle: 80, catalogLine: 240, catalogSummary: 400, guideText: 3_000 },
      ...{ brand: 60, searchTerm: 60, mailSubject: 200, mailBody: 4_000, mailButton: 60, bio: 600 }
    });
  });

  it('[T1.4] is measured once it is clean', () => {
    expect(tooLongBy(long(0), 'houseNumber')).toBe(0);
    expect(tooLongBy(` ${long(0)}\u200b `, 'houseNumber')).toBe(0);
    expect(tooLongBy(long(3), 'houseNumber')).toBe(3);
    expect(tooLongBy('', 'houseNumber')).toBe(0);
    expect([isFilled(long(0), 'houseNumber'), isFilled(long(1), 'houseNumber')]).toEqual([
      ...[true, false]
    ]);
    const name = 'x'.repeat(120);
    expect([isNamed(name), isNamed(`${name}x`), isNamed('…')]).toEqual([true, false, false]);
    expect(isFilled('…', 'houseNumber')).toBe(true);
  });

  it('[T1.4] an issue says by how much, and nothing else is such an issue', () => {
    expect(tooLongIn('tooLong:17')).toBe(17);
    for (const other of ['required', 'tooLong:', 'tooLong:x', 'xtooLong:1', 'tooLong:1x']) {
      expect(tooLongIn(other)).toBeUndefined();
    }
  });
});

describe('what a field takes', () => {
  const lined = ' a \r\n\n b\u200b ';
  const kinds: [string, Text, clean: string, empty: unknown][] = [
    ['a line', line('houseNumber'), 'a b', ''],
    ['words', words('houseNumber'), 'a\n\n b', ''],
    ['a line that is needed', neededLine('houseNumber'), 'a b', ['required']],
    ['words that are needed', neededWords('houseNumber'), 'a\n\n b', ['required']]
  ];
  it.each(kinds)('[T1.1, T1.2, T1.4] %s', (_what, schema, clean, empty) => {
    expect(read(schema, lined)).toBe(clean);
    expect(new Set(read(schema, ''))).toEqual(new Set(empty as string));
    expect(new Set(read(schema, ' \u200b\n'))).toEqual(new Set(empty as string));
    expect(read(schema, long(0))).toBe(long(0));
    expect(read(schema, ` ${long(0)} `)).toBe(long(0));
    expect(read(schema, long(17))).toEqual(['tooLong:17']);
    expect(read(schema, '\ud800')).toEqual(['invalid']);
    for (const other of [undefined, null, 5, {}]) expect(read(schema, other)).toEqual(['required']);
  });

  it('[T1.2] something to see is needed where something is', () => {
    const mark = '\u0301';
    expect(read(line('houseNumber'), mark)).toBe(mark);
    expect(read(neededLine('houseNumber'), mark)).toEqual(['required']);
    expect(read(neededLine('houseNumber'), '…')).toBe('…');
  });

  it('[T1.3] a name is one letter at least', () => {
    expect(read(personName, ' Lea\u200b  M. ')).toBe('Lea M.');
    expect(read(personName, 'X')).toBe('X');
    for (const none of ['…', '\u0301', '.. .'])
      expect(read(personName, none)).toEqual(['required']);
    expect(read(personName, '\ud800')).toEqual(['invalid']);
    expect(read(personName, 'x'.repeat(121))).toEqual(['tooLong:1']);
    expect(new Set(read(personName, ''))).toEqual(new Set(['required']));
  });

  it('[T1.5] what was signed stays as it is', () => {
    for (const schema of [signedLine('name'), signedName]) {
      expect(read(schema, ' Lea\n M. ')).toBe(' Lea\n M. ');
      expect(read(schema, 'x'.repeat(120))).toBe('x'.repeat(120));
      expect(read(schema, 'x'.repeat(122))).toEqual(['tooLong:2']);
      expect(read(schema, 'Le\u200ba')).toEqual(['invalid']);
      expect(read(schema, '\ud800')).toEqual(['invalid']);
      expect(read(schema, '')).toEqual(['required']);
      expect(read(schema, ' ')).toEqual(['required']);
      expect(read(schema, 5)).toEqual(['required']);
      expect(read(schema, '\u200b')).toEqual(['invalid']);
    }
    expect(read(signedLine('name'), '…')).toBe('…');
    expect(read(signedName, '…')).toEqual(['required']);
    expect(read(signedLine('houseNumber'), long(1))).toEqual(['tooLong:1']);
  });
});

describe('small questions to a text', () => {
  it('[T1.1] whether there is something that nobody sees', () => {
    expect(['a\u200b', '\u00ada', 'a\u0000'].map(hasUnseen)).toEqual([true, true, true]);
    expect(['a  b ', 'a\r\nb', 'a\tb', 'e\u0301', '', '❤️'].map(hasUnseen)).toEqual(
      Array.from({ length: 6 }, () => false)
    );
  });

  it('[T3.1] whether it is written from the right', () => {
    const right = ['\u0590', '\u08ff', '\ufb1d', '\ufdff', '\ufe70', '\ufefc', '\u{10800}'];
    for (const each of [...right, '\u{10fff}', '\u{1e800}', '\u{1efff}', 'a שלום']) {
      expect(isFromTheRight(each), each.codePointAt(0)!.toString(16)).toBe(true);
    }
    for (const each of ['\u058f', '\u0900', '\ufb1c', '\ufe6f', '\u{107ff}', '\u{11000}', '']) {
      expect(isFromTheRight(each)).toBe(false);
    }
    expect(isolated(' Rosa\n Keller ')).toBe('Rosa Keller');
  });

  it('whether it is an object with members', () => {
    expect([{}, { a: 1 }, Object.create(null)].map(isRecord)).toEqual([true, true, true]);
    expect([null, undefined, [], 'x', 5, () => 1].map(isRecord)).toEqual(
      Array.from({ length: 6 }, () => false)
    );
  });
});
