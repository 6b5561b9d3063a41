import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { visualRuns, wrapped } from '../../../sync-server/billing/pdf/text-runs.ts';
import { renderInvoicePdf } from '../../../sync-server/billing/pdf/render-invoice-pdf.ts';
import { anInvoice } from '../../support/an-invoice.ts';
import { aJob } from '../../support/builders.ts';
import { pdfText } from '../../support/pdf-text.ts';

const [HEBREW, ARABIC] = ['יעל כהן', 'محمد الأحمد'];

async function invoiceOf(name: string): Promise<Buffer> {
  const { customer } = aJob();
  const invoice = await anInvoice(
    { customer: { ...customer, name } },
    { kind: 'directDebit', accountHolder: name, iban: 'CH93 0076 2011 6238 5295 7' }
  );
  return renderInvoicePdf(invoice);
}

/** Glyph 0 is the box that a font draws for what it has not. */
function boxesIn(pdf: Buffer): number {
  const streams = [
    ...pdf.toString('latin1').matchAll(/FlateDecode[\s\S]*?stream\n([\s\S]*?)\nendstream/g)
  ];
  const contents = streams.flatMap(([, bytes]) => {
    try {
      return [inflateSync(Buffer.from(bytes!, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  const shown = contents.filter((each) => each.includes(' TJ'));
  expect(shown.length).toBeGreaterThan(0);
  const glyphs = shown.flatMap((each) =>
    [...each.matchAll(/\[((?:<[^>]*>|[^\]<])*)\] TJ/g)].flatMap(([, row]) =>
      [...row!.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
    )
  );
  return glyphs.filter((glyph) => glyph === '0000').length;
}

describe('[T3.3] a name on an invoice', () => {
  it.each([
    ['Latin', 'Rosa Keller'],
    ['Polish', 'Żółć Łukasz'],
    ['Vietnamese', 'Nguyễn Thị Hương'],
    ['Greek', 'Γιώργος Παπαδόπουλος'],
    ['Cyrillic', 'Наталія Шевченко'],
    ['Hebrew', HEBREW],
    ['Arabic', ARABIC],
    ['Persian', 'می‌خواهم'],
    ['mixed', `Dr. ${ARABIC} (Müller) 12`],
    ['Chinese', '王伟'],
    ['Georgian', 'ნინო ბერიძე'],
    ['Tamil', 'தமிழ்ச்செல்வி'],
    ['an emoji', 'Rosa 👩‍👩‍👧‍👦']
  ])('in %s letters is drawn without a box', async (_script, name) => {
    const pdf = await invoiceOf(name);
    expect(boxesIn(pdf)).toBe(0);
  });

  it('that no font has is written in plain letters', async () => {
    const [page] = pdfText(await invoiceOf('王伟'));
    expect(page).toContain('WangWei');
  });

  it('is read as it is written, whatever was drawn before it with the same glyphs', async () => {
    const ukrainian = 'Марʼяна \u2126';
    const german = 'Claus’ Ω';
    for (const name of [ukrainian, german, ukrainian]) {
      const [page] = pdfText(await invoiceOf(name));
      expect(page).toContain(name);
    }
  });
});

describe('[T3.1] the sentence round a name on an invoice', () => {
  let page: string;
  beforeAll(async () => {
    [page = ''] = pdfText(await invoiceOf(HEBREW));
  });

  it('keeps its direction', () => {
    const turned = [...HEBREW].reverse().join('');
    const read = page.replace(/\s+/g, ' ');
    expect(read).toContain('Guten Tag');
    expect(read).toMatch(new RegExp(`Guten Tag\\s+${turned}\\s*,`));
    expect(read).toContain(
      'Wir ziehen CHF 83.90 von Ihrem Konto mit den letzten vier Stellen 2957'
    );
    expect(read).toMatch(/\( .{3} .{3} \)\. Sie müssen nichts tun\./);
  });
});

describe('a line of mixed writing', () => {
  const fontOf = (character: string) => (/[\u0590-\u05ff]/.test(character) ? 'hebrew' : 'latin');
  const shown = (line: string) => visualRuns(line, fontOf).map(({ text }) => text);

  it('is drawn from the left, run by run', () => {
    expect(shown('Guten Tag \u2068אבג\u2069, willkommen')).toEqual([
      ...['Guten Tag ', 'אבג', ', willkommen']
    ]);
    // Two words from the right and the figure between them: the first stands at the right.
    expect(shown('\u2068אבג 12 דהו\u2069!').join('|')).toBe('דהו| |12| |אבג|!');
  });

  it('turns the brackets round that stand in it', () => {
    expect(shown('\u2068א (b) ג\u2069').join('')).toBe('ג (b) א');
  });

  it('is broken at spaces, and inside a word only where that is wider alone', () => {
    const width = (text: string) => text.length;
    expect(wrapped('eins zwei drei', 9, width)).toEqual(['eins zwei', 'drei']);
    expect(wrapped('a\nb', 9, width)).toEqual(['a', 'b']);
    expect(wrapped('x'.repeat(20), 8, width)).toEqual(['xxxxxxxx', 'xxxxxxxx', 'xxxx']);
    expect(wrapped('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 11, width)).toEqual(['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']);
  });
});
