import { inflateSync } from 'node:zlib';

/**
 * The words of a PDF as pdfkit writes it (fonts with ToUnicode, text as hex), page by page in drawing order: enough to
 * read an invoice back in a test without a tool that a machine may not have.
 */
export function pdfText(pdf: Buffer): string[] {
  const objects = readObjects(pdf);
  const pages = [...objects.values()].filter((each) => /\/Type \/Page\b/.test(each.head));
  return pages.map((page) => {
    const resources = objects.get(reference(page.head, 'Resources'))?.head ?? page.head;
    const fonts = new Map<string, Map<number, string>>();
    for (const [, name, id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(Number(id));
      const unicode = objects.get(reference(font?.head ?? '', 'ToUnicode'));
      fonts.set(name!, readUnicode(unicode?.stream ?? ''));
    }
    return readContent(objects.get(reference(page.head, 'Contents'))?.stream ?? '', fonts);
  });
}

interface PdfObject {
  head: string;
  stream: string;
}

function readObjects(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const body = match[2]!;
    const start = body.indexOf('stream\n');
    const head = start < 0 ? body : body.slice(0, start);
    let stream = '';
    if (start >= 0 && /\/FlateDecode/.test(head)) {
      const bytes = Buffer.from(body.slice(start + 7, body.lastIndexOf('\nendstream')), 'latin1');
      stream = inflateSync(bytes).toString('latin1');
    }
    objects.set(Number(match[1]), { head, stream });
  }
  return objects;
}

function reference(head: string, key: string): number {
  return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? -1);
}

/** `bfrange` with lists, and `bfchar`. */
function readUnicode(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  const decode = (hex: string) =>
    String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));
  for (const [, first, list] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    [...list!.matchAll(/<(\w*)>/g)].forEach((entry, index) => {
      map.set(parseInt(first!, 16) + index, decode(entry[1]!));
    });
  }
  return map;
}

function readContent(content: string, fonts: Map<string, Map<number, string>>): string {
  let font = new Map<number, string>();
  const words: string[] = [];
  for (const [, name, shown] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|\[((?:<[^>]*>|[^\]<])*)\] TJ/g
  )) {
    if (name) font = fonts.get(name) ?? new Map<number, string>();
    else {
      const hex = [...shown!.matchAll(/<([0-9a-f]*)>/gi)].map((part) => part[1]).join('');
      words.push((hex.match(/.{4}/g) ?? []).map((id) => font.get(parseInt(id, 16))).join(''));
    }
  }
  return words.join(' ').replace(/\s+/g, ' ');
}
