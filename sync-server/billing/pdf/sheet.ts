// Drawing on A4 in millimetres, tagged for screen readers. The page is laid out by position, so
// nothing of pdfkit's own flow is used: it would begin pages by itself in the middle of a row.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

export const PAGE = { width: 210, height: 297, left: 25, right: 190, top: 20, bottom: 262 };
export const INK = { text: '#1C1A17', muted: '#5C564E', line: '#D8CFC2', brand: '#A63C12' };

const MM = 72 / 25.4;
const require = createRequire(import.meta.url);
const fontFile = (name: string) =>
  readFileSync(require.resolve(`@expo-google-fonts/inter/${name}.ttf`));
const FONTS = {
  regular: fontFile('400Regular/Inter_400Regular'),
  medium: fontFile('500Medium/Inter_500Medium'),
  bold: fontFile('600SemiBold/Inter_600SemiBold')
};
export type Weight = keyof typeof FONTS;

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

export interface Sheet {
  doc: PDFKit.PDFDocument;
  root: PDFKit.PDFStructureElement;
  /** Draws at (x, y) mm, y being the top of the line; returns the y below it. */
  text(text: string, x: number, y: number, style?: TextStyle): number;
  heightOf(text: string, style?: TextStyle): number;
  rule(x1: number, y: number, x2: number, color?: string, width?: number): void;
  /** A structure element below `parent` (the document by default). */
  element(type: string, parent?: PDFKit.PDFStructureElement): PDFKit.PDFStructureElement;
  artifact(draw: () => void): void;
  addPage(): void;
  finish(): Promise<Buffer>;
}

interface SheetInfo {
  title: string;
  author: string;
  subject: string;
  language: string;
  createdAt: number;
}

function openDocument(info: SheetInfo): PDFKit.PDFDocument {
  const createdAt = new Date(info.createdAt);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: info.language,
    displayTitle: true,
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      Creator: 'Mila Onsite',
      Producer: 'Mila Onsite',
      CreationDate: createdAt,
      ModDate: createdAt
    }
  });
  for (const [weight, file] of Object.entries(FONTS)) doc.registerFont(weight, file);
  return doc;
}

function contentOf(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

/** Sets the font; what else pdfkit has to know of a text. */
function optionsOf(doc: PDFKit.PDFDocument, style: TextStyle): PDFKit.Mixins.TextOptions {
  doc.font(style.weight ?? 'regular').fontSize(style.size ?? 9.5);
  return {
    width: style.width === undefined ? undefined : style.width * MM,
    align: style.align ?? 'left',
    lineGap: style.gap ?? 2.5,
    lineBreak: style.width !== undefined,
    features: style.align === 'right' ? ['tnum', 'kern'] : ['kern']
  };
}

export function openSheet(info: SheetInfo): Sheet {
  const doc = openDocument(info);
  const finished = contentOf(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);

  const sheet: Sheet = {
    doc,
    root,
    text(text, x, y, style = {}) {
      const options = optionsOf(doc, style);
      const draw = () => doc.fillColor(style.color ?? INK.text).text(text, x * MM, y * MM, options);
      const { parent } = style;
      if (parent)
        parent.add(doc.struct(style.tag ?? 'P', {}, [drawn(doc, style.tag ?? 'P', draw)]));
      else sheet.artifact(draw);
      return y + sheet.heightOf(text, style);
    },
    heightOf(text, style = {}) {
      return doc.heightOfString(text, optionsOf(doc, style)) / MM;
    },
    rule(x1, y, x2, color = INK.line, width = 0.5) {
      const line = () =>
        doc
          .moveTo(x1 * MM, y * MM)
          .lineTo(x2 * MM, y * MM)
          .lineWidth(width);
      sheet.artifact(() => line().stroke(color));
    },
    element(type, parent = root) {
      const element = doc.struct(type);
      parent.add(element);
      return element;
    },
    artifact(draw) {
      doc.markContent('Artifact', { type: 'Layout' });
      draw();
      doc.endMarkedContent();
    },
    addPage() {
      doc.addPage({ size: 'A4', margin: 0 });
    },
    finish() {
      root.end();
      doc.end();
      return finished;
    }
  };
  return sheet;
}

function drawn(doc: PDFKit.PDFDocument, tag: string, draw: () => void) {
  const content = doc.markStructureContent(tag);
  draw();
  doc.endMarkedContent();
  return content;
}
