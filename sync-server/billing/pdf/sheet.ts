// Drawing on A4 in millimetres, tagged for screen readers. The page is laid out by position, so
// nothing of pdfkit's own flow is used: it would begin pages by itself in the middle of a row.
import { isFromTheRight } from '#domain/text/foreign-text.ts';
import PDFDocument from 'pdfkit';
import { openFonts } from './fonts.ts';
import { INK, sheetText, type TextStyle } from './sheet-text.ts';

export { INK, type TextStyle };

export const PAGE = { width: 210, height: 297, left: 25, right: 190, top: 20, bottom: 262 };

const MM = 72 / 25.4;

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

export function openSheet(info: SheetInfo): Sheet {
  const doc = openDocument(info);
  const finished = contentOf(doc);
  const fonts = openFonts(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);

  const sheet: Sheet = {
    doc,
    root,
    text(text, x, y, style = {}) {
      const { shown, height, draw } = sheetText(doc, fonts, text, style);
      const { parent, tag = 'P' } = style;
      const drawIt = () => draw(x, y);
      if (parent) parent.add(doc.struct(tag, readAs(shown), [drawn(doc, tag, drawIt)]));
      else sheet.artifact(drawIt);
      return y + height;
    },
    heightOf: (text, style = {}) => sheetText(doc, fonts, text, style).height,
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

/** What is not drawn in the order of its letters is read aloud in it all the same. */
function readAs(shown: string): { actual?: string } {
  return isFromTheRight(shown) ? { actual: shown.replace(/[\u2066-\u2069]/g, '') } : {};
}

function drawn(doc: PDFKit.PDFDocument, tag: string, draw: () => void) {
  const content = doc.markStructureContent(tag);
  draw();
  doc.endMarkedContent();
  return content;
}
