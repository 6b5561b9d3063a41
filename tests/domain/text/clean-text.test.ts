import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanWords, isName, isVisible } from '#domain/text/clean-text.ts';
import { isolated, isolatedWords } from '#domain/text/foreign-text.ts';

/** As they come with numbers from contact books, from word processors, from web pages and by malice. */
const UNSEEN = [
  ...['\u0000', '\u0007', '\u001b', '\u007f', '\u0080', '\u009f', '\u00ad', '\u034f', '\u061c'],
  ...['\u115f', '\u1160', '\u17b4', '\u180e', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f'],
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2060', '\u2061', '\u2064', '\u2066'],
  ...['\u2067', '\u2068', '\u2069', '\u206a', '\u206f', '\u2800', '\u3164', '\ufe0f', '\ufeff'],
  ...['\uffa0', '\ufff9', '\ufffb', '\ufffc', '\uffff', '\u{1d173}', '\u{e0001}', '\u{e0020}']
];
const code = (character: string) => `U+${character.codePointAt(0)!.toString(16)}`;

describe('[T1.1] what nobody sees', () => {
  it.each(UNSEEN.map((each) => [code(each), each]))('%s is taken out', (_code, character) => {
    expect(cleanLine(`Ro${character}sa${character} Keller${character}`)).toBe('Rosa Keller');
    expect(cleanWords(`${character}Ro${character}sa`)).toBe('Rosa');
    expect(isVisible(character.repeat(3))).toBe(false);
    expect(isName(` ${character}\n`)).toBe(false);
  });

  it.each([
    ['a family', '👩‍👩‍👧‍👦'],
    ['a shrug with a colour', '🤷🏽‍♀️'],
    ['a heart', '❤️'],
    ['a key', '1️⃣'],
    ['a Persian word', 'می‌خواهم'],
    ['a Hindi word', 'क्‍ष'],
    ['a Japanese family name', '辻\u{e0100}'],
    ['a Dutch name', 'Zoë van ’t Hoff'],
    ['a Polish one', 'Łukasz Żółć'],
    ['a Hebrew one', 'יַעֲקֹב'],
    ['an address', 'Haus 3/4, 2. OG – links']
  ])('stays where it is part of %s', (_what, text) => {
    expect(cleanLine(text)).toBe(text.normalize('NFC'));
    expect(isVisible(text)).toBe(true);
  });

  it('leaves one form of each letter', () => {
    expect(cleanLine('Mu\u0308ller')).toBe('Müller');
    expect(cleanLine('Mu\u200b\u0308ller')).toBe('Müller');
  });

  it('keeps the lines of a text and the words of a line', () => {
    expect(cleanWords(' a\r\nb\rc\u2028d\te  \n\n f \n')).toBe('a\nb\nc\nd e\n\n f');
    expect(cleanLine('  Rosa \u00a0\t Maria\n Keller ')).toBe('Rosa Maria Keller');
  });

  it.each(['\u0301\u094d\u200d\u0915', '\u0915\u0301\u{E0100}\u094d\u200c\u0915'])(
    'is done once and for all where marks change places: %j',
    (text) => {
      expect(cleanWords(cleanWords(text))).toBe(cleanWords(text));
    }
  );

  it('is done once and for all', () => {
    const character = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom(
        ...UNSEEN,
        ' ',
        '\n',
        '\r',
        'e',
        '\u0308',
        '❤',
        '👩',
        'م',
        'ह',
        '\u094d',
        '\u0301',
        '\u200d',
        '\u{E0100}'
      )
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 12 }), (characters) => {
        const text = characters.join('');
        const [line, words] = [cleanLine(text), cleanWords(text)];
        return cleanLine(line) === line && cleanWords(words) === words && cleanLine(words) === line;
      }),
      { numRuns: 2_000 }
    );
  });
});

describe('[T1.3] a name', () => {
  it.each(['X', '李', 'Ö', 'é', '5', 'X Æ A-12'])('is %j', (text) => {
    expect(isName(text)).toBe(true);
  });

  it.each(['', ' ', '.', '—', '\u0301', '\u200b\u200b'])('is not %j', (text) => {
    expect(isName(text)).toBe(false);
  });
});

describe('[T3.1] words inside a sentence of ours', () => {
  it('are shut off where they are written from the right, and as they are elsewhere', () => {
    expect(isolated('Rosa Keller')).toBe('Rosa Keller');
    expect(isolated('יעל כהן')).toBe('\u2068יעל כהן\u2069');
    expect(isolated('Dr. محمد')).toBe('\u2068Dr. محمد\u2069');
    expect(isolatedWords('hello\nשלום')).toBe('hello\n\u2068שלום\u2069');
  });

  it('bring no mark of direction of their own', () => {
    expect(isolated('Rosa\u202e rellek')).toBe('Rosa rellek');
    expect(isolated('א\u2069\u202eב')).toBe('\u2068אב\u2069');
  });
});
