import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanEmail, isEmail, mailHref } from '#domain/text/email-address.ts';
import { aMailCatcher, type MailCatcher } from '../../support/mail-catcher.ts';

let catcher: MailCatcher;
beforeAll(async () => {
  catcher = await aMailCatcher();
});
afterAll(() => catcher.close());

/** To whom nodemailer would send it. */
async function recipientsOf(to: string): Promise<string[]> {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { envelope } = await transport.sendMail({ from: 'a@mila.example', to, text: '' });
  return envelope.to as string[];
}

/** What people type, paste and try. */
const ADDRESSES = [
  ...['rosa@example.org', 'Rosa.Keller+mila@sub.example.co.uk', "o'neil@example.ie", 'x@y.ch'],
  ...['rosa@müller.example', 'rosa@xn--mller-kva.example', 'a{b}~|c@example.org'],
  ...['a(b)@example.org', '(a)b@example.org', 'a@(b)example.org', 'a@example.org(b)'],
  ...['a@evil.example(b)@example.org', 'a@evil.example, b@example.org', 'a;b@example.org'],
  ...['Rosa <rosa@example.org>', '<rosa@example.org>', 'group:a@example.org;', 'a\\@b@example.org'],
  ...['"a b"@example.org', '"a@evil.example"@example.org', 'a..b@example.org', '.a@example.org'],
  ...['a.@example.org', 'a b@example.org', 'a@exam ple.org', 'a@b@example.org', 'a@example'],
  ...['a@example..org', 'a@-example.org', 'a@example.org.', 'a@[127.0.0.1]', 'a@127.0.0.1'],
  ...['a@example.org\r\nbcc: b@example.org', 'a%b@example.org', 'ü@example.org', 'a@exa_mple.org']
];

describe('a mail address', () => {
  it.each(ADDRESSES)('[T2.3] %j that is accepted is where the mail goes', async (typed) => {
    const address = cleanEmail(typed);
    if (isEmail(address)) expect(await recipientsOf(address)).toEqual([address]);
  });

  it('[T2.3] is so whatever stands in it', async () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'B',
        '9',
        'ü',
        'ß',
        '李',
        '@',
        '@',
        '.',
        '.',
        ',',
        ';',
        ':',
        '<',
        '>',
        '(',
        ')',
        '[',
        ']'
      ],
      ...[
        '"',
        "'",
        '\\',
        '/',
        ' ',
        '\t',
        '\n',
        '\u0000',
        '\u200b',
        '\u202e',
        '-',
        '_',
        '+',
        '%',
        '!'
      ],
      ...['ex.org', '@ex.org', '@ex.org', 'mailto:', '=?utf-8?q?a?=', '｡', '．', '＠']
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
        const address = cleanEmail(pieces.join(''));
        expect(cleanEmail(address)).toBe(address);
        if (isEmail(address)) expect(await recipientsOf(address)).toEqual([address]);
      }),
      { numRuns: 1_500 }
    );
  });

  it.each([
    ['rosa@example.org', true],
    ["o'neil+mila@example.ie", true],
    ['rosa@müller.example', true],
    ['  \u200erosa@example.org\u200f ', true],
    ['mailto:rosa@example.org', true],
    ['a(b)@example.org', false],
    ['Rosa <rosa@example.org>', false],
    ['a@example.org, b@example.org', false],
    ['"a b"@example.org', false],
    ['a..b@example.org', false],
    ['rosa@example', false],
    ['rosa', false]
  ])('[T2.3] %j: taken is %s', (typed, isTaken) => {
    expect(isEmail(cleanEmail(typed))).toBe(isTaken);
  });

  it('[T2.3] is handed to the mail server as it is, and nothing in it makes a second one', async () => {
    const send = (to: string) => catcher.mail.send({ to, subject: 's', text: 't' });
    await send('rosa+a%b@example.org');
    await send("O'Neil@Example.org");
    expect(catcher.recipients).toEqual([['rosa+a%b@example.org'], ["O'Neil@example.org"]]);
    for (const to of ['a(b)@example.org', 'a@example.org, b@example.org', 'Rosa <a@example.org>']) {
      await expect(send(to)).rejects.toMatchObject({ responseCode: 553 });
    }
    expect(catcher.recipients).toHaveLength(2);
  });

  it('is written to by a link that opens nothing else', () => {
    expect(mailHref('rosa@example.org')).toBe('mailto:rosa@example.org');
    expect(mailHref('a?cc=b&c#d@example.org', 'A & B')).toBe(
      'mailto:a%3Fcc%3Db%26c%23d@example.org?subject=A%20%26%20B'
    );
  });
});
