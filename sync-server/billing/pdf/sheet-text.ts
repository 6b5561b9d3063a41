// Text on the sheet. What one font of ours draws from the left is pdfkit's; other writing is laid
// out here, because pdfkit would take the direction of the first letter for the whole line.
import { isFromTheRight } from '#domain/text/foreign-text.ts';
import { drawable, ownFont, type Fonts, type Weight } from './fonts.ts';
import { visualRuns, wrapped } from './text-runs.ts';

export const INK = { text: '#1C1A17', muted: '#5C564E', line: '#D8CFC2', brand: '#A63C12' };
const MM = 72 / 25.4;

export interface TextStyle {
  size?: number;
  weight?: Weight;
  color?: string;
  /** mm; text wraps inside. */
  width?: number;
  /** What stands at the right is a figure and gets figures of one width. */
  align?: 'left' | 'right';
  /** Structure element that it belongs to; without one it is decoration and not read aloud. */
  parent?: PDFKit.PDFStructureElement | null;
  tag?: string;
  /** Between lines, in points. */
  gap?: number;
}

export interface SheetText {
  /** As it will be drawn, which is what a reader hears. */
  shown: string;
  /** mm */
  height: number;
  /** At (x, y) mm, y being the top of the line. */
  draw(x: number, y: number): void;
}

/** Sets the font; what else pdfkit has to know of a text. */
function optionsOf(doc: PDFKit.PDFDocument, style: TextStyle): PDFKit.Mixins.TextOptions {
  doc.font(ownFont(style.weight ?? 'regular')).fontSize(style.size ?? 9.5);
  return {
    width: style.width === undefined ? undefined : style.width * MM,
    align: style.align ?? 'left',
    lineGap: style.gap ?? 2.5,
    lineBreak: style.width !== undefined,
    features: style.align === 'right' ? ['tnum', 'kern'] : ['kern']
  };
}

export function sheetText(
  doc: PDFKit.PDFDocument,
  fonts: Fonts,
  text: string,
  style: TextStyle
): SheetText {
  const weight = style.weight ?? 'regular';
  const shown = drawable(text, weight, fonts);
  const isOurs = ![...shown.replaceAll('\n', '')].some(
    (each) => isFromTheRight(each) || fonts.of(each, weight, undefined) !== ownFont(weight)
  );
  if (!isOurs && shown.trim() !== '') return mixedText(doc, fonts, shown, style);
  return {
    shown,
    height: doc.heightOfString(shown, optionsOf(doc, style)) / MM,
    draw: (x, y) => {
      const options = optionsOf(doc, style);
      doc.fillColor(style.color ?? INK.text).text(shown, x * MM, y * MM, options);
    }
  };
}

function mixedText(
  doc: PDFKit.PDFDocument,
  fonts: Fonts,
  shown: string,
  style: TextStyle
): SheetText {
  const weight = style.weight ?? 'regular';
  const { width = Infinity, lineGap = 0, features } = optionsOf(doc, style);
  const lineHeight = doc.currentLineHeight(true) + lineGap;
  const size = style.size ?? 9.5;
  const runsOf = (line: string) =>
    visualRuns(line, (character, before) => fonts.of(character, weight, before)).map((run) => ({
      ...run,
      width: doc.font(run.font).fontSize(size).widthOfString(run.text, { features })
    }));
  const widthOf = (line: string) => runsOf(line).reduce((sum, run) => sum + run.width, 0);
  const lines = wrapped(shown, width, widthOf);

  function drawLine(line: string, left: number, baseline: number) {
    let at = left + (style.align === 'right' ? width - widthOf(line) : 0);
    for (const run of runsOf(line)) {
      const options = { lineBreak: false, baseline: 'alphabetic', features } as const;
      doc
        .font(run.font)
        .fontSize(size)
        .fillColor(style.color ?? INK.text);
      doc.text(run.text, at, baseline, options);
      at += run.width;
    }
  }
  return {
    shown,
    height: (lines.length * lineHeight) / MM,
    draw: (x, y) => {
      const first = y * MM + fonts.baseline(weight) * size;
      lines.forEach((line, index) => drawLine(line, x * MM, first + index * lineHeight));
    }
  };
}
