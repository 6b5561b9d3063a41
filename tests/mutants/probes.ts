// Which test files run a function at all: only those are asked whether they notice a change in it.
import ts from 'typescript';

/** Where the file itself stands for what runs when it is loaded. */
export const WHOLE_FILE = 0;

type Body = ts.FunctionLikeDeclaration & { body: ts.Node };

function bodiesOf(file: string, text: string): Body[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Body[] = [];
  (function visit(node: ts.Node): void {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) found.push(node as Body);
    node.forEachChild(visit);
  })(source);
  return found;
}

export function probeName(file: string, start: number): string {
  return `${file}#${start}`;
}

/** The file in which every function says that it was called. */
export function withProbes(file: string, text: string): string {
  const said = (start: number) =>
    `globalThis.mutantProbes?.add(${JSON.stringify(probeName(file, start))})`;
  const parts = bodiesOf(file, text).flatMap(({ body }): [number, string][] =>
    ts.isBlock(body)
      ? [[body.getStart() + 1, `${said(body.getStart())};`]]
      : [
          [body.getStart(), `(${said(body.getStart())}, `],
          [body.end, ')']
        ]
  );
  // From the end, so that the places before stay where they are; of two at one place the inner comes first.
  let probed = text;
  for (const [at, part] of parts.sort(([one], [other]) => other - one)) {
    probed = probed.slice(0, at) + part + probed.slice(at);
  }
  return `${probed}\n;${said(WHOLE_FILE)};\n`;
}

/** The probe that tells whether this place runs: of the innermost function around it. */
export function probeAt(file: string, text: string, place: { start: number; end: number }): string {
  const around = bodiesOf(file, text)
    .map(({ body }) => body)
    .filter((body) => body.getStart() <= place.start && place.end <= body.end)
    .map((body) => body.getStart());
  return probeName(file, Math.max(WHOLE_FILE, ...around));
}
