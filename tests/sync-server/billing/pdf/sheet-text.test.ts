import PDFDocument from 'pdfkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFonts, type Fonts } from '../../../../sync-server/billing/pdf/fonts.ts';
import { invoiceFormat } from '../../../../sync-server/billing/pdf/invoice-format.ts';
import { INK, sheetText, type TextStyle } from '../../../../sync-server/billing/pdf/sheet-text.ts';

const MM = 72 / 25.4;
const [HEBREW, YES] = ['יעל כהן', 'כן'];
let doc: PDFKit.PDFDocument;
let fonts: Fonts;
beforeEach(() => {
  doc = new PDFDocument({ size: 'A4', margin: 0 });
  fonts = openFonts(doc);
});

interface Drawn {
  text: string;
  x: number;
  y: number;
  options: PDFKit.Mixins.TextOptions;
  font: string;
  size: number;
  color: string;
}
/** What is handed to pdfkit, with the font, size and colour that hold by then. */
function drawnOf(text: string, style: TextStyle, x = 10, y = 20) {
  const sheet = sheetText(doc, fonts, text, style);
  const drawn: Drawn[] = [];
  const state = { font: '', size: 0, color: '' };
  const set = (name: 'font' | 'fontSize' | 'fillColor', to: keyof typeof state) => {
    const real = doc[name].bind(doc) as (...given: unknown[]) => unknown;
    vi.spyOn(doc, name).mockImplementation((...given: unknown[]) => {
      Object.assign(state, { [to]: given[0] });
      real(...given);
      return doc;
    });
  };
  set('font', 'font');
  set('fontSize', 'size');
  set('fillColor', 'color');
  vi.spyOn(doc, 'text').mockImplementation(((
    shown: string,
    left: number,
    top: number,
    options: object
  ) => {
    drawn.push({ text: shown, x: left, y: top, options, ...state });
    return doc;
  }) as never);
  sheet.draw(x, y);
  vi.restoreAllMocks();
  return { ...sheet, drawn };
}
afterEach(() => vi.restoreAllMocks());
const widthOf = (
  text: string,
  font: string,
  size: number,
  features: PDFKit.Mixins.OpenTypeFeatures[]
) => doc.font(font).fontSize(size).widthOfString(text, { features });
const PLAIN = {
  width: undefined,
  align: 'left',
  lineGap: 2.5,
  lineBreak: false,
  features: ['kern']
};

describe('text in a font of ours', () => {
  it('is pdfkit’s to draw, as small and dark as it is where nothing is said', () => {
    const { drawn, shown, height } = drawnOf('Rosa Keller', {});
    expect(drawn).toEqual([
      {
        ...{ text: 'Rosa Keller', x: 10 * MM, y: 20 * MM, options: PLAIN },
        ...{ font: 'inter regular', size: 9.5, color: '#1C1A17' }
      }
    ]);
    expect(shown).toBe('Rosa Keller');
    doc.font('inter regular').fontSize(9.5);
    expect(height).toBeCloseTo(doc.heightOfString('Rosa Keller', { lineGap: 2.5 }) / MM, 6);
    expect(drawnOf(' ', {}).drawn).toHaveLength(1);
  });

  it('as it is said: size, weight, colour, width, side and gap', () => {
    const style = { size: 12, weight: 'bold', color: INK.brand, width: 30, gap: 4 } as const;
    const [only] = drawnOf('eins\nzwei', { ...style, align: 'right' }).drawn;
    expect(only).toMatchObject({
      ...{ font: 'inter bold', size: 12, color: '#A63C12' },
      options: {
        ...{ width: 30 * MM, align: 'right', lineGap: 4, lineBreak: true },
        features: ['tnum', 'kern']
      }
    });
    expect(INK).toEqual({
      ...{ text: '#1C1A17', muted: '#5C564E', line: '#D8CFC2', brand: '#A63C12' }
    });
  });
});

