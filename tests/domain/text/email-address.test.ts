import { describe, expect, it } from 'vitest';
import { cleanEmail, isEmail, mailHref } from '#domain/text/email-address.ts';

const long = (length: number) => 'x'.repeat(length);

describe('a mail address', () => {
  it.each([
    ...['rosa@example.org', "o'neil+mila@example.ie", 'x@y.ch', 'A.B@Example.ORG', '_@a.bc'],
    ...['a!#$%&*+/=?^`{|}~-9@example.org', 'a@1-2.example', 'a@xn--mller-kva.xn--p1ai'],
    ...[`a@${long(63)}.org`, `a@${`${long(62)}.`.repeat(4)}x`.replace(/x$/, 'de').slice(0, 253)]
  ])('[T2.3] is %s', (address) => {
    expect(isEmail(address)).toBe(true);
  });

  it.each([
    ...['', '@', 'rosa', '@example.org', 'rosa@', 'rosa@example', 'a..b@example.org'],
    ...['.a@example.org', 'a.@example.org', 'a b@example.org', '"a"@example.org', 'ü@example.org'],
    ...['a@b@example.org', 'a@example..org', 'a@.example.org', 'a@example.org.', 'a@exa_mple.org'],
    ...['a@-example.org', 'a@example-.org', 'a@example.o', 'a@example.1', 'a@127.0.0.1'],
    ...[
      'a@müller.example',
      'a@example.xn--',
      'a@example.o-g',
      `a@${long(64)}.org`,
      'a@exam ple.org'
    ],
    ...[`a@${'xxx.'.repeat(63)}de`, 'a,b@example.org', '<a@example.org>', 'xa@example.org\u007f']
  ])('[T2.3] is not %j', (text) => {
    expect(isEmail(text)).toBe(false);
  });

  it('[T2.3] has a domain of 253 letters at most', () => {
    const domain = (length: number) => `${'xxx.'.repeat(62)}${long(length - 248)}`;
    expect([isEmail(`a@${domain(253)}`), isEmail(`a@${domain(254)}`)]).toEqual([true, false]);
  });

  it.each([
    ['  rosa@example.org\n', 'rosa@example.org'],
    ['Ro\u200bsa@Example.ORG', 'Rosa@example.org'],
    ['mailto:rosa@example.org', 'rosa@example.org'],
    ['MAILTO: mailto:rosa@example.org', 'rosa@example.org'],
    ['rosa@müller.example', 'rosa@xn--mller-kva.example'],
    ['rosa@example.рф', 'rosa@example.xn--p1ai'],
    // What is none stays as it was typed, for somebody to see.
    ['Rosa@Example', 'Rosa@Example'],
    ['@Example.ORG', '@Example.ORG'],
    ['a mailto:b@Example.org', 'a mailto:b@example.org'],
    ['Rosa <rosa@Example.org>', 'Rosa <rosa@Example.org>'],
    ['a@b@Example.org', 'a@b@example.org'],
    ['a@xn--Ü.example', 'a@xn--Ü.example'],
    ['', '']
  ])('[T2.3] %j is kept as %j', (typed, kept) => {
    expect(cleanEmail(typed)).toBe(kept);
  });

  it('[T2.3] a link writes to it alone, with a subject where there is one', () => {
    expect(mailHref('rosa@example.org')).toBe('mailto:rosa@example.org');
    expect(mailHref(' Rosa@Example.org ', 'Hallo & Gruß')).toBe(
      'mailto:Rosa@example.org?subject=Hallo%20%26%20Gru%C3%9F'
    );
    expect(mailHref('a?bcc=b@example.org')).toBe('mailto:a%3Fbcc%3Db@example.org');
  });
});
