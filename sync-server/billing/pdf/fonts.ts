// Which font draws a character: the house's own, else that of its script. What none of them has is
// written in plain letters, so that nobody gets an invoice with boxes for a name.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import anyAscii from 'any-ascii';

const require = createRequire(import.meta.url);
const WEIGHTS = {
  regular: '400Regular',
  medium: '500Medium',
  bold: '600SemiBold',
  /** For name and title: the cut that headlines have on screens. */
  display: '700Bold'
} as const;
export type Weight = keyof typeof WEIGHTS;

/** By package and by what its files are called; asked in this order. */
const FAMILIES = [
  ['inter', 'Inter'],
  ['bricolage-grotesque', 'BricolageGrotesque'],
  ['noto-sans-arabic', 'NotoSansArabic'],
  ['noto-sans-hebrew', 'NotoSansHebrew']
] as const;

/** The house's own font of that weight, as pdfkit knows it. */
export const ownFont = (weight: Weight): string =>
  weight === 'display' ? 'bricolage-grotesque display' : `inter ${weight}`;

/** Which others are asked for what that one has not; no other family has a display cut. */
function namesFor(weight: Weight): string[] {
  const plain = weight === 'display' ? 'bold' : weight;
  const others = FAMILIES.filter(([family]) => family !== 'bricolage-grotesque');
  return [...new Set([ownFont(weight), ...others.map(([family]) => `${family} ${plain}`)])];
}

/** What of pdfkit's font is not in its types. */
interface DrawingFont {
  font: {
    hasGlyphForCodePoint(point: number): boolean;
    /** Those drawn so far, each with the letters that it was first drawn for. */
    _glyphs: Record<number, unknown>;
  };
  /** Thousandths of the size. */
  ascender: number;
}

export interface Fonts {
  /** The name under which pdfkit knows it; the one before where that has the character too. */
  of(character: string, weight: Weight, before: string | undefined): string | undefined;
  /** From the top of a line to where its letters stand, in sizes. */
  baseline(weight: Weight): number;
}

export function openFonts(doc: PDFKit.PDFDocument): Fonts {
  const known = new Map<string, DrawingFont>();
  const fontOf = (name: string): DrawingFont => {
    const font = known.get(name) ?? load(doc, name);
    known.set(name, font);
    return font;
  };
  const has = (name: string, character: string) =>
    fontOf(name).font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
  return {
    of(character, weight, before) {
      if (before && has(before, character)) return before;
      return namesFor(weight).find((name) => has(name, character));
    },
    baseline: (weight) => fontOf(ownFont(weight)).ascender / 1000
  };
}

/**
 * As pdfkit has parsed them, once a process: that is half the work of a sheet. Each document takes
 * its own subset, and begins with no glyphs: one that stands for two letters (’ and ʼ) would be
 * read in every later document as what it was in the first. A sheet is drawn in one go, so that no
 * other one begins in between.
 */
const parsed = new Map<string, DrawingFont['font']>();

/** Only those that a document needs are read. */
function load(doc: PDFKit.PDFDocument, name: string): DrawingFont {
  // A parsed one is taken as well, which is not in its types.
  doc.registerFont(name, (parsed.get(name) as unknown as Buffer | undefined) ?? contentOf(name));
  doc.font(name);
  const drawing = (doc as unknown as { _font: DrawingFont })._font;
  drawing.font._glyphs = {};
  parsed.set(name, drawing.font);
  return drawing;
}

function contentOf(name: string): Buffer {
  const [family, weight] = name.split(' ') as [string, Weight];
  const file = FAMILIES.find(([each]) => each === family)![1];
  const { [weight]: cut } = WEIGHTS;
  return readFileSync(require.resolve(`@expo-google-fonts/${family}/${cut}/${file}_${cut}.ttf`));
}

/** The text as these fonts can draw it. */
export function drawable(text: string, weight: Weight, fonts: Fonts): string {
  return [...text]
    .map((character) =>
      /[\n\u2066-\u2069]/.test(character) || fonts.of(character, weight, undefined)
        ? character
        : anyAscii(character)
    )
    .join('');
}