describe('[T3.3] text that needs another font', () => {
  const options = { lineBreak: false, baseline: 'alphabetic', features: ['kern'] };

  it('is drawn piece by piece from the left, on one line of letters', () => {
    const { drawn, shown } = drawnOf(`Dr. ${HEBREW} 7`, { size: 10, color: INK.muted });
    const top = 20 * MM + fonts.baseline('regular') * 10;
    expect(drawn.map(({ text, font }) => [text, font])).toEqual([
      ['Dr. ', 'inter regular'],
      ['7', 'noto-sans-hebrew regular'],
      [`${HEBREW} `, 'noto-sans-hebrew regular']
    ]);
    expect(drawn.map(({ text }) => text).join('').length).toBe(shown.length);
    expect(drawn[0]).toEqual({
      ...{ text: 'Dr. ', x: 10 * MM, y: top, options, font: 'inter regular', size: 10 },
      color: '#5C564E'
    });
    let at = 10 * MM;
    for (const each of drawn) {
      expect([each.x, each.y]).toEqual([at, top]);
      at += widthOf(each.text, each.font, 10, ['kern']);
    }
  });

  it('at the right it ends at the edge', () => {
    const { drawn } = drawnOf(`12 ${YES}`, { align: 'right', width: 40, size: 9 });
    const features = ['tnum', 'kern'] as PDFKit.Mixins.OpenTypeFeatures[];
    const widths = drawn.map(({ text, font }) => widthOf(text, font, 9, features));
    const whole = widths.reduce((sum, each) => sum + each, 0);
    expect(drawn[0]!.x).toBeCloseTo(10 * MM + 40 * MM - whole, 6);
    expect(drawn.at(-1)!.x + widths.at(-1)!).toBeCloseTo(50 * MM, 6);
    expect(drawn[0]!.options).toEqual({ ...options, features });
    expect(drawn[0]).toMatchObject({ size: 9, color: '#1C1A17' });
    const left = drawnOf(`12 ${YES}`, { width: 40, size: 9 }).drawn;
    expect(left[0]!.x).toBe(10 * MM);
  });

  it('has a line of its own for each that it is broken into', () => {
    const style = { width: 12, size: 9, gap: 3, weight: 'medium' } as const;
    const { drawn, height } = drawnOf(`${YES} ${YES} ${YES} ${YES} ${YES} ${YES}`, style);
    doc.font('inter medium').fontSize(9);
    const lineHeight = doc.currentLineHeight(true) + 3;
    const tops = [...new Set(drawn.map(({ y }) => y))];
    expect(tops.length).toBeGreaterThan(1);
    const first = 20 * MM + fonts.baseline('medium') * 9;
    tops.forEach((top, index) => expect(top).toBeCloseTo(first + index * lineHeight, 6));
    expect(height).toBeCloseTo((tops.length * lineHeight) / MM, 6);
    const lines = drawnOf(`${YES}\n${YES}`, { size: 9 });
    expect(new Set(lines.drawn.map(({ y }) => y)).size).toBe(2);
  });

  it('one letter is enough, in the weight that is asked for', () => {
    expect(drawnOf('Rosa ש', { weight: 'bold' }).drawn.map(({ font }) => font)).toEqual([
      ...['inter bold', 'noto-sans-hebrew bold']
    ]);
    expect(drawnOf('\u2068Rosa\u2069', {}).shown).toBe('\u2068Rosa\u2069');
  });
});

describe('days on an invoice', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each(['Pacific/Honolulu', 'Pacific/Auckland'])(
    '[R24.4] are those of the invoice, wherever the machine stands: %s',
    (timeZone) => {
      process.env.TZ = timeZone;
      const market = { market: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin' } as const;
      const format = invoiceFormat({ ...market, language: 'de' });
      expect(format.day('2026-06-10')).toBe('10. Juni 2026');
      expect(format.moment(Date.parse('2026-06-10T22:30:00Z'))).toBe('11. Juni 2026 um 00:30');
      expect(format.rate(1_905)).toMatch(/^19,05\s%$/);
      expect([format.amount(5), format.amount(100_000)]).toEqual(['0,05', '1.000,00']);
    }
  );
});
