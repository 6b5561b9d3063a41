// A line of mixed writing as it is drawn: pieces of one font and one direction, in the order in
// which the eye meets them from the left (Unicode's bidirectional algorithm, by bidi-js). The page
// is ours: its lines run from the left whoever's name stands in them.
import bidiFactory, { type Bidi } from 'bidi-js';
import { isFromTheRight } from '#domain/text/foreign-text.ts';

// Its types speak of an ES module; what it exports is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)();

export interface TextRun {
  text: string;
  font: string;
}
interface LogicalRun extends TextRun {
  /** Odd: from the right. */
  level: number;
}
/** The font of a character, given that of the one before. */
export type FontOf = (character: string, before: string | undefined) => string | undefined;

export function visualRuns(line: string, fontOf: FontOf): TextRun[] {
  const levels = bidi.getEmbeddingLevels(line, 'ltr');
  const mirrored = bidi.getMirroredCharactersMap(line, levels.levels);
  const runs: LogicalRun[] = [];
  let index = 0;
  for (const character of line) {
    const level = levels.levels[index] ?? 0;
    const drawn = mirrored.get(index) ?? character;
    index += character.length;
    // Marks of direction have done their work.
    if (/[\u2066-\u2069]/.test(character)) continue;
    const last = runs.at(-1);
    const font = fontOf(drawn, last?.font) ?? last?.font ?? 'inter regular';
    if (last && last.level === level && last.font === font) last.text += drawn;
    else runs.push({ text: drawn, font, level });
  }
  return reordered(runs).map(({ text, font, level }) => ({
    // The font turns its own letters round; signs between them are ours to turn.
    text: level % 2 === 1 && !isFromTheRight(text) ? [...text].reverse().join('') : text,
    font
  }));
}

/** Rule L2: from the highest level down, whatever stands at it or above is turned round. */
function reordered(runs: readonly LogicalRun[]): LogicalRun[] {
  const shown = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < shown.length; from += 1) {
      let to = from;
      while (to < shown.length && shown[to]!.level >= level) to += 1;
      if (to === from) continue;
      shown.splice(from, to - from, ...shown.slice(from, to).reverse());
      from = to;
    }
  }
  return shown;
}

/** Lines no wider than `width`, broken at spaces, and inside a word only where it is wider alone. */
export function wrapped(text: string, width: number, widthOf: (line: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines = [''];
    for (const word of paragraph.split(/(?<= )/).flatMap((each) => fitting(each, width, widthOf))) {
      const longer = lines.at(-1)! + word;
      if (lines.at(-1) === '' || widthOf(longer.trimEnd()) <= width)
        lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.map((line) => line.trimEnd());
  });
}

function fitting(word: string, width: number, widthOf: (line: string) => number): string[] {
  if (widthOf(word.trimEnd()) <= width) return [word];
  const parts = [''];
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    const longer = parts.at(-1)! + segment;
    if (parts.at(-1) === '' || widthOf(longer) <= width) parts[parts.length - 1] = longer;
    else parts.push(segment);
  }
  return parts;
}
