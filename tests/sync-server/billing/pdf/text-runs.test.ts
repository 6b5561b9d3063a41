import { describe, expect, it } from 'vitest';
import { visualRuns, wrapped } from '../../../../sync-server/billing/pdf/text-runs.ts';

/** Every letter is one wide. */
const widthOf = (line: string) => line.length;
const lines = (text: string, width: number) => wrapped(text, width, widthOf);

describe('[T3.2] lines', () => {
  it.each<[string, number, string[]]>([
    ['', 5, ['']],
    ['eins', 5, ['eins']],
    ['ab cd ef gh ij', 5, ['ab cd', 'ef gh', 'ij']],
    ['ab cd ef gh ij', 6, ['ab cd', 'ef gh', 'ij']],
    ['ab cd ef gh ij', 8, ['ab cd ef', 'gh ij']],
    ['a b c d e f g', 1, ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['ab  cd', 4, ['ab', 'cd']],
    ['one\ntwo three\n\nfour', 5, ['one', 'two', 'three', '', 'four']],
    ['abcdefghijk', 4, ['abcd', 'efgh', 'ijk']],
    ['x abcdefghij y', 4, ['x', 'abcd', 'efgh', 'ij y']],
    ['ab cdefghij', 4, ['ab', 'cdef', 'ghij']],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 11, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
    ['ab', 0, ['a', 'b']]
  ])('of %j, no wider than %i', (text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });
});

describe('[T3.3] a line of mixed writing', () => {
  const [ALEF, BET, GIMEL] = ['א', 'ב', 'ג'];
  const fontOf = (character: string, before: string | undefined) => {
    if (character === '?') return undefined;
    if (/[\u0590-\u05ff]/.test(character)) return 'hebrew';
    return before === 'hebrew' && /[\s\d()]/.test(character) ? before : 'inter';
  };
  const runs = (line: string) => visualRuns(line, fontOf).map(({ text, font }) => [text, font]);

  it('of one font and direction is one piece', () => {
    expect(runs('Rosa Keller 7')).toEqual([['Rosa Keller 7', 'inter']]);
    expect(runs('')).toEqual([]);
    expect(runs(`${ALEF}${BET} ${GIMEL}`)).toEqual([[`${ALEF}${BET} ${GIMEL}`, 'hebrew']]);
  });

  it('runs from the left, what is from the right within it is turned round', () => {
    expect(runs(`a ${ALEF}${BET} b`)).toEqual([
      ['a ', 'inter'],
      [`${ALEF}${BET}`, 'hebrew'],
      [' ', 'hebrew'],
      ['b', 'inter']
    ]);
    // Figures between words from the right stay figures, and stand before them.
    expect(runs(`${ALEF} 12 ${BET}`)).toEqual([
      [` ${BET}`, 'hebrew'],
      ['12', 'hebrew'],
      [`${ALEF} `, 'hebrew']
    ]);
    expect(runs(`${ALEF}x${BET}`)).toEqual([
      [ALEF, 'hebrew'],
      ['x', 'inter'],
      [BET, 'hebrew']
    ]);
  });

  it('brackets are turned with what they are round, marks of direction are not drawn', () => {
    expect(runs(`${ALEF} (${BET}) ${GIMEL}`)).toEqual([[`${ALEF} )${BET}( ${GIMEL}`, 'hebrew']]);
    expect(runs(`\u2068${ALEF}${BET}\u2069 ok`)).toEqual([
      [`${ALEF}${BET}`, 'hebrew'],
      [' ', 'hebrew'],
      ['ok', 'inter']
    ]);
    expect(runs(`\u2068Rosa\u2069`)).toEqual([['Rosa', 'inter']]);
  });

  it('what no font has goes with the one before', () => {
    expect(runs('a?b')).toEqual([['a?b', 'inter']]);
    expect(runs('?')).toEqual([['?', 'inter regular']]);
  });
});
